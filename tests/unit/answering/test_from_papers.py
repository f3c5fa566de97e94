"""The ledger and the account of events answer questions of other reports."""

from __future__ import annotations

from app.domain.follow_up.filings import FilingState
from app.domain.reports.proposals import Origin
from app.domain.times.times import Certainty, Moment, TimeSource
from app.domain.times.typed_times import typed_moment
from app.usecases.follow_up.ledger import StepSaid, add_filing, state_step
from app.usecases.reports.answering import begin, prefill
from app.usecases.reports.narrating import add_line
from app.vault import Vault
from tests.unit.answering.conftest import Told
from tests.unit.vault.filling import add_case

DELETION = "kr.d4u.deletion"
STATEMENT = "kr.police.statement"


def test_what_was_handed_in_answers_what_was_reported_already(vault: Vault) -> None:
    case = add_case(vault)
    drafted = add_filing(vault, case.id, recipient_id="kr.kmcsc")
    filing = add_filing(vault, case.id, recipient_id="kr.police.ecrm")
    said = StepSaid(FilingState.SUBMITTED, typed_moment("2024-08-27 14:03"), "2024-12345")
    state_step(vault, case.id, filing.filing.id, said)
    state_step(vault, case.id, filing.filing.id, StepSaid(FilingState.RECEIVED))
    (prior,) = [one for one in prefill(vault, case.id, DELETION) if one.field == "prior.reports"]
    assert prior.origin is Origin.TOLD
    assert drafted.filing.recipient == "kr.kmcsc"  # only begun: no report yet
    (row,) = prior.answer  # type: ignore[misc,union-attr]
    assert "경찰청" in row["recipient"]  # type: ignore[index,operator,call-overload]
    assert (row["date"], row["receipt"], row["result"]) == (  # type: ignore[index,call-overload]
        "2024-08-27", "2024-12345", "접수됨",
    )  # fmt: skip
    assert begin(vault, case.id, DELETION).answers["prior.reports"] == prior.answer


def test_a_receipt_of_the_calendars_last_day_keeps_no_answer_from_being_proposed(
    vault: Vault,
) -> None:
    case = add_case(vault)
    filing = add_filing(vault, case.id, recipient_id="kr.police.ecrm")
    last = Moment(253_402_300_799_000, TimeSource.METADATA, Certainty.EXACT, "", 0)
    state_step(vault, case.id, filing.filing.id, StepSaid(FilingState.RECEIVED, last))
    (prior,) = [one for one in prefill(vault, case.id, DELETION) if one.field == "prior.reports"]
    (row,) = prior.answer  # type: ignore[misc,union-attr]
    assert "date" not in row  # type: ignore[operator]


def test_the_account_of_events_comes_before_the_incident_log(told_anew: Told) -> None:
    vault, case = told_anew.vault, told_anew.case
    assert begin(vault, case.id, STATEMENT).answers["event.narrative"] == "2024-08-26\n링크가 왔다"
    add_line(vault, case.id, "2024년 8월 26일에 링크를 받았습니다.")
    add_line(vault, case.id, "그다음 날 협박을 받았습니다.")
    answer = begin(vault, case.id, STATEMENT).answers["event.narrative"]
    assert answer == "2024년 8월 26일에 링크를 받았습니다.\n그다음 날 협박을 받았습니다."
