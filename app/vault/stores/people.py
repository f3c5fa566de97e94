"""People of a case and what they go by, findable by search.

What an export says of an account stays with the account: a mark only points to it, and shows
nowhere while the export is set aside. Another item that shows a mark is a pointer too.
"""

from __future__ import annotations

from typing import Any

from app.domain.told.people import MarkKind, Person, PersonMark, Role
from app.errors import InputProblem
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import (
    asked_number,
    identifier,
    maybe_identifier,
    maybe_number,
    number,
)
from app.vault.stores.hidden import ITEMS, Hidden
from app.vault.stores.told_words import MARKS, PEOPLE, ToldWords

_PERSON = "id, case_id, name, role, note, made_ms"
_MARK = (
    "m.id, m.person, m.kind, m.value, m.platform, m.account, "
    f"iif(m.item IN {ITEMS}, NULL, m.item), iif(m.item IN {ITEMS}, NULL, m.sighting), "
    f"{', '.join('m.' + one for one in columns('seen').split(', '))}, m.note, "
    "coalesce((SELECT name FROM account_names WHERE account = m.account ORDER BY place DESC "
    "LIMIT 1), (SELECT native_id FROM accounts WHERE id = m.account)), "
    "(SELECT platform FROM accounts WHERE id = m.account)"
)


class People:
    """Adds, changes and lists people. Writes happen inside a transaction."""

    def __init__(self, index: Index, words: ToldWords) -> None:
        self._index = index
        self._words = words

    def add(self, person: Person) -> None:
        """Keep somebody."""
        self._index.write(
            f"INSERT INTO people ({_PERSON}) VALUES (?, ?, ?, ?, ?, ?)",
            (
                number(person.id),
                number(person.case),
                person.name,
                person.role,
                person.note,
                person.made_ms,
            ),
        )
        self._words.keep(PEOPLE, self._index.connection.last_insert_rowid())

    def change(self, person: Person) -> None:
        """Keep another name, role or note of somebody."""
        row = self._row("people", person.id)
        self._words.forget(PEOPLE, row)
        sql = "UPDATE people SET name = ?, role = ?, note = ? WHERE row = ?"
        self._index.write(sql, (person.name, person.role, person.note, row))
        self._words.keep(PEOPLE, row)

    def get(self, person_id: str, case_id: str) -> Person:
        """Somebody of a case. Raises InputProblem INP-073."""
        asked = asked_number(person_id, "person", "INP-073")
        sql = f"SELECT {_PERSON} FROM people WHERE id = ? AND case_id = ?"
        row = self._index.one(sql, (asked, number(case_id)))
        if row is None:
            raise InputProblem("INP-073", id=person_id)
        return _person(row)

    def in_case(self, case_id: str) -> tuple[Person, ...]:
        """Everybody of a case, in the order they were written down."""
        sql = f"SELECT {_PERSON} FROM people WHERE case_id = ? ORDER BY row"
        return tuple(_person(row) for row in self._index.read(sql, (number(case_id),)))

    def remove(self, person_id: str) -> None:
        """Take somebody out, with all marks. Payments stay, to nobody."""
        key = number(person_id)
        for (row,) in self._index.read("SELECT row FROM person_marks WHERE person = ?", (key,)):
            self._words.forget(MARKS, row)
        self._index.write("DELETE FROM person_marks WHERE person = ?", (key,))
        self._index.write("UPDATE payments SET person = NULL WHERE person = ?", (key,))
        self._words.forget(PEOPLE, self._row("people", person_id))
        self._index.write("DELETE FROM people WHERE id = ?", (key,))

    def join(self, kept: str, other: str) -> None:
        """Give one person all that the other goes by, and take the other out."""
        pair = (number(kept), number(other))
        self._index.write("UPDATE person_marks SET person = ? WHERE person = ?", pair)
        self._index.write("UPDATE payments SET person = ? WHERE person = ?", pair)
        self.remove(other)

    def add_mark(self, mark: PersonMark) -> None:
        """Keep something that somebody goes by."""
        self._index.write(
            "INSERT INTO person_marks (id, person, kind, value, platform, account, item, sighting, "
            f"{columns('seen')}, note) VALUES ({', '.join('?' * 14)})",
            (
                number(mark.id),
                number(mark.person),
                mark.kind,
                "" if mark.account else mark.value,
                "" if mark.account else mark.platform,
                maybe_number(mark.account),
                maybe_number(mark.item),
                maybe_number(mark.sighting),
                *to_columns(mark.seen),
                mark.note,
            ),
        )
        self._words.keep(MARKS, self._index.connection.last_insert_rowid())

    def mark(self, mark_id: str, case_id: str) -> PersonMark:
        """One mark of a case. Raises InputProblem INP-073."""
        asked_number(mark_id, "mark", "INP-073")
        for mark in self.marks(case_id):
            if mark.id == mark_id:
                return mark
        raise InputProblem("INP-073", id=mark_id)

    def remove_mark(self, mark_id: str) -> None:
        """Take a mark out."""
        row = self._row("person_marks", mark_id)
        self._words.forget(MARKS, row)
        self._index.write("DELETE FROM person_marks WHERE row = ?", (row,))

    def marks(self, case_id: str) -> tuple[PersonMark, ...]:
        """What everybody of a case goes by, oldest first, as far as its source shows."""
        hidden, unnamed = Hidden(self._index).accounts_and_names()
        sql = (
            f"SELECT {_MARK} FROM person_marks m JOIN people p ON p.id = m.person "
            "WHERE p.case_id = ? ORDER BY m.seen_ms IS NULL, m.seen_ms, m.row"
        )
        rows = self._index.read(sql, (number(case_id),))
        return tuple(
            _mark((*row[:14], self._name(row[5], unnamed), row[15]))
            if (row[5], row[14]) in unnamed
            else _mark(row)
            for row in rows
            if row[5] is None or row[5] not in hidden
        )

    def _name(self, account: int, unnamed: frozenset[tuple[int, str]]) -> str:
        """The newest name of an account that shows."""
        sql = "SELECT name FROM account_names WHERE account = ? ORDER BY place DESC"
        names = (str(row[0]) for row in self._index.read(sql, (account,)))
        return next((name for name in names if (account, name) not in unnamed), "")

    def _row(self, table: str, known: str) -> int:
        found = self._index.one(f"SELECT row FROM {table} WHERE id = ?", (number(known),))
        if found is None:
            raise LookupError(known)
        return int(found[0])


def _person(row: tuple[Any, ...]) -> Person:
    return Person(
        identifier("person", row[0]), identifier("case", row[1]), row[2], Role(row[3]), *row[4:]
    )


def _mark(row: tuple[Any, ...]) -> PersonMark:
    of_account = row[5] is not None
    return PersonMark(
        id=identifier("mark", row[0]),
        person=identifier("person", row[1]),
        kind=MarkKind(row[2]),
        value=row[14] or "" if of_account else row[3],
        platform=row[15] or "" if of_account else row[4],
        account=maybe_identifier("account", row[5]),
        item=maybe_identifier("item", row[6]),
        sighting=maybe_identifier("sighting", row[7]),
        seen=from_columns(*row[8:13]),
        note=row[13],
    )
