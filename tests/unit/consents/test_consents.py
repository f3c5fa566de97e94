"""What there is no consent for goes nowhere; what was withdrawn stays away; others are untouched."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.domain.ids import new_id
from app.domain.reports.consents import Consent, ConsentHow, ConsentKind
from app.domain.reports.reports import Report
from app.errors import InputProblem
from app.jobs import Job
from app.report.data.model import Template
from app.report.data.templates import load_template
from app.usecases.items.removing import destroy_items, set_items_aside
from app.usecases.reports.consenting import (
    ConsentSaid,
    by_recipient,
    consented,
    give,
    hold_back,
    items_for,
    list_consents,
    text_version,
    withdraw,
)
from app.usecases.reports.reporting import record_report, save_report
from app.vault import Vault
from tests.unit.consents.agreeing import D4U, HERE, INDEX, POLICE, going, one, who
from tests.unit.vault.filling import add_case, add_item


def test_without_any_consent_choosing_is_the_consent(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> None:
    assert consented(vault, case.id, D4U) is None
    assert going(vault, case, index) == {item.id for item in items}
    report = save_report(vault, case.id, INDEX, {"evidence.list": [items[1].id]})
    (chosen,) = [
        one for one in vault.custody.of_subject(report.id) if one.act is Act.CONSENT_BY_CHOICE
    ]
    assert chosen.details["recipient"] == index.recipient
    assert chosen.details["items"] == 1
    assert not record_report(vault, case.id, report.id)
    save_report(vault, case.id, INDEX, {"evidence.list": [items[0].id]}, report_id=report.id)
    written = [entry.act for entry in vault.custody.of_subject(report.id)]
    assert written.count(Act.CONSENT_BY_CHOICE) == 2


def test_a_draft_tells_of_the_choice_when_it_is_left(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    answers = {"evidence.list": [items[0].id]}
    report = save_report(vault, case.id, INDEX, answers, draft=True)
    assert vault.custody.of_subject(report.id) == ()
    assert record_report(vault, case.id, report.id)
    acts = {entry.act for entry in vault.custody.of_subject(report.id)}
    assert acts == {Act.REPORT_SAVED, Act.CONSENT_BY_CHOICE}


@pytest.mark.parametrize("answer", ["counsellor", "agent"])
def test_in_anothers_case_only_what_was_agreed_to_goes(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template, answer: str
) -> None:
    who(vault, case, answer)
    first, second = items
    assert consented(vault, case.id, index.recipient) == frozenset()
    assert going(vault, case, index) == set()
    give(vault, case.id, one(index.recipient, first))
    assert going(vault, case, index) == {first.id}
    chosen = {"evidence.list": [first.id, second.id]}
    assert going(vault, case, index, **chosen) == {first.id}
    assert consented(vault, case.id, D4U) == frozenset()
    give(vault, case.id, one(""))
    assert consented(vault, case.id, D4U) == {first.id, second.id}
    report = save_report(vault, case.id, INDEX, chosen)
    acts = [entry.act for entry in vault.custody.of_subject(report.id)]
    assert Act.CONSENT_BY_CHOICE not in acts


def test_another_box_alone_lets_nothing_go_in_anothers_case(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    who(vault, case, "counsellor")
    give(vault, case.id, one(D4U, kind=ConsentKind.PERSONAL))
    assert consented(vault, case.id, D4U) == frozenset()


def test_consents_on_record_are_asked_for_unless_she_fills_in_herself(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    give(vault, case.id, one(D4U, items[0]))
    assert consented(vault, case.id, D4U) == {items[0].id}
    assert consented(vault, case.id, POLICE) == frozenset()
    who(vault, case, "self")
    assert consented(vault, case.id, D4U) is None


def test_what_was_withdrawn_goes_nowhere_it_was_for_and_others_are_untouched(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> None:
    who(vault, case, "self")
    first, second = items
    to = index.recipient
    (kept,) = give(vault, case.id, one(to, first))
    (ended,) = withdraw(vault, case.id, [kept.id])
    assert not ended.holds
    assert going(vault, case, index) == {second.id}
    assert going(vault, case, index, **{"evidence.list": [first.id, second.id]}) == {second.id}
    assert consented(vault, case.id, D4U) is None
    (again,) = give(vault, case.id, one(to, first))
    assert again.id != kept.id
    assert going(vault, case, index) == {first.id, second.id}


def test_taking_back_the_wide_one_takes_the_narrow_ones_too(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    who(vault, case, "counsellor")
    give(vault, case.id, one(D4U, items[0]))
    (wide,) = give(vault, case.id, one(""))
    withdraw(vault, case.id, [wide.id])
    assert consented(vault, case.id, D4U) == frozenset()
    give(vault, case.id, one(POLICE))
    assert consented(vault, case.id, POLICE) == {item.id for item in items}
    assert consented(vault, case.id, D4U) == frozenset()


def test_a_single_item_is_held_back_whatever_was_agreed_to(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    first, second = items
    who(vault, case, "counsellor")
    give(vault, case.id, one(""))
    (refused,) = hold_back(vault, case.id, D4U, [first.id])
    assert not refused.holds
    assert consented(vault, case.id, D4U) == {second.id}
    assert consented(vault, case.id, POLICE) == {first.id, second.id}
    assert [row.goes for row in items_for(vault, case.id, D4U)] == [False, True]
    (entry,) = vault.custody.of_subject(refused.id)
    assert entry.act is Act.CONSENT_WITHDRAWN
    give(vault, case.id, one(D4U, first))
    assert consented(vault, case.id, D4U) == {first.id, second.id}
    hold_back(vault, case.id, D4U, [first.id])
    hold_back(vault, case.id, "", [second.id])
    assert consented(vault, case.id, D4U) == frozenset()
    assert consented(vault, case.id, POLICE) == {first.id}


def test_in_her_own_case_a_single_item_is_held_back_too(
    vault: Vault, case: Case, items: tuple[Item, Item], index: Template
) -> None:
    who(vault, case, "self")
    hold_back(vault, case.id, index.recipient, [items[0].id])
    assert going(vault, case, index) == {items[1].id}
    assert consented(vault, case.id, D4U) is None


def test_any_box_taken_back_stands_against_it(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    who(vault, case, "counsellor")
    said = ConsentSaid((HERE, ConsentKind.SENSITIVE), D4U)
    _, sensitive = give(vault, case.id, said)
    assert consented(vault, case.id, D4U) == {item.id for item in items}
    withdraw(vault, case.id, [sensitive.id])
    assert consented(vault, case.id, D4U) == frozenset()


def test_copies_stand_and_fall_with_what_they_were_made_from(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    first, _second = items
    made = replace(add_item_of(vault, case, first), parent=first.id)
    who(vault, case, "self")
    (kept,) = give(vault, case.id, one(D4U, first))
    withdraw(vault, case.id, [kept.id])
    agreed = consented(vault, case.id, D4U)
    assert agreed is not None
    assert made.id not in agreed
    set_items_aside(vault, [first.id])
    agreed = consented(vault, case.id, D4U)
    assert agreed is not None
    assert made.id not in agreed


def add_item_of(vault: Vault, case: Case, parent: Item) -> Item:
    stored = vault.blobs.store(io.BytesIO(f"redacted {parent.id}".encode()))
    made = replace(
        parent, id=new_id("item"), name="copy-1.png", parent=parent.id, relation="redacted",
        size=stored.size, sha256=stored.sha256,
    )  # fmt: skip
    with vault.transaction():
        vault.items.add(made, stored)
        vault.items.place(made.id, case.id)
        vault.custody.append(Act.ITEM_MADE, made.id, case.id, {"sha256": made.sha256})
    return made


def test_giving_twice_keeps_one_and_the_log_tells_each_act(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    said = replace(
        one(D4U, items[0]), how=ConsentHow.SPOKEN, witness="  상담원 김 ", note="전화로 들음"
    )
    (kept,) = give(vault, case.id, said)
    assert give(vault, case.id, said) == (kept,)
    assert kept.witness == "상담원 김"
    assert kept.text_version == text_version() == str(load_template("kr.consent").version)
    withdraw(vault, case.id, [kept.id])
    ended = withdraw(vault, case.id, [kept.id])
    assert list_consents(vault, case.id) == ended
    given, taken = vault.custody.of_subject(kept.id)
    assert (given.act, taken.act) == (Act.CONSENT_GIVEN, Act.CONSENT_WITHDRAWN)
    assert given.details == {
        "kind": "third_party", "recipient": D4U, "item": items[0].id, "how": "spoken",
        "text": kept.text_version,
    }  # fmt: skip
    assert taken.details == {"kind": "third_party", "recipient": D4U, "item": items[0].id}


def test_what_cannot_be_kept_is_told(vault: Vault, case: Case, items: tuple[Item, Item]) -> None:
    other = add_case(vault)
    foreign = add_item(vault, other, other.id.encode())
    (kept,) = give(vault, other.id, one())
    for said, code in (
        (ConsentSaid(()), "INP-104"),
        (one("kr.nobody"), "INP-005"),
        (one(D4U, foreign), "INP-011"),
        (replace(one(), witness="900101-1234567"), "INP-070"),
        (replace(one(), note="x" * 30_000), "INP-071"),
    ):
        with pytest.raises(InputProblem) as told:
            give(vault, case.id, said)
        assert told.value.code == code
    with pytest.raises(InputProblem, match="INP-100"):
        withdraw(vault, case.id, [kept.id])
    assert list_consents(vault, case.id) == ()
    assert list_consents(vault, other.id)[0].holds


def test_recipients_of_reports_and_consents_are_listed(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    report = Report(new_id("report"), case.id, "kr.d4u.deletion", "1", {}, 5)
    with vault.transaction():
        vault.reports.save(report)
    who(vault, case, "self")
    (kept,) = give(vault, case.id, one(POLICE, items[0]))
    withdraw(vault, case.id, [kept.id])
    rows = {row.recipient: row for row in by_recipient(vault, case.id, "ko")}
    assert list(rows) == ["", D4U, POLICE]
    assert (rows[D4U].goes, rows[D4U].by_choice) == (2, True)
    assert (rows[POLICE].goes, rows[POLICE].items, rows[POLICE].by_choice) == (1, 2, False)
    assert rows[POLICE].consents[0].id == kept.id
    assert rows[D4U].name != D4U


def test_consents_go_with_a_destroyed_item_and_stay_in_the_log(
    vault: Vault, case: Case, items: tuple[Item, Item]
) -> None:
    (kept,) = give(vault, case.id, one(D4U, items[0]))
    set_items_aside(vault, [items[0].id])
    destroy_items(vault, [items[0].id], Job())
    assert list_consents(vault, case.id) == ()
    assert [entry.act for entry in vault.custody.of_subject(kept.id)] == [Act.CONSENT_GIVEN]


def test_a_consent_knows_whether_it_holds() -> None:
    kept = Consent("o-1", "c-1", HERE, D4U, None, 5)
    assert kept.holds
    assert not replace(kept, withdrawn_ms=6).holds
