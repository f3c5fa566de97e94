"""The cases of a vault."""

from __future__ import annotations

from typing import Any

from app.domain.evidence.items import Case
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.hidden import CASES

_COLUMNS = "id, title, created_ms, minor_mode"


class Cases:
    """Adds, finds and changes cases. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add(self, case: Case) -> None:
        """Keep a new case."""
        self._index.write(
            f"INSERT INTO cases ({_COLUMNS}) VALUES (?, ?, ?, ?)",
            (number(case.id), case.title, case.created_ms, int(case.minor_mode)),
        )

    def get(self, case_id: str) -> Case:
        """A case by its identifier. Raises InputProblem INP-003, INP-185 for one set aside."""
        case, is_aside = self.find(case_id)
        if is_aside:
            raise InputProblem("INP-185", id=case_id)
        return case

    def find(self, case_id: str) -> tuple[Case, bool]:
        """A case, and whether it is set aside. Raises InputProblem INP-003."""
        asked = asked_number(case_id, "case", "INP-003")
        sql = f"SELECT {_COLUMNS}, id IN {CASES} FROM cases WHERE id = ?"
        row = self._index.one(sql, (asked,))
        if row is None:
            raise InputProblem("INP-003", id=case_id)
        return _case(row), bool(row[4])

    def all(self) -> tuple[Case, ...]:
        """All cases that are not set aside, oldest first."""
        sql = f"SELECT {_COLUMNS} FROM cases WHERE id NOT IN {CASES} ORDER BY created_ms, id"
        return tuple(_case(row) for row in self._index.read(sql))

    def every(self) -> tuple[Case, ...]:
        """All cases, those set aside too, oldest first: for what protects, never for a list."""
        sql = f"SELECT {_COLUMNS} FROM cases ORDER BY created_ms, id"
        return tuple(_case(row) for row in self._index.read(sql))

    def update(self, case: Case) -> None:
        """Keep a case's new title and minor mode. Raises InputProblem INP-003."""
        asked = asked_number(case.id, "case", "INP-003")
        changed = self._index.write(
            "UPDATE cases SET title = ?, minor_mode = ? WHERE id = ?",
            (case.title, int(case.minor_mode), asked),
        )
        if not changed:
            raise InputProblem("INP-003", id=case.id)


def _case(row: tuple[Any, ...]) -> Case:
    return Case(identifier("case", row[0]), row[1], row[2], bool(row[3]))
