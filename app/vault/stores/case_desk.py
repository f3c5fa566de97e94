"""States and numbers of cases, side by side. Writes happen inside a transaction.

A number belongs to one case at most and is never given a second time: the highest that was given in
a year is kept among the vault's facts. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

from typing import Any

from app.domain.case.case_desk import CaseState, CaseStep
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.facts import Facts

_COLUMNS = "id, case_id, state, note, at_ms"
_HIGHEST = "case_number:"


class CaseStates:
    """Adds, takes back and lists the steps of cases."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, step: CaseStep) -> None:
        """Keep a step."""
        self._index.write(
            f"INSERT INTO case_states ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)",
            (number(step.id), number(step.case), step.state, step.note, step.at_ms),
        )

    def take_back(self, step_id: str, case_id: str) -> None:
        """Take a step out again. Raises InputProblem INP-181."""
        asked = asked_number(step_id, "state", "INP-181")
        gone = self._index.write(
            "DELETE FROM case_states WHERE id = ? AND case_id = ?", (asked, number(case_id))
        )
        if not gone:
            raise InputProblem("INP-181", id=step_id)

    def in_case(self, case_id: str) -> tuple[CaseStep, ...]:
        """The steps of a case in the order of time; the last is where it stands."""
        sql = f"SELECT {_COLUMNS} FROM case_states WHERE case_id = ? ORDER BY at_ms, row"
        return tuple(_step(row) for row in self._index.read(sql, (number(case_id),)))

    def newest(self) -> dict[str, CaseStep]:
        """The last step of every case that has one, by the case."""
        sql = f"SELECT {_COLUMNS} FROM case_states ORDER BY at_ms, row"
        return {step.case: step for step in map(_step, self._index.read(sql))}


class CaseNumbers:
    """Keeps the number of each case, and gives the next of a year."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._facts = Facts(index)

    def get(self, case_id: str) -> str:
        """The number of a case, empty where it has none."""
        row = self._index.one(
            "SELECT number FROM case_numbers WHERE case_id = ?", (number(case_id),)
        )
        return "" if row is None else str(row[0])

    def all(self) -> dict[str, str]:
        """All numbers, by the case."""
        rows = self._index.read("SELECT case_id, number FROM case_numbers")
        return {identifier("case", row[0]): row[1] for row in rows}

    def owner(self, said: str) -> str | None:
        """The case that a number belongs to, None for nobody's."""
        row = self._index.one("SELECT case_id FROM case_numbers WHERE number = ?", (said,))
        return None if row is None else identifier("case", row[0])

    def put(self, case_id: str, said: str) -> None:
        """Keep a number in place of the former one. InputProblem INP-182: another case has it."""
        if self.owner(said) not in (None, case_id):
            raise InputProblem("INP-182", number=said)
        self._index.write(
            "INSERT OR REPLACE INTO case_numbers (case_id, number) VALUES (?, ?)",
            (number(case_id), said),
        )

    def give(self, case_id: str, year: int) -> str:
        """Give a case the next number of a year, `2026-0042`."""
        fact = f"{_HIGHEST}{year:04}"
        following = (self._facts.number(fact) or 0) + 1
        while self.owner(said := f"{year:04}-{following:04}") is not None:
            following += 1
        self.put(case_id, said)
        self._facts.put(fact, str(following))
        return said


class CaseDesk:
    """The two stores."""

    def __init__(self, index: Index) -> None:
        self.states = CaseStates(index)
        self.numbers = CaseNumbers(index)


def _step(row: tuple[Any, ...]) -> CaseStep:
    return CaseStep(
        identifier("state", row[0]), identifier("case", row[1]), CaseState(row[2]), row[3], row[4]
    )
