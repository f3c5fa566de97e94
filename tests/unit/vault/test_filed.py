"""Facts, consents, reports handed in, links' fates and the account of events: kept, found, let go."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.chats.chats import Link, LinkStanding
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.follow_up.filings import Filing, FilingState, FilingStep
from app.domain.ids import new_id
from app.domain.reports.consents import Consent, ConsentHow, ConsentKind
from app.domain.reports.corrections import Correction
from app.domain.reports.narrative import LineSource, NarrativeLine, SourceKind
from app.domain.reports.reports import Report
from app.domain.times.typed_times import typed_moment
from app.domain.told.said import Said
from app.errors import InputProblem
from app.i18n import texts
from app.jobs import Job
from app.usecases.items.removing import bring_back, destroy_items, set_items_aside
from app.usecases.vault.rescuing import rescue_vault
from app.vault import Vault
from tests.unit.vault.filling import PASSPHRASE, Chat, add_case, add_item

FOUND_AT = typed_moment("2024-08-27 14:03")
ANSWER = {"name": "홍길순", "contact": ["02-000-0000", "저녁에만"], "safe": True, "times": 3}


def consent(case: Case, item: Item | None = None, **more: Any) -> Consent:
    return Consent(
        new_id("consent"), case.id, ConsentKind.THIRD_PARTY, "kr.d4u", item.id if item else None, 7,
        **more,
    )  # fmt: skip


def line(case: Case, place: int, text: str, *sources: LineSource, edited: bool = False) -> Any:
    return NarrativeLine(new_id("line"), case.id, place, text, sources, edited)


def found(vault: Vault, words: str) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in vault.search.find(words).hits]


class Full:
    """A case with something in every store, hanging on a chat, one of its links and an item."""

    def __init__(self, vault: Vault) -> None:
        self.case = add_case(vault)
        self.item = add_item(vault, self.case, b"picture", "one.png")
        self.chat = Chat(vault, self.case)
        self.message = self.chat.message("나쁜 말")
        self.chat.add(self.message)
        self.link = Link(
            new_id("link"), self.case.id, "https://t.me/a/1", "t.me/a/1", LinkStanding.OBSERVED,
            "t.me", "telegram.post", 5, self.message.id, self.chat.source.id, "messages[0]",
        )  # fmt: skip
        self.own = replace(
            self.link, id=new_id("link"), normal="https://b.invalid/", message=None,
            source_item=None, host="b.invalid",
        )  # fmt: skip
        self.of_item = consent(self.case, self.item, note="그림만 괜찮다고")
        self.of_all = consent(
            self.case, how=ConsentHow.SPOKEN, witness="상담원 김", text_version="1"
        )
        self.filing = Filing(
            new_id("filing"), self.case.id, new_id("report"), "kr.d4u.deletion", "kr.d4u", "급함", 9
        )
        self.received = FilingStep(
            new_id("step"),
            self.filing.id,
            FilingState.RECEIVED,
            FOUND_AT,
            "접수-17",
            "전화",
            "친절",
            9,
        )
        self.taken_down = LinkStep(
            new_id("step"), self.link.id, self.case.id, LinkState.DELETED, FOUND_AT, self.filing.id,
            "화면이 비었음", 99, 9,
        )  # fmt: skip
        self.still_there = LinkStep(
            new_id("step"),
            self.own.id,
            self.case.id,
            LinkState.FOUND,
            None,
            note="아직 보임",
            said_ms=8,
        )
        from_item = LineSource(SourceKind.PART, self.item.id)
        from_chat = LineSource(SourceKind.MESSAGE, self.message.id)
        self.drawn = line(self.case, 1, "대화방에 올라왔습니다.", from_chat)
        self.edited = line(
            self.case, 2, "제가 직접 고친 문장입니다.", from_chat, from_item, edited=True
        )
        self.plain = line(self.case, 3, "출처 없는 문장입니다.")
        with vault.transaction():
            self._keep(vault)

    def _keep(self, vault: Vault) -> None:
        filed = vault.filed
        vault.custody.append(Act.CHAT_IMPORTED, self.chat.source.id, self.case.id)
        vault.links.add_many([self.link, self.own])
        filed.said.say(Said(self.case.id, "person.contact", ANSWER, 5))
        filed.consents.give(self.of_item)
        filed.consents.give(self.of_all)
        filed.filings.add(self.filing)
        filed.filings.step(self.received)
        filed.fates.step(self.taken_down)
        filed.fates.step(self.still_there)
        filed.narrative.replace_all(self.case.id, [self.drawn, self.edited, self.plain])
        filed.corrections.say(Correction("kr.d4u", (("phone", "02-1", "새 번호"),), "이사함", 5))


@pytest.fixture
def full(vault: Vault) -> Full:
    return Full(vault)


def test_everything_comes_back_as_it_went_in(vault: Vault, full: Full) -> None:
    case, filed = full.case.id, vault.filed
    assert filed.said.of_case(case) == {"person.contact": Said(case, "person.contact", ANSWER, 5)}
    assert filed.consents.in_case(case) == (full.of_item, full.of_all)
    assert filed.filings.in_case(case) == (full.filing,)
    assert filed.filings.get(full.filing.id, case) == full.filing
    assert filed.filings.steps(full.filing.id) == (full.received,)
    assert filed.fates.of_link(full.link.id) == (full.taken_down,)
    assert filed.fates.newest(case) == {
        full.link.id: full.taken_down,
        full.own.id: full.still_there,
    }
    assert filed.narrative.of_case(case) == (full.drawn, full.edited, full.plain)
    assert filed.corrections.all() == (
        Correction("kr.d4u", (("phone", "02-1", "새 번호"),), "이사함", 5),
    )


def test_a_fact_said_again_takes_the_place_of_the_former(vault: Vault, full: Full) -> None:
    case, said = full.case.id, vault.filed.said
    with vault.transaction():
        said.say(Said(case, "person.contact", "우체국 사서함", 6))
    assert said.of_case(case)["person.contact"] == Said(case, "person.contact", "우체국 사서함", 6)
    assert found(vault, "홍길순") == []
    assert found(vault, "사서함") == [("said", case)]
    with vault.transaction():
        said.unsay(case, "person.contact")
        said.unsay(case, "person.contact")
    assert said.of_case(case) == {}
    assert found(vault, "사서함") == []


def test_a_consent_is_withdrawn_once_and_never_goes(vault: Vault, full: Full) -> None:
    consents = vault.filed.consents
    with vault.transaction():
        consents.withdraw(full.of_all.id, 20)
        consents.withdraw(full.of_all.id, 30)
    kept = consents.get(full.of_all.id, full.case.id)
    assert kept == replace(full.of_all, withdrawn_ms=20)
    assert not kept.holds
    with pytest.raises(InputProblem) as told, vault.transaction():
        consents.withdraw(new_id("consent"), 20)
    assert told.value.code == "INP-100"


def test_a_filing_is_changed_and_goes_with_its_steps(vault: Vault, full: Full) -> None:
    filings, case = vault.filed.filings, full.case.id
    changed = replace(full.filing, recipient="kr.kmcsc", note="천천히")
    with vault.transaction():
        filings.change(changed)
    assert filings.in_case(case) == (changed,)
    assert found(vault, "급함") == []
    assert found(vault, "천천히") == [("filing", full.filing.id)]
    second = replace(full.received, id=new_id("step"), state=FilingState.DONE, at=None, receipt="")
    with vault.transaction():
        filings.step(second)
        filings.take_back(full.received.id)
    assert filings.steps(full.filing.id) == (second,)
    assert found(vault, "접수-17") == []
    with vault.transaction():
        filings.remove(full.filing.id)
    assert filings.in_case(case) == ()
    assert filings.steps(full.filing.id) == ()
    assert vault.filed.fates.of_link(full.link.id)[0].filing is None
    for act, code in (
        (lambda: filings.remove(full.filing.id), "INP-101"),
        (lambda: filings.get("c-1", case), "INP-101"),
        (lambda: filings.take_back(second.id), "INP-102"),
        (lambda: vault.filed.fates.take_back(second.id), "INP-102"),
        (lambda: vault.filed.narrative.change(line(full.case, 1, "")), "INP-103"),
    ):
        with pytest.raises(InputProblem) as told, vault.transaction():
            act()
        assert told.value.code == code


def test_a_report_saved_again_leaves_what_was_handed_in(vault: Vault, full: Full) -> None:
    assert full.filing.report is not None
    report = Report(full.filing.report, full.case.id, "kr.d4u.deletion", "1", {}, 5)
    for saved_ms in (5, 6):
        with vault.transaction():
            vault.reports.save(replace(report, saved_ms=saved_ms))
    assert vault.filed.filings.in_case(full.case.id) == (full.filing,)


def test_the_newest_step_of_a_link_is_the_one_written_last(vault: Vault, full: Full) -> None:
    fates = vault.filed.fates
    back = replace(full.taken_down, id=new_id("step"), state=LinkState.BACK, at=None, said_ms=10)
    with vault.transaction():
        fates.step(back)
    assert fates.of_link(full.link.id) == (full.taken_down, back)
    assert fates.newest(full.case.id)[full.link.id] == back
    with vault.transaction():
        fates.take_back(back.id)
    assert fates.newest(full.case.id)[full.link.id] == full.taken_down


def test_what_a_person_typed_is_found_with_its_kind(vault: Vault, full: Full) -> None:
    assert found(vault, "홍길순") == [("said", full.case.id)]
    assert found(vault, "상담원") == [("consent", full.of_all.id)]
    assert found(vault, "접수-17") == [("filing", full.filing.id)]
    assert found(vault, "비었음") == [("fate", full.link.id)]
    assert found(vault, "고친") == [("line", full.edited.id)]
    other = add_case(vault)
    assert vault.search.find("상담원", case=other.id).total == 0
    assert vault.search.find("접수-17", case=other.id).total == 0


def test_set_aside_evidence_takes_what_hangs_on_it_out_of_sight_and_back(
    vault: Vault, full: Full
) -> None:
    case, filed = full.case.id, vault.filed
    set_items_aside(vault, [full.chat.source.id, full.item.id])
    assert filed.consents.in_case(case) == (full.of_all,)
    with pytest.raises(InputProblem):
        filed.consents.get(full.of_item.id, case)
    assert filed.fates.in_case(case) == (full.still_there,)
    assert filed.narrative.of_case(case) == (replace(full.edited, sources=()), full.plain)
    for words in ("그림만", "비었음", "대화방에"):
        assert found(vault, words) == []
    assert found(vault, "고친") == [("line", full.edited.id)]
    with vault.transaction():  # the person goes on editing meanwhile
        filed.narrative.change(replace(full.edited, text="다시 고친 문장입니다.", sources=()))
    bring_back(vault, [full.chat.source.id, full.item.id])
    assert filed.consents.in_case(case) == (full.of_item, full.of_all)
    assert filed.fates.newest(case)[full.link.id] == full.taken_down
    again = filed.narrative.of_case(case)
    assert again == (full.drawn, replace(full.edited, text="다시 고친 문장입니다."), full.plain)


def test_a_line_that_stays_keeps_its_hidden_sources(vault: Vault, full: Full) -> None:
    narrative, case = vault.filed.narrative, full.case.id
    set_items_aside(vault, [full.chat.source.id])
    with vault.transaction():
        narrative.replace_all(case, narrative.of_case(case))
    bring_back(vault, [full.chat.source.id])
    edited, plain = narrative.of_case(case)
    assert set(edited.sources) == set(full.edited.sources)
    assert plain == full.plain


def test_destroyed_evidence_takes_what_hangs_on_it_along(vault: Vault, full: Full) -> None:
    case, filed = full.case.id, vault.filed
    items = [full.chat.source.id, full.item.id]
    set_items_aside(vault, items)
    destroy_items(vault, items, Job())
    assert filed.consents.in_case(case) == (full.of_all,)
    assert filed.fates.in_case(case) == (full.still_there,)
    assert filed.narrative.of_case(case) == (replace(full.edited, sources=()), full.plain)
    assert filed.filings.in_case(case) == (full.filing,)
    index = vault._index
    assert index.read("SELECT * FROM narrative_sources") == []
    assert index.read("SELECT count(*) FROM narrative_lines") == [(2,)]
    assert index.read("SELECT count(*) FROM link_steps") == [(1,)]
    for words in ("그림만", "비었음", "대화방에"):
        assert found(vault, words) == []
    rows = {row for (row,) in index.read("SELECT rowid FROM words")}
    told = {row for row in rows if row >> 48 in range(7, 13)}
    assert len(told) == 7  # a fact, a consent, a filing and its step, a fate, two lines


def test_a_rescue_writes_it_all(vault: Vault, full: Full, tmp_path: Path) -> None:
    vault.close()
    out = tmp_path / "out"
    rescue_vault(vault.path, PASSPHRASE, out, Job(), texts("en"))

    def lines(name: str) -> list[dict[str, Any]]:
        text = (out / "records" / f"{name}.jsonl").read_text("utf-8")
        return [json.loads(one) for one in text.splitlines()]

    assert "홍길순" in lines("said")[0]["answer"]
    assert {one["item"] for one in lines("consents")} == {full.item.id, None}
    assert [one["report"] for one in lines("filings")] == [full.filing.report]
    assert [one["filing"] for one in lines("filing_steps")] == [full.filing.id]
    assert [one["link"] for one in lines("link_steps")] == [full.link.id, full.own.id]
    assert [one["id"] for one in lines("narrative_lines")] == [
        full.drawn.id, full.edited.id, full.plain.id,
    ]  # fmt: skip
    sources = {(one["line"], one["source"]) for one in lines("narrative_sources")}
    assert sources == {
        (full.drawn.id, full.message.id),
        (full.edited.id, full.message.id),
        (full.edited.id, full.item.id),
    }
    assert [one["recipient"] for one in lines("corrections")] == ["kr.d4u"]
