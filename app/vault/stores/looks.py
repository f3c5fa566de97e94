"""What is left to others to look at; hidden while its item is set aside."""

from __future__ import annotations

from typing import Any

from app.domain.evidence.looks import Look
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.hidden import ITEMS

_COLUMNS = "id, case_id, item, asked_ms, words, looked_ms"


class Looks:
    """Keeps and lists looks. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def keep(self, look: Look) -> None:
        """Keep one, in place of what was kept of the same item in the same case."""
        key = (number(look.case), number(look.item))
        self._index.write("DELETE FROM looks WHERE case_id = ? AND item = ?", key)
        self._index.write(
            f"INSERT INTO looks ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (number(look.id), *key, look.asked_ms, look.words, look.looked_ms),
        )

    def remove(self, look_id: str) -> None:
        """Take one out."""
        self._index.write("DELETE FROM looks WHERE id = ?", (number(look_id),))

    def get(self, look_id: str) -> Look:
        """One by its identifier. Raises InputProblem INP-176."""
        asked = asked_number(look_id, "look", "INP-176")
        sql = f"SELECT {_COLUMNS} FROM looks WHERE id = ? AND item NOT IN {ITEMS}"
        row = self._index.one(sql, (asked,))
        if row is None:
            raise InputProblem("INP-176", id=look_id)
        return _look(row)

    def of_item(self, case_id: str, item_id: str) -> Look | None:
        """What is kept of an item in a case."""
        sql = f"SELECT {_COLUMNS} FROM looks WHERE case_id = ? AND item = ? AND item NOT IN {ITEMS}"
        row = self._index.one(sql, (number(case_id), number(item_id)))
        return None if row is None else _look(row)

    def in_case(self, case_id: str) -> tuple[Look, ...]:
        """All of a case, in the order they were left."""
        sql = f"SELECT {_COLUMNS} FROM looks WHERE case_id = ? AND item NOT IN {ITEMS} ORDER BY row"
        return tuple(_look(row) for row in self._index.read(sql, (number(case_id),)))

    def words(self, case_id: str) -> dict[str, str]:
        """What was seen, by item."""
        return {one.item: one.words for one in self.in_case(case_id) if one.words}

    def waiting(self) -> tuple[Look, ...]:
        """Those of all cases that somebody is asked for and that nobody said a word of yet."""
        sql = (
            f"SELECT {_COLUMNS} FROM looks WHERE asked_ms IS NOT NULL AND words = '' "
            f"AND item NOT IN {ITEMS} ORDER BY asked_ms, row"
        )
        return tuple(_look(row) for row in self._index.read(sql))


def _look(row: tuple[Any, ...]) -> Look:
    return Look(
        identifier("look", row[0]), identifier("case", row[1]), identifier("item", row[2]), *row[3:]
    )
