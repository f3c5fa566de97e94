"""What people wrote down, findable by search like messages."""

from __future__ import annotations

from app.domain.told.notes import Note
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import identifier, number
from app.vault.stores.search import NOTES, Search

_COLUMNS = f"id, case_id, text, at_ms, {columns('event')}"


class Notes:
    """Adds and lists notes. Writes happen inside a transaction."""

    def __init__(self, index: Index, search: Search) -> None:
        self._index = index
        self._search = search

    def add(self, note: Note) -> None:
        """Keep a note."""
        self._index.write(
            f"INSERT INTO notes ({_COLUMNS}) VALUES ({', '.join('?' * 9)})",
            (number(note.id), number(note.case), note.text, note.at_ms, *to_columns(note.event)),
        )
        row = self._index.connection.last_insert_rowid()
        self._search.add([(NOTES + row, note.text)])

    def in_case(self, case_id: str) -> tuple[Note, ...]:
        """The notes of a case in the order they were written."""
        sql = f"SELECT {_COLUMNS} FROM notes WHERE case_id = ? ORDER BY row"
        return tuple(
            Note(
                identifier("note", row[0]),
                identifier("case", row[1]),
                row[2],
                row[3],
                from_columns(*row[4:]),
            )
            for row in self._index.read(sql, (number(case_id),))
        )
