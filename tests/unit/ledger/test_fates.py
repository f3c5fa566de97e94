"""Links are stated by hundreds at once, whole or not at all, with the day to look again."""

from __future__ import annotations

import pytest

from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.domain.follow_up.fates import LinkState
from app.domain.times.times import iso_kst
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.follow_up.fates import FateRow, list_fates, newest_step, state_links, take_back
from app.usecases.follow_up.ledger import add_filing
from app.usecases.intake.linking import add_links
from app.vault import Vault
from tests.unit.ledger.conftest import Clock


def row(vault: Vault, case: Case, link: str) -> FateRow:
    return next(one for one in list_fates(vault, case.id) if one.link.id == link)


def look(vault: Vault, case: Case, link: str) -> str | None:
    at_ms = row(vault, case, link).next_check_ms
    return None if at_ms is None else iso_kst(at_ms)


def test_a_link_of_which_nothing_was_said_was_found(
    vault: Vault, case: Case, links: list[str]
) -> None:
    found = list_fates(vault, case.id)
    assert [one.link.id for one in found] == links
    assert {one.state for one in found} == {LinkState.FOUND}


@pytest.mark.parametrize("state", [LinkState.DELETED, LinkState.BLOCKED, LinkState.DEINDEXED])
def test_a_link_that_is_gone_is_looked_at_after_7_30_and_90_days(
    vault: Vault, case: Case, links: list[str], clock: Clock, state: LinkState
) -> None:
    state_links(vault, case.id, links[:1], state, at=typed_moment("2026-11-01 23:30"))
    assert look(vault, case, links[0]) == "2026-11-08 00:00:00 KST"
    for today, following in (
        ("2026-11-08", "2026-12-01 00:00:00 KST"),
        ("2026-12-03", "2027-01-30 00:00:00 KST"),
        ("2027-01-30", None),
    ):
        clock.set(today)
        state_links(vault, case.id, links[:1], state)
        assert look(vault, case, links[0]) == following


def test_a_link_that_is_back_begins_anew(
    vault: Vault, case: Case, links: list[str], clock: Clock
) -> None:
    state_links(vault, case.id, links[:1], LinkState.DELETED)
    clock.set("2026-11-20")
    state_links(vault, case.id, links[:1], LinkState.BACK)
    assert look(vault, case, links[0]) is None
    assert row(vault, case, links[0]).came_back
    clock.set("2026-11-25")
    state_links(vault, case.id, links[:1], LinkState.BLOCKED)
    assert look(vault, case, links[0]) == "2026-12-02 00:00:00 KST"


def test_hundreds_are_said_by_one_act_with_one_entry(vault: Vault, case: Case) -> None:
    text = "\n".join(f"https://example.org/{number}" for number in range(300))
    many = [one.link.id for one in add_links(vault, case.id, text)]
    filing = add_filing(vault, case.id, recipient_id="kr.d4u").filing.id
    state_links(vault, case.id, many, LinkState.REPORTED, filing_id=filing, note="한꺼번에")
    assert {one.state for one in list_fates(vault, case.id)} == {LinkState.REPORTED}
    entries = [one for one in vault.custody.entries(case.id) if one.act is Act.LINK_STATED]
    assert [(one.subject, dict(one.details)) for one in entries] == [
        (case.id, {"what": "said", "state": "reported", "links": 300})
    ]


def test_one_wrong_link_and_nothing_is_said(vault: Vault, case: Case, links: list[str]) -> None:
    with pytest.raises(InputProblem) as refused:
        state_links(vault, case.id, [*links, "l-000000000000"], LinkState.DELETED)
    assert refused.value.code == "INP-122"
    with pytest.raises(InputProblem) as none:
        state_links(vault, case.id, [], LinkState.DELETED)
    assert none.value.code == "INP-123"
    assert {one.state for one in list_fates(vault, case.id)} == {LinkState.FOUND}


def test_what_was_said_is_taken_back_together(vault: Vault, case: Case, links: list[str]) -> None:
    state_links(vault, case.id, links, LinkState.REPORTED)
    wrong = state_links(vault, case.id, links, LinkState.DELETED)
    assert take_back(vault, case.id, [one.id for one in wrong]) == 3
    assert {one.state for one in list_fates(vault, case.id)} == {LinkState.REPORTED}
    take_back(vault, case.id, [newest_step(vault, case.id, links[0]).id])
    with pytest.raises(InputProblem) as nothing:
        newest_step(vault, case.id, links[0])
    assert nothing.value.code == "INP-121"


def test_steps_of_another_case_stay(vault: Vault, case: Case, links: list[str]) -> None:
    from app.usecases.case.cases import add_case

    (step,) = state_links(vault, case.id, links[:1], LinkState.DELETED)
    with pytest.raises(InputProblem) as refused:
        take_back(vault, add_case(vault, "").id, [step.id])
    assert refused.value.code == "INP-102"
    assert row(vault, case, links[0]).state is LinkState.DELETED


def test_a_typed_time_yet_to_come_counts_from_today(
    vault: Vault, case: Case, links: list[str]
) -> None:
    state_links(vault, case.id, links[:1], LinkState.DELETED, at=typed_moment("2999-12-31"))
    assert look(vault, case, links[0]) == "2026-11-09 00:00:00 KST"


def test_a_list_that_is_too_long_is_refused_and_not_cut(vault: Vault, case: Case) -> None:
    with pytest.raises(InputProblem) as refused:
        add_links(vault, case.id, "https://example.net/1 " + "x" * 1_000_000)
    assert refused.value.code == "INP-071"
    assert list_fates(vault, case.id) == ()
