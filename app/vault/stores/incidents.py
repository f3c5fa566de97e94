"""The incident log: notes with more beside them. Found by search with the note they belong to."""

from __future__ import annotations

from dataclasses import astuple

from app.domain.told.incidents import Incident, LogEntry
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.moments import columns, to_columns
from app.vault.index.numbers import asked_number, identifier, number
from app.vault.stores.notes import Notes
from app.vault.stores.search import NOTES, Search
from app.vault.stores.told_words import NOTE_WORDS

_PARTS = "place, witness, officer, report_number, technology"


class Incidents:
    """Adds, changes and lists lines of the log. Writes happen inside a transaction."""

    def __init__(self, index: Index, notes: Notes, search: Search) -> None:
        self._index = index
        self._notes = notes
        self._search = search

    def add(self, entry: LogEntry) -> None:
        """Keep a line: its note, and what stands beside it."""
        self._notes.add(entry.note)
        self._index.write(
            f"INSERT INTO incidents (note, {_PARTS}) VALUES (?, ?, ?, ?, ?, ?)",
            (number(entry.note.id), *astuple(entry.incident)),
        )
        self._find_anew(entry.note.id)

    def change(self, entry: LogEntry) -> None:
        """Keep other words of a line; when it was first written stays."""
        key = number(entry.note.id)
        times = ", ".join(f"{name} = ?" for name in columns("event").split(", "))
        self._index.write(
            f"UPDATE notes SET text = ?, {times} WHERE id = ?",
            (entry.note.text, *to_columns(entry.note.event), key),
        )
        parts = ", ".join(f"{name} = ?" for name in _PARTS.split(", "))
        self._index.write(
            f"UPDATE incidents SET {parts} WHERE note = ?", (*astuple(entry.incident), key)
        )
        self._find_anew(entry.note.id)

    def get(self, note_id: str, case_id: str) -> LogEntry:
        """One line of a case's log. Raises InputProblem INP-073."""
        asked_number(note_id, "note", "INP-073")
        for entry in self.in_case(case_id):
            if entry.note.id == note_id:
                return entry
        raise InputProblem("INP-073", id=note_id)

    def in_case(self, case_id: str) -> tuple[LogEntry, ...]:
        """The log of a case by the time of what it tells; lines without one by when written."""
        sql = (
            f"SELECT note, {_PARTS} FROM incidents WHERE note IN "
            "(SELECT id FROM notes WHERE case_id = ?)"
        )
        rows = self._index.read(sql, (number(case_id),))
        beside = {identifier("note", row[0]): Incident(*row[1:]) for row in rows}
        entries = [
            LogEntry(note, beside[note.id])
            for note in self._notes.in_case(case_id)
            if note.id in beside
        ]
        return tuple(sorted(entries, key=_order))

    def _find_anew(self, note_id: str) -> None:
        sql = f"SELECT row, {NOTE_WORDS} FROM notes WHERE id = ?"
        ((row, text),) = self._index.read(sql, (number(note_id),))
        self._index.write("DELETE FROM words WHERE rowid = ?", (NOTES + row,))
        self._search.add([(NOTES + row, text)])


def _order(entry: LogEntry) -> int:
    told = entry.note.event.at_ms if entry.note.event is not None else None
    return entry.note.at_ms if told is None else told
