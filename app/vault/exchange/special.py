"""Shelves of records that are no plain rows: notes with what stands beside them, facts, answers.

A report's answers are one record each, so that two people who filled different fields of the same
report do not stand in each other's way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

import msgspec

from app.domain.told.said import Said
from app.vault.exchange.columns import (
    DanglingError,
    Known,
    OddRecordError,
    Record,
    id_number,
    plain_text,
    whole,
)
from app.vault.exchange.shelf import Key, Shelf
from app.vault.exchange.tables import NOTES
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.said import SaidFacts
from app.vault.stores.search import NOTES as NOTE_ROWS
from app.vault.stores.search import Search
from app.vault.stores.told_words import NOTE_WORDS
from crypto import canon
from crypto.errors import BadEncoding

_PARTS = ("place", "witness", "officer", "report_number", "technology")


class AnyShelf(Protocol):
    """What merging needs of a shelf."""

    @property
    def name(self) -> str:
        """The name of its records."""
        ...

    def key_of(self, record: Record) -> Key:
        """The key of a record."""
        ...

    def all(self) -> Iterator[Record]:
        """Every record of the case."""
        ...

    def get(self, record: Record) -> Record | None:
        """The record here with the same key."""
        ...

    def put(self, record: Record) -> None:
        """Keep it in place of the one with its key."""
        ...

    def remove(self, record: Record) -> None:
        """Take the one with its key out."""
        ...


class NoteShelf(Shelf):
    """Notes, each with its line of the incident log where it has one."""

    def __init__(self, index: Index, case: int, known: Known) -> None:
        super().__init__(index, case, NOTES, known)
        self._search = Search(index)

    def put(self, record: Record) -> None:
        """Keep a note and what stands beside it, findable by search."""
        beside = record.get("incident", "")
        if beside is not None and (not isinstance(beside, list) or len(beside) != len(_PARTS)):
            raise OddRecordError("incident")
        values = None if beside is None else [plain_text(one, 100_000) for one in beside]
        self._forget_words(record)
        super().put({name: value for name, value in record.items() if name != "incident"})
        note = id_number(record["id"], "note")
        self._index.write("DELETE FROM incidents WHERE note = ?", (note,))
        if values is not None:
            marks = ", ".join("?" * (1 + len(_PARTS)))
            sql = f"INSERT INTO incidents (note, {', '.join(_PARTS)}) VALUES ({marks})"
            self._index.write(sql, (note, *values))
        sql = f"SELECT row, {NOTE_WORDS} FROM notes WHERE id = ?"
        ((row, text),) = self._index.read(sql, (note,))
        self._index.write("DELETE FROM words WHERE rowid = ?", (NOTE_ROWS + row,))
        self._search.add([(NOTE_ROWS + row, text)])

    def remove(self, record: Record) -> None:
        """Take a note out with what stands beside it."""
        row = self._row(record)
        if row is not None:
            self._index.write("DELETE FROM words WHERE rowid = ?", (NOTE_ROWS + row,))
        sql = "DELETE FROM incidents WHERE note = ?"
        self._index.write(sql, (id_number(record.get("id"), "note"),))
        super().remove(record)

    def _record(self, row: Any) -> Record:
        record = super()._record(row)
        sql = f"SELECT {', '.join(_PARTS)} FROM incidents WHERE note = ?"
        beside = self._index.one(sql, (number(record["id"]),))
        record["incident"] = None if beside is None else list(beside)
        return record


class SaidShelf:
    """Facts of the case, by their field."""

    name = "said"

    def __init__(self, said: SaidFacts, case_id: str) -> None:
        self._said = said
        self._case = case_id

    def key_of(self, record: Record) -> Key:
        """The field."""
        return (plain_text(record.get("field"), 200),)

    def all(self) -> Iterator[Record]:
        """Every fact."""
        for one in self._said.of_case(self._case).values():
            yield {"field": one.field, "answer": one.answer, "said_ms": one.said_ms}

    def get(self, record: Record) -> Record | None:
        """What is said to the field here."""
        (field,) = self.key_of(record)
        return next((one for one in self.all() if one["field"] == field), None)

    def put(self, record: Record) -> None:
        """Say it."""
        if set(record) != {"field", "answer", "said_ms"}:
            raise OddRecordError(self.name)
        said_ms = whole(record["said_ms"]) or 0
        try:
            self._said.say(Said(self._case, self.key_of(record)[0], record["answer"], said_ms))
        except BadEncoding:
            raise OddRecordError(self.name) from None

    def remove(self, record: Record) -> None:
        """Take it back."""
        self._said.unsay(self._case, self.key_of(record)[0])


class AnswerShelf:
    """The answers of the reports, one record each."""

    name = "answers"

    def __init__(self, index: Index, case: int) -> None:
        self._index = index
        self._case = case

    def key_of(self, record: Record) -> Key:
        """Report and field."""
        return (plain_text(record.get("report"), 20), plain_text(record.get("field"), 200))

    def all(self) -> Iterator[Record]:
        """Every answer of every report."""
        sql = "SELECT id, answers FROM reports WHERE case_id = ? ORDER BY id"
        for key, answers in self._index.read(sql, (self._case,)):
            for field, answer in _decoded(answers).items():
                report = identifier("report", key)
                yield {"report": report, "field": field, "answer": answer}

    def get(self, record: Record) -> Record | None:
        """The answer here to the same field."""
        report, field = self.key_of(record)
        answers = self._of(report)
        return {**record, "answer": answers[field]} if field in answers else None

    def put(self, record: Record) -> None:
        """Keep an answer."""
        if set(record) != {"report", "field", "answer"}:
            raise OddRecordError(self.name)
        report, field = self.key_of(record)
        self._keep(report, {**self._of(report), field: record["answer"]})

    def remove(self, record: Record) -> None:
        """Take an answer out."""
        report, field = self.key_of(record)
        answers = self._of(report)
        answers.pop(field, None)
        self._keep(report, answers)

    def _of(self, report: str) -> dict[str, Any]:
        sql = "SELECT answers FROM reports WHERE id = ? AND case_id = ?"
        row = self._index.one(sql, (id_number(report, "report"), self._case))
        if row is None:
            raise DanglingError("report", report)
        return _decoded(row[0])

    def _keep(self, report: str, answers: dict[str, Any]) -> None:
        try:
            text = canon.dumps(answers).decode("utf-8")
        except BadEncoding:
            raise OddRecordError(self.name) from None
        sql = "UPDATE reports SET answers = ? WHERE id = ? AND case_id = ?"
        self._index.write(sql, (text, number(report), self._case))


def _decoded(text: str) -> dict[str, Any]:
    return msgspec.json.decode(text, type=dict[str, Any])
