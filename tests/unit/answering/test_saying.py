"""A fact is typed once and serves all reports; what belongs to one report stays there."""

from __future__ import annotations

import pytest

from app.errors import InputProblem
from app.usecases.reports.answering import begin, forget, said_of_case, say
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from tests.unit.vault.filling import add_case

STATEMENT = "kr.police.statement"
COMPLAINT = "kr.police.complaint"


def said(vault: Vault, case: str) -> dict[str, object]:
    return {one.field: one.answer for one in said_of_case(vault, case)}


def test_a_saved_report_says_its_answers_and_the_next_one_begins_with_them(vault: Vault) -> None:
    case = add_case(vault)
    answers = {"event.where": "텔레그램", "event.narrative": "있었던 일"}
    save_report(vault, case.id, STATEMENT, answers, draft=True)
    assert said(vault, case.id) == answers
    assert begin(vault, case.id, COMPLAINT).answers == answers


def test_confirmations_receipts_and_the_choice_of_evidence_stay_with_their_report(
    vault: Vault,
) -> None:
    case = add_case(vault)
    save_report(
        vault,
        case.id,
        COMPLAINT,
        {"complaint.truth": True, "evidence.list": [], "person.name": "가"},
    )
    save_report(vault, case.id, STATEMENT, {"ecrm.receipt": "2024-1", "ecrm.urgent": True})
    assert said(vault, case.id) == {"person.name": "가"}


def test_an_old_report_that_is_saved_again_overrules_nothing(vault: Vault) -> None:
    case = add_case(vault)
    old = save_report(vault, case.id, STATEMENT, {"event.where": "텔레그램"})
    save_report(vault, case.id, COMPLAINT, {"event.where": "디스코드"})
    save_report(
        vault, case.id, STATEMENT, {"event.where": "텔레그램", "event.narrative": "글"},
        report_id=old.id,
    )  # fmt: skip
    assert said(vault, case.id) == {"event.where": "디스코드", "event.narrative": "글"}


def test_leaving_a_fact_out_of_one_report_does_not_unsay_it(vault: Vault) -> None:
    case = add_case(vault)
    report = save_report(vault, case.id, COMPLAINT, {"person.phone": "010-0000-0000"})
    save_report(vault, case.id, COMPLAINT, {}, report_id=report.id)
    assert said(vault, case.id) == {"person.phone": "010-0000-0000"}


def test_a_fact_that_is_taken_back_is_proposed_no_more(vault: Vault) -> None:
    case = add_case(vault)
    say(vault, case.id, "person.phone", "010-0000-0000")
    forget(vault, case.id, "person.phone")
    assert begin(vault, case.id, COMPLAINT).answers == {}
    with pytest.raises(InputProblem) as refused:
        forget(vault, case.id, "person.phone")
    assert refused.value.code == "INP-118"


@pytest.mark.parametrize(
    ("field", "answer", "code"),
    [
        ("person.shoe_size", "42", "INP-115"),
        ("complaint.truth", True, "INP-116"),
        ("evidence.list", [], "INP-116"),
        ("sign.name_date", "x", "INP-116"),
        ("event.where", "  ", "INP-117"),
        ("event.type", ["nothing of this"], "INP-008"),
        ("event.narrative", "번호는 900101-1234567 입니다", "INP-015"),
    ],
)
def test_what_does_not_fit_is_refused_and_not_kept(
    vault: Vault, field: str, answer: str | bool | list[str], code: str
) -> None:
    case = add_case(vault)
    with pytest.raises(InputProblem) as refused:
        say(vault, case.id, field, answer)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert said(vault, case.id) == {}


@pytest.mark.parametrize("answer", ["under13", "13to15", "16to18"])
def test_an_age_under_19_turns_minor_mode_on(vault: Vault, answer: str) -> None:
    case = add_case(vault)
    say(vault, case.id, "person.age_at_event", answer)
    assert vault.cases.get(case.id).minor_mode


@pytest.mark.parametrize("answer", ["19plus", "unknown"])
def test_another_age_changes_nothing_and_never_turns_it_off(vault: Vault, answer: str) -> None:
    case = add_case(vault)
    say(vault, case.id, "person.age_at_event", answer)
    assert not vault.cases.get(case.id).minor_mode
    say(vault, case.id, "person.age_at_event", "under13")
    say(vault, case.id, "person.age_at_event", answer)
    assert vault.cases.get(case.id).minor_mode
