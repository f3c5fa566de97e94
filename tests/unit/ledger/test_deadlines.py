"""Dates follow from what was written down, the earlier one, with the text they rest on; none scolds."""

from __future__ import annotations

import pytest

from app.domain.evidence.items import Case
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.filings import FilingState
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.report.data.law import Trigger, deadline_rules
from app.usecases.follow_up.deadlines import NextDate, day_fields, next_dates, say_day, typed_days
from app.usecases.follow_up.fates import state_links
from app.usecases.follow_up.ledger import StepSaid, add_filing, state_step
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.ledger.conftest import Clock


def dates(vault: Vault, case: Case) -> dict[str, NextDate]:
    return {one.rule: one for one in next_dates(vault, case.id, "ko")}


def days(vault: Vault, case: Case) -> dict[str, str]:
    return {rule: one.day.isoformat() for rule, one in dates(vault, case).items()}


def file(vault: Vault, case: Case, to_whom: str, state: FilingState, when: str) -> str:
    said = StepSaid(state, typed_moment(when))
    return add_filing(vault, case.id, recipient_id=to_whom, first=said).filing.id


def test_an_accepted_complaint_is_finished_in_three_months(vault: Vault, case: Case) -> None:
    file(vault, case, "kr.police.station", FilingState.RECEIVED, "2026-11-02")
    assert days(vault, case) == {"D-KR-POLICE-3M": "2027-02-01"}
    one = dates(vault, case)["D-KR-POLICE-3M"]
    assert one.law
    assert (one.whose, one.confidence, one.as_of) == ("recipient", "A", "2026-10-02")
    assert "형사소송법 제238조" in one.basis


def test_a_refusal_by_the_police_gives_three_months_to_object(
    vault: Vault, case: Case, clock: Clock
) -> None:
    filing = file(vault, case, "kr.police.ecrm", FilingState.RECEIVED, "2026-11-02")
    state_step(vault, case.id, filing, StepSaid(FilingState.REFUSED, typed_moment("2026-12-10")))
    assert days(vault, case) == {"D-KR-OBJECT": "2027-03-09"}
    clock.set("2027-03-09 23:59")
    assert not dates(vault, case)["D-KR-OBJECT"].passed
    clock.set("2027-03-10")
    assert dates(vault, case)["D-KR-OBJECT"].passed
    state_step(vault, case.id, filing, StepSaid(FilingState.OBJECTED))
    assert days(vault, case) == {}


def test_other_bodies_have_no_dates_of_the_police(vault: Vault, case: Case) -> None:
    file(vault, case, "kr.d4u", FilingState.REFUSED, "2026-11-02")
    file(vault, case, "어느 게시판", FilingState.RECEIVED, "2026-11-02")
    assert days(vault, case) == {}


def test_the_regulator_is_looked_after_in_a_day_and_then_in_three(
    vault: Vault, case: Case, clock: Clock
) -> None:
    file(vault, case, "kr.kmcsc", FilingState.SUBMITTED, "2026-11-02 15:20")
    one = dates(vault, case)["D-KR-KMCSC"]
    assert (one.day.isoformat(), one.exact, one.kind, one.law) == (
        "2026-11-03",
        True,
        "look",
        False,
    )
    clock.set("2026-11-03 16:00")
    assert days(vault, case) == {"D-KR-KMCSC": "2026-11-04"}
    clock.set("2026-11-10")
    assert dates(vault, case)["D-KR-KMCSC"].passed


def test_a_template_counts_where_a_report_was_handed_in(vault: Vault, case: Case) -> None:
    report = save_report(vault, case.id, "kr.police.preservation", {})
    said = StepSaid(FilingState.RECEIVED, typed_moment("2026-11-02"))
    add_filing(vault, case.id, report_id=report.id, first=said)
    assert days(vault, case) == {}  # a wish to preserve is no complaint that was accepted


def test_days_that_were_told_count_and_are_taken_out(
    vault: Vault, case: Case, clock: Clock
) -> None:
    started = "follow.investigation_started"
    assert say_day(vault, case.id, started, "2026. 11. 2.") == "2026-11-02"
    assert days(vault, case) == {"D-KR-POLICE-7D": "2026-11-08"}
    clock.set("2026-11-09")
    assert days(vault, case) == {"D-KR-POLICE-7D": "2027-02-01"}
    clock.set("2027-03-05")
    assert days(vault, case) == {"D-KR-POLICE-7D": "2027-04-01"}  # each month, then
    assert [one.day for one in typed_days(vault, case.id, "ko") if one.day] == ["2026-11-02"]
    say_day(vault, case.id, started, "")
    assert days(vault, case) == {}


def test_what_the_person_may_do_begins_after_the_six_months(vault: Vault, case: Case) -> None:
    say_day(vault, case.id, "follow.investigation_idle", "2026-11-02")
    one = dates(vault, case)["D-KR-STALL"]
    assert (one.day.isoformat(), one.kind, one.whose) == ("2027-05-02", "from", "person")


def test_links_to_look_at_stand_together_by_their_day(
    vault: Vault, case: Case, links: list[str], clock: Clock
) -> None:
    state_links(vault, case.id, links[:2], LinkState.DELETED)
    clock.set("2026-11-03")
    state_links(vault, case.id, links[2:], LinkState.BLOCKED)
    found = next_dates(vault, case.id, "en")
    assert [(one.day.isoformat(), one.links) for one in found] == [
        ("2026-11-09", tuple(links[:2])), ("2026-11-10", tuple(links[2:])),
    ]  # fmt: skip
    clock.set("2026-11-09 23:00")
    assert [one.passed for one in next_dates(vault, case.id, "en")] == [False, False]
    clock.set("2026-11-10")
    assert [one.passed for one in next_dates(vault, case.id, "en")] == [False, True]


@pytest.mark.parametrize("text", ["언젠가", "2026-13-40", "900101-1234567"])
def test_a_day_that_cannot_be_read_is_not_kept(vault: Vault, case: Case, text: str) -> None:
    with pytest.raises(InputProblem) as refused:
        say_day(vault, case.id, "follow.appeal_dismissed", text)
    assert refused.value.code == "INP-125"
    with pytest.raises(InputProblem) as unknown:
        say_day(vault, case.id, "person.name", "2026-11-02")
    assert unknown.value.code == "INP-124"
    assert vault.filed.said.of_case(case.id) == {}


def test_every_rule_can_begin(vault: Vault, case: Case) -> None:
    by_day = {one.removeprefix("follow.") for one in day_fields()}
    by_state = {
        Trigger.REPORT_SUBMITTED, Trigger.COMPLAINT_ACCEPTED, Trigger.PLATFORM_RESULT,
        Trigger.TEMPORARILY_BLOCKED, Trigger.NON_REFERRAL_NOTICE, Trigger.LINK_REMOVED,
    }  # fmt: skip
    assert {rule.trigger for rule in deadline_rules()} <= by_state | {
        one for one in Trigger if one.value in by_day
    }


def test_law_that_was_read_long_ago_wants_another_look(
    vault: Vault, case: Case, clock: Clock
) -> None:
    file(vault, case, "kr.police.station", FilingState.RECEIVED, "2026-11-02")
    file(vault, case, "kr.kmcsc", FilingState.SUBMITTED, "2026-11-02")
    assert [one.unsure for one in next_dates(vault, case.id, "ko")] == [False, False]
    clock.set("2035-01-01")
    unsure = {one.rule: one.unsure for one in next_dates(vault, case.id, "ko")}
    assert unsure == {"D-KR-POLICE-3M": True, "D-KR-KMCSC": False}  # an aim is no law


def test_words_are_there_in_both_languages(vault: Vault, case: Case) -> None:
    file(vault, case, "kr.police.station", FilingState.RECEIVED, "2026-11-02")
    korean, english = (next_dates(vault, case.id, one)[0] for one in ("ko", "en"))
    assert korean.title != english.title
    assert all((one.title, one.about, one.basis) for one in (korean, english))
