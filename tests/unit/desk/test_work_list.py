"""What comes next over all cases: by day, never late, ticked and back once the day is another."""

from __future__ import annotations

import pytest

from app.domain.case.case_desk import CaseState
from app.domain.custody import Act
from app.domain.evidence.items import Case, ItemKind, Method
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.follow_up.questions import Question
from app.domain.reports.consents import ConsentKind
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.i18n import texts
from app.jobs import Job
from app.usecases.case.case_file import number_case, state_case
from app.usecases.case.cases import add_case
from app.usecases.case.plain_facts import SectionName, plain_facts
from app.usecases.case.work_list import Group, WorkEntry, WorkKind, desk_cases, mark_seen, work_list
from app.usecases.follow_up.deadlines import all_dates, next_dates, say_day
from app.usecases.follow_up.fates import list_fates, state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing, state_step
from app.usecases.intake.adding import add_bytes
from app.usecases.intake.linking import add_links
from app.usecases.items.looks import leave_to_look, say_what_is_seen
from app.usecases.reports.consenting import ConsentSaid, give
from app.vault import Vault
from tests.unit.ledger.conftest import Clock, at


def of(vault: Vault, case: Case, *, seen: bool = False) -> list[WorkEntry]:
    return [one for one in work_list(vault, "ko", seen=seen) if one.case == case.id]


def with_links(vault: Vault, case: Case, count: int = 3) -> list[str]:
    add_links(vault, case.id, "\n".join(f"https://example.net/{case.id}/{n}" for n in range(count)))
    return [row.link.id for row in list_fates(vault, case.id)]


def ask(vault: Vault, case: Case, came: str) -> None:
    question = Question(
        "q-000000000001", case.id, None, "", "00" * 32, "경찰", "SHA256:x", "언제인가요",
        at(came), at(came),
    )  # fmt: skip
    with vault.transaction():
        vault.handover.questions.add(question)


def test_dates_over_all_cases_are_those_of_each(vault: Vault, case: Case) -> None:
    links = with_links(vault, case)
    state_links(vault, case.id, links[:2], LinkState.DELETED, at=typed_moment("2026-10-30"))
    state_links(vault, case.id, links[2:], LinkState.BLOCKED, at=typed_moment("2026-11-01"))
    state_links(vault, case.id, links[:1], LinkState.BACK)
    said = StepSaid(FilingState.SUBMITTED, typed_moment("2026-10-20"))
    filing = add_filing(vault, case.id, recipient_id="kr.police.station", first=said).filing.id
    received = StepSaid(FilingState.RECEIVED, typed_moment("2026-10-21"))
    state_step(vault, case.id, filing, received)
    say_day(vault, case.id, "follow.appeal_dismissed", "2026-11-01")
    other = add_case(vault, "")
    add_filing(vault, other.id, recipient_id="kr.kmcsc", first=said)
    bulk = all_dates(vault, "ko")
    for one in (case, other):
        assert bulk[one.id] == next_dates(vault, one.id, "ko")
        assert bulk[one.id]


def test_links_whose_steps_were_taken_back_are_not_looked_at(vault: Vault, case: Case) -> None:
    links = with_links(vault, case)
    state_links(vault, case.id, links, LinkState.DELETED)
    assert len(of(vault, case)) == 1
    with vault.transaction():
        for step in vault.filed.fates.in_case(case.id):
            vault.filed.fates.take_back(step.id)
    assert of(vault, case) == []


def test_groups_are_gone_by_today_seven_days_and_later(
    vault: Vault, case: Case, clock: Clock
) -> None:
    links = with_links(vault, case)
    state_links(vault, case.id, links, LinkState.DELETED)  # to look at on the 9th
    for day, group, passed in (
        ("2026-11-02 10:00", Group.WEEK, False),
        ("2026-11-01 10:00", Group.LATER, False),
        ("2026-11-09 23:59", Group.TODAY, False),
        ("2026-11-10 00:01", Group.AGAIN, True),
    ):
        clock.set(day)
        (one,) = of(vault, case)
        assert (one.kind, one.group, one.passed) == (WorkKind.LOOK, group, passed), day
        assert one.links == tuple(links)


def test_ticked_is_left_out_until_its_day_is_another(
    vault: Vault, case: Case, clock: Clock
) -> None:
    links = with_links(vault, case)
    state_links(vault, case.id, links, LinkState.DELETED)
    (one,) = of(vault, case)
    mark_seen(vault, one.key)
    assert of(vault, case) == []
    assert [entry.seen for entry in of(vault, case, seen=True)] == [True]
    clock.set("2026-11-09 10:00")
    state_links(vault, case.id, links, LinkState.DELETED)  # still gone: the next look is later
    (again,) = of(vault, case)
    assert again.key != one.key
    mark_seen(vault, again.key)
    assert list(vault.facts.beginning("work_seen:")) == [again.key]  # what is past is not kept
    mark_seen(vault, again.key, on=False)
    assert of(vault, case) == [again]


def test_tick_for_something_else_is_refused(vault: Vault, case: Case) -> None:
    assert case.id
    with pytest.raises(InputProblem) as refused:
        mark_seen(vault, "0" * 16)
    assert refused.value.code == "INP-184"


def test_question_waits_until_it_has_an_answer(vault: Vault, case: Case) -> None:
    ask(vault, case, "2026-11-01 09:00")
    (one,) = of(vault, case)
    assert (one.kind, one.group, one.count) == (WorkKind.QUESTION, Group.AGAIN, 1)
    with vault.transaction():
        vault.handover.questions.answer("q-000000000001", "네", at("2026-11-02"))
    assert of(vault, case) == []


def test_item_left_to_somebody_waits_until_there_are_words(vault: Vault, case: Case) -> None:
    item = add_bytes(
        vault, case.id, b"left to others", Job(), name="a.txt",
        kind=ItemKind.TEXT, method=Method.FILE, act=Act.ITEM_TAKEN,
    ).item  # fmt: skip
    (look,) = leave_to_look(vault, case.id, [item.id])
    (one,) = of(vault, case)
    assert (one.kind, one.group, one.count) == (WorkKind.LEFT, Group.TODAY, 1)
    say_what_is_seen(vault, look.id, "글 하나")
    assert of(vault, case) == []
    (fact,) = next(
        section.facts
        for section in plain_facts(vault, case.id, texts("ko"))
        if section.name is SectionName.ITEMS
    )
    assert fact.second.startswith("글 하나 · ")


def test_consent_to_another_text_is_told_and_to_this_one_not(vault: Vault, case: Case) -> None:
    give(vault, case.id, ConsentSaid((ConsentKind.PERSONAL,)))
    assert of(vault, case) == []
    old = ConsentSaid((ConsentKind.SENSITIVE,), text_version="0")
    give(vault, case.id, old)
    (one,) = of(vault, case)
    assert (one.kind, one.group, one.day) == (WorkKind.CONSENT, Group.LATER, None)


def test_file_that_waits_stands_with_today(vault: Vault) -> None:
    assert [one for one in work_list(vault, "ko") if one.kind is WorkKind.WAITING] == []
    waiting = vault.path / "drop" / ("0" * 32)
    waiting.parent.mkdir(exist_ok=True)
    waiting.write_bytes(b"sealed by somebody")
    try:
        (one,) = [one for one in work_list(vault, "ko") if one.kind is WorkKind.WAITING]
        assert (one.case, one.group, one.count) == (None, Group.TODAY, 1)
    finally:
        waiting.unlink()


def test_case_goes_by_its_number(vault: Vault, case: Case) -> None:
    links = with_links(vault, case)
    state_links(vault, case.id, links, LinkState.DELETED)
    number_case(vault, case.id, "상담-0042")
    assert [one.name for one in of(vault, case)] == ["상담-0042"]
    assert [(one.title, one.state) for one in of(vault, case)] == [(case.title, None)]
    state_case(vault, case.id, CaseState.COUNSELLING)
    assert [one.state for one in of(vault, case)] == [CaseState.COUNSELLING]


def test_cases_are_found_by_number_name_and_state(vault: Vault, clock: Clock) -> None:
    clock.set("2026-11-05 10:00")
    first, second = add_case(vault, "Zzyx 가"), add_case(vault, "zzYX 나")
    number_case(vault, second.id, "ZQ-77")
    clock.set("2026-11-06 10:00")
    state_case(vault, first.id, CaseState.CLOSED)
    rows = desk_cases(vault, "ko", find="zzyx")
    assert [row.case.id for row in rows] == [first.id, second.id]  # what changed last comes first
    assert rows[0].changed_ms == at("2026-11-06 10:00")
    assert [row.case.id for row in desk_cases(vault, "ko", find="zq-7")] == [second.id]
    closed = desk_cases(vault, "ko", state=CaseState.CLOSED, find="zzyx")
    assert [(row.case.id, row.state) for row in closed] == [(first.id, CaseState.CLOSED)]


def test_list_is_read_in_one_go_whatever_the_number_of_cases(
    vault: Vault, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No case is opened for it: as many questions to the index for nine more cases as before."""
    asked: list[str] = []
    read = vault._index.read

    def counted(sql: str, *bindings: object) -> object:
        asked.append(sql)
        return read(sql, *bindings)

    said = StepSaid(FilingState.SUBMITTED, typed_moment("2026-10-20"))
    add_filing(vault, case.id, recipient_id="kr.kmcsc", first=said)
    monkeypatch.setattr(vault._index, "read", counted)
    before = len(work_list(vault, "ko"))
    few = len(asked)
    for _ in range(9):
        more = add_case(vault, "")
        add_filing(vault, more.id, recipient_id="kr.kmcsc", first=said)
    asked.clear()
    assert len(work_list(vault, "ko")) >= before + 9
    assert len(asked) == few
