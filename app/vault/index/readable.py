"""Reading a table of a damaged index row by row: what is readable comes, what is not is counted.

A damaged page costs the rows on it (or below it), not the table. Reads only; knows tables and keys,
nothing of what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.errors import IntegrityProblem
from app.vault.index.index import Index

_LAST = 2**62


def has_table(index: Index, name: str) -> bool:
    """Whether the index has a table, which those of earlier versions may not.

    Raises IntegrityProblem.
    """
    return index.one("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)) is not None


class ReadableRows:
    """The rows of one table by its first key column, a whole number.

    Iterating gives rows as dictionaries by column. `gaps` counts the places where some were lost.
    """

    def __init__(self, index: Index, table: str, key: str) -> None:
        self._index = index
        self._rows = f"SELECT * FROM {table} WHERE {key} >= ? ORDER BY {key}"
        self._columns = f"SELECT name FROM pragma_table_info('{table}')"
        self._key = key
        self.gaps = 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.gaps = 0
        try:
            columns = [row[0] for row in self._index.read(self._columns)]
        except IntegrityProblem:
            self.gaps += 1
            return
        if self._key not in columns:
            return  # an earlier version of the index, which has no such table yet
        place = columns.index(self._key)
        start: int | None = -1
        while start is not None:
            last = start - 1
            try:
                for row in self._index.stream(self._rows, (start,)):
                    last = row[place]
                    yield dict(zip(columns, row, strict=True))
            except IntegrityProblem:
                self.gaps += 1
                start = self._next_readable(last, place)
            else:
                return

    def _next_readable(self, last: int, place: int) -> int | None:
        """The key of the first row behind a damaged place, None where nothing follows."""
        bad, good = 0, 1
        while (found := self._probe(last + good, place)) is None:
            bad, good = good, good * 2
            if last + good > _LAST:
                return None
        while good - bad > 1:
            middle = (bad + good) // 2
            nearer = self._probe(last + middle, place)
            if nearer is None:
                bad = middle
            else:
                good, found = middle, nearer
        return None if found > _LAST else found

    def _probe(self, key: int, place: int) -> int | None:
        """The key of the first whole row from `key` on; beyond all keys if none; None: damaged."""
        try:
            row = self._index.one(f"{self._rows} LIMIT 1", (key,))
        except IntegrityProblem:
            return None
        return _LAST + 1 if row is None else int(row[place])
