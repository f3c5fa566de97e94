"""A case's number, name and states: given once, said by a person, taken back; and the log."""

from __future__ import annotations

import pytest

from app.domain.case.case_desk import CaseState
from app.domain.custody import NOT_FOR_RECIPIENTS, Act
from app.domain.evidence.items import Case
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.usecases.case.case_file import (
    case_file,
    case_number,
    is_counselling,
    number_case,
    rename_case,
    set_counselling,
    state_case,
    state_of,
    take_back_state,
)
from app.usecases.case.cases import add_case
from app.vault import Vault
from tests.unit.ledger.conftest import Clock


def acts(vault: Vault, case: Case) -> list[tuple[str, dict[str, str | int]]]:
    return [(one.act.value, dict(one.details)) for one in vault.custody.of_subject(case.id)]


def test_number_is_given_at_first_asking_and_stays(vault: Vault, case: Case) -> None:
    assert case_file(vault, case.id).number == ""
    given = case_number(vault, case.id)
    assert given.startswith("2026-")
    assert len(given) == 9
    assert case_number(vault, case.id) == given
    assert acts(vault, case)[-1] == ("case.numbered", {"how": "given"})


def test_number_is_never_given_twice(vault: Vault, case: Case) -> None:
    first = case_number(vault, case.id)
    number_case(vault, case.id, "상담-7")
    assert case_number(vault, add_case(vault, "").id) > first


def test_year_is_that_of_the_case_in_korea(vault: Vault, clock: Clock) -> None:
    clock.set("2027-01-01 00:30")
    case = add_case(vault, "")
    clock.set("2028-05-05 10:00")
    assert case_number(vault, case.id) == "2027-0001"


def test_typed_number_is_free_text_of_an_office(vault: Vault, case: Case) -> None:
    assert number_case(vault, case.id, " 상담  2026-12 ") == "상담 2026-12"
    assert acts(vault, case)[-1] == ("case.numbered", {"how": "typed"})
    with pytest.raises(InputProblem) as refused:
        number_case(vault, add_case(vault, "").id, "상담 2026-12")
    assert refused.value.code == "INP-182"


@pytest.mark.parametrize("said", ["", "a/b", "..", "-1", "x" * 41, "a\u202eb"])
def test_typed_number_that_no_file_could_be_named_by_is_refused(
    vault: Vault, case: Case, said: str
) -> None:
    with pytest.raises(InputProblem) as refused:
        number_case(vault, case.id, said)
    assert refused.value.code == "INP-180"


def test_number_that_is_taken_is_passed_over(vault: Vault, clock: Clock) -> None:
    clock.set("2031-03-03 10:00")
    first, second = add_case(vault, ""), add_case(vault, "")
    number_case(vault, first.id, "2031-0001")
    assert case_number(vault, second.id) == "2031-0002"


def test_counsellor_mode_is_off_and_numbers_all_cases_once_on(vault: Vault, clock: Clock) -> None:
    clock.set("2033-03-03 10:00")
    before = add_case(vault, "")
    assert not is_counselling(vault)
    set_counselling(vault, on=True)
    try:
        after = add_case(vault, "")
        assert case_file(vault, before.id).number == "2033-0001"
        assert case_file(vault, after.id).number == "2033-0002"
    finally:
        set_counselling(vault, on=False)
    assert case_file(vault, add_case(vault, "").id).number == ""


def test_states_are_kept_in_the_order_of_time(vault: Vault, case: Case) -> None:
    assert state_of(vault, case.id) is None
    state_case(vault, case.id, CaseState.COUNSELLING, "첫 만남")
    state_case(vault, case.id, CaseState.RECEIVED, at=typed_moment("2026-10-30"))
    steps = case_file(vault, case.id).steps
    assert [one.state for one in steps] == [CaseState.RECEIVED, CaseState.COUNSELLING]
    assert state_of(vault, case.id) is CaseState.COUNSELLING
    assert acts(vault, case)[-1] == ("case.stated", {"what": "said", "state": "received"})
    assert "첫 만남" not in str(acts(vault, case))


def test_state_is_taken_back_and_stays_in_the_log(vault: Vault, case: Case) -> None:
    step = state_case(vault, case.id, CaseState.CLOSED)
    with pytest.raises(InputProblem) as refused:
        take_back_state(vault, add_case(vault, "").id, step.id)
    assert refused.value.code == "INP-181"
    take_back_state(vault, case.id, step.id)
    assert state_of(vault, case.id) is None
    assert acts(vault, case)[-1] == ("case.stated", {"what": "taken_back", "state": "closed"})


@pytest.mark.parametrize("said", ["언젠가", "2026-11-03"])
def test_state_since_no_day_or_one_to_come_is_refused(vault: Vault, case: Case, said: str) -> None:
    with pytest.raises(InputProblem) as refused:
        state_case(vault, case.id, CaseState.CLOSED, at=typed_moment(said))
    assert refused.value.code == "INP-183"


def test_resident_number_is_kept_neither_as_name_nor_note(vault: Vault, case: Case) -> None:
    with pytest.raises(InputProblem):
        rename_case(vault, case.id, "900101-1234567")
    with pytest.raises(InputProblem):
        state_case(vault, case.id, CaseState.CLOSED, "900101-1234567")


def test_another_name_is_kept_and_the_log_holds_none(vault: Vault, case: Case) -> None:
    assert rename_case(vault, case.id, " 가나 ").title == "가나"
    assert vault.cases.get(case.id).title == "가나"
    assert acts(vault, case)[-1] == ("case.changed", {"named": 1})
    count = len(acts(vault, case))
    rename_case(vault, case.id, "가나")
    assert len(acts(vault, case)) == count


def test_the_centres_own_desk_is_not_told_to_recipients() -> None:
    assert {Act.CASE_STATED, Act.CASE_NUMBERED} <= NOT_FOR_RECIPIENTS
