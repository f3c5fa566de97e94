"""A case's own sheet: its name, the number it goes by, where it stands at a centre.

Counsellor mode is one switch of the vault. It shows numbers, states and the work list, and gives
every case a number by itself; a person with one case of their own needs none of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.domain.case.case_desk import CASE_STATES, CaseState, CaseStep
from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.domain.ids import new_id
from app.domain.text.textsafe import one_line
from app.domain.times.periods import korean_day
from app.domain.times.times import Moment
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, kept_text
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "CASE_STATES",
    "CaseFile",
    "CaseState",
    "CaseStep",
    "case_file",
    "case_number",
    "give_number",
    "is_counselling",
    "number_case",
    "rename_case",
    "set_counselling",
    "state_case",
    "state_of",
    "take_back_state",
]

_SWITCH = "counselling"
TITLE_LENGTH = 200
NUMBER_LENGTH = 40
_NUMBER = re.compile(r"[^\W_](?:[\w .-]*[^\W_])?")


@dataclass(frozen=True)
class CaseFile:
    """All of the sheet. `number` is empty where none was given; `steps` in the order of time."""

    case: Case
    number: str
    steps: tuple[CaseStep, ...]
    counselling: bool

    @property
    def state(self) -> CaseState | None:
        """Where it stands; None where nobody said."""
        return self.steps[-1].state if self.steps else None


def is_counselling(vault: OpenVault) -> bool:
    """Whether the vault is used by a counsellor: off unless it was asked for."""
    return vault.facts.get(_SWITCH) is not None


def set_counselling(vault: OpenVault, *, on: bool) -> None:
    """Switch that on or off. On, every case without a number gets one, the oldest first.

    Off, numbers and states stay and are not shown.
    """
    with vault.transaction():
        if on:
            vault.facts.put(_SWITCH, "on")
            known = vault.desk.numbers.all()
            for case in vault.cases.all():
                if case.id not in known:
                    _give(vault, case)
        else:
            vault.facts.drop(_SWITCH)
    vault.custody.checkpoint()


def case_file(vault: OpenVault, case_id: str) -> CaseFile:
    """The sheet of a case. Nothing is written by this. Raises InputProblem INP-003."""
    case = vault.cases.get(case_id)
    return CaseFile(
        case,
        vault.desk.numbers.get(case_id),
        vault.desk.states.in_case(case_id),
        is_counselling(vault),
    )


def case_number(vault: OpenVault, case_id: str) -> str:
    """The number a case goes by; where it has none, the next of its year is given and kept.

    Raises InputProblem INP-003.
    """
    case = vault.cases.get(case_id)
    known = vault.desk.numbers.get(case_id)
    if known:
        return known
    with vault.transaction():
        given = _give(vault, case)
    vault.custody.checkpoint()
    return given


def give_number(vault: OpenVault, case: Case) -> None:
    """Give a new case its number where a counsellor works. Inside a transaction."""
    if is_counselling(vault):
        _give(vault, case)


def number_case(vault: OpenVault, case_id: str, said: str) -> str:
    """Keep an office's own number for a case: letters, digits, dots, dashes, spaces in between.

    It takes the place of the former one, which no other case ever gets by itself. Raises
    InputProblem: INP-003, INP-180 no such form, INP-182 another case has it, INP-070.
    """
    vault.cases.get(case_id)
    kept = " ".join(kept_text(said).split())
    if len(kept) > NUMBER_LENGTH or not _NUMBER.fullmatch(kept):
        raise InputProblem("INP-180")
    if kept != vault.desk.numbers.get(case_id):
        with vault.transaction():
            vault.desk.numbers.put(case_id, kept)
            vault.custody.append(Act.CASE_NUMBERED, case_id, case_id, {"how": "typed"})
        vault.custody.checkpoint()
    return kept


def rename_case(vault: OpenVault, case_id: str, title: str) -> Case:
    """Keep another name, or none. Raises InputProblem INP-003, INP-070, INP-071."""
    before = vault.cases.get(case_id)
    case = replace(before, title=kept_text(title, longest=TITLE_LENGTH))
    if case != before:
        with vault.transaction():
            vault.cases.update(case)
            vault.custody.append(Act.CASE_CHANGED, case_id, case_id, {"named": 1})
        vault.custody.checkpoint()
    return case


def state_of(vault: OpenVault, case_id: str) -> CaseState | None:
    """Where a case stands; None where nobody said. Raises InputProblem INP-003."""
    return case_file(vault, case_id).state


def state_case(
    vault: OpenVault,
    case_id: str,
    state: CaseState,
    note: str = "",
    *,
    at: Moment | None = None,
) -> CaseStep:
    """Say where a case stands since a time; None: now. What was said before stays in its history.

    Raises InputProblem: INP-003, INP-183 a time without a day or to come, INP-070, INP-071.
    """
    vault.cases.get(case_id)
    now = vault.now_ms()
    at_ms = now if at is None else at.at_ms
    if at_ms is None or at_ms > now:
        raise InputProblem("INP-183")
    step = CaseStep(new_id("state"), case_id, state, kept_text(note, longest=TEXT), at_ms)
    with vault.transaction():
        vault.desk.states.add(step)
        _log(vault, step, "said")
    vault.custody.checkpoint()
    return step


def take_back_state(vault: OpenVault, case_id: str, step_id: str) -> None:
    """Take a step out again. What was logged stays logged. InputProblem INP-003, INP-181."""
    vault.cases.get(case_id)
    step = next((one for one in vault.desk.states.in_case(case_id) if one.id == step_id), None)
    if step is None:
        raise InputProblem("INP-181", id=one_line(step_id, 40))
    with vault.transaction():
        vault.desk.states.take_back(step.id, case_id)
        _log(vault, step, "taken_back")
    vault.custody.checkpoint()


def _give(vault: OpenVault, case: Case) -> str:
    given = vault.desk.numbers.give(case.id, korean_day(case.created_ms).year)
    vault.custody.append(Act.CASE_NUMBERED, case.id, case.id, {"how": "given"})
    return given


def _log(vault: OpenVault, step: CaseStep, what: str) -> None:
    told: dict[str, str | int] = {"what": what, "state": step.state.value}
    vault.custody.append(Act.CASE_STATED, step.case, step.case, told)
