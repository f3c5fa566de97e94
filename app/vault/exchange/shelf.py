"""One table's records of one case: read, put in place, taken out. Writes inside a transaction.

Nothing outside the case is ever read or changed: a record whose identifier another case has is
refused as a whole (`ForeignError`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from app.vault.exchange.columns import Column, Known, OddRecordError, Record, Ref
from app.vault.exchange.tables import Table
from app.vault.index.index import Index
from app.vault.stores.told_words import Told, ToldWords

Key = tuple[str, ...]
"""What makes a record the same in every vault: the values of its key, as texts."""


class ForeignError(ValueError):
    """A record has the identifier of something in another case."""


class Shelf:
    """The rows of a table that belong to a case."""

    def __init__(self, index: Index, case: int, table: Table, known: Known) -> None:
        self._index = index
        self._case = case
        self._table = table
        self._known = known
        self._words = ToldWords(index)
        self._by_name = {column.name: column for column in table.columns}
        self._stored = [name for column in table.columns for name in column.stored]
        only = f" AND {table.only}" if table.only else ""
        self._where = f"({table.where}){only}"

    @property
    def name(self) -> str:
        """The table's name, which is also that of its records."""
        return self._table.name

    @property
    def table(self) -> Table:
        """The table as it travels."""
        return self._table

    def key_of(self, record: Record) -> Key:
        """The key of a record."""
        return tuple(_key_text(record.get(name)) for name in self._table.key)

    def all(self) -> Iterator[Record]:
        """Every record of the case, in the order of its rows. For tables that fit into memory."""
        order = self._table.place or "rowid"
        if self._table.name in _WITHOUT_ROWID:
            order = ", ".join(n for name in self._table.key for n in self._by_name[name].stored)
        sql = f"SELECT {self._columns()} FROM {self.name} WHERE {self._where} ORDER BY {order}"
        for row in self._index.read(sql, (self._case,)):
            yield self._record(row)

    def get(self, record: Record) -> Record | None:
        """The record here with the key of another one, None where there is none.

        Raises OddRecordError, DanglingError, ForeignError.
        """
        where, values = self._same(record)
        sql = f"SELECT {self._columns()} FROM {self.name} WHERE {where} AND {self._where}"
        row = self._index.one(sql, (*values, self._case))
        if row is not None:
            return self._record(row)
        sql = f"SELECT 1 FROM {self.name} WHERE {where}"
        if self._table.has_case and self._table.key != ("id",):
            where = f"{where} AND case_id = ?"
            values = (*values, self._case)
            sql = f"SELECT 1 FROM {self.name} WHERE {where} AND NOT ({self._where})"
            values = (*values, self._case)
        if not self._table.only and self._index.one(sql, values) is not None:
            raise ForeignError(self.name)
        return None

    def put(self, record: Record) -> None:
        """Keep a record in place of the one with its key.

        Raises OddRecordError, DanglingError, ForeignError.
        """
        if set(record) != set(self._by_name):
            raise OddRecordError(self.name)
        if self.name == "sightings" and record["item"] is None and record["message"] is None:
            raise OddRecordError(self.name)
        values = [one for column in self._table.columns for one in self._bind(column, record)]
        here = self.get(record)
        if here is None:
            self._insert(values, record)
        else:
            where, key = self._same(record)
            self._forget_words(record)
            sets = ", ".join(f"{name} = ?" for name in self._stored)
            sql = f"UPDATE {self.name} SET {sets} WHERE {where} AND {self._where}"
            self._index.write(sql, (*values, *key, self._case))
        self._keep_words(record)

    def remove(self, record: Record) -> None:
        """Take the record with the key of this one out."""
        self._forget_words(record)
        where, key = self._same(record)
        sql = f"DELETE FROM {self.name} WHERE {where} AND {self._where}"
        self._index.write(sql, (*key, self._case))

    def _insert(self, values: list[Any], record: Record) -> None:
        names, marks = list(self._stored), ["?"] * len(values)
        table = self._table
        if table.has_case:
            names.append("case_id")
            marks.append("?")
            values = [*values, self._case]
        if table.place and table.place_within:
            names.append(table.place)
            marks.append(
                f"(SELECT coalesce(max({table.place}), -1) + 1 FROM {table.name} "
                f"WHERE {table.place_within} = ?)"
            )
            column = self._by_name[table.place_within]
            values = [*values, *self._bind(column, record)]
        if table.name == "reports":
            names.append("answers")
            marks.append("'{}'")
        try:
            self._index.write(
                f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join(marks)})", values
            )
        except apsw.ConstraintError:  # a second identifier that somebody else has
            raise ForeignError(table.name) from None

    def _columns(self) -> str:
        return ", ".join(self._stored)

    def _record(self, row: Sequence[Any]) -> Record:
        record: Record = {}
        at = 0
        for column in self._table.columns:
            width = len(column.stored)
            record[column.name] = column.told(row[at : at + width])
            at += width
        return record

    def _same(self, record: Record) -> tuple[str, tuple[Any, ...]]:
        names: list[str] = []
        values: list[Any] = []
        for name in self._table.key:
            column = self._by_name[name]
            names += [f"{one} IS ?" for one in column.stored]
            values += self._bind(column, record)
        return " AND ".join(names), tuple(values)

    def _bind(self, column: Column, record: Record) -> tuple[Any, ...]:
        return column.bound(record.get(column.name), self._known)

    def _row(self, record: Record) -> int | None:
        where, key = self._same(record)
        found = self._index.one(f"SELECT row FROM {self.name} WHERE {where}", key)
        return None if found is None else int(found[0])

    def _keep_words(self, record: Record) -> None:
        told: Told | None = self._table.told
        if told is not None and (row := self._row(record)) is not None:
            self._words.keep(told, row)

    def _forget_words(self, record: Record) -> None:
        told = self._table.told
        if told is not None and (row := self._row(record)) is not None:
            self._words.forget(told, row)

    def refers_to(self, kind: str, value: str) -> bool:
        """Whether a record here refers to something of the case by a column that needs it."""
        for column in self._table.columns:
            if isinstance(column, Ref) and column.kind == kind:
                bound = column.bound(value, _anything)
                sql = f"SELECT 1 FROM {self.name} WHERE {column.name} = ? LIMIT 1"
                if self._index.one(sql, bound) is not None:
                    return True
        return False


_WITHOUT_ROWID = frozenset(
    ("account_names", "room_members", "room_reads", "message_marks", "likenesses",
     "narrative_sources")
)  # fmt: skip


def _anything(kind: str, value: int) -> bool:  # noqa: ARG001 - what it answers is always yes
    return True


def _key_text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(str(one) for one in value)
    return "" if value is None else str(value)
