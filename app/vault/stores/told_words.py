"""What people tell, in the word index: people, what they go by, payments, parts of evidence.

Each kind has its range of rows there (FORMAT.md, section "Index"). The texts stay in their own
tables; the same expression gives them when they are kept, taken out and found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.vault.index.index import Index
from app.vault.index.tokens import tokens_of_many
from app.vault.stores.hidden import ITEMS, Hidden

_RANGE = 1 << 48
NOTE_WORDS = (
    "notes.text || coalesce((SELECT char(10) || place || char(10) || witness || char(10) "
    "|| officer || char(10) || report_number || char(10) || technology FROM incidents i "
    "WHERE i.note = notes.id), '')"
)
"""What a note is found by: its text, and in the incident log what stands beside it."""


class Told(NamedTuple):
    """One kind: its number, table, the texts in it, and the query for what a hit says.

    `hit` gives kind, identifier's number, case, text and time of a row `t`.
    """

    place: int
    table: str
    text: str
    hit: str
    shows: str = ""

    @property
    def first(self) -> int:
        """The row of the word index before its first one."""
        return self.place * _RANGE

    @property
    def last(self) -> int:
        """Its last row."""
        return self.first + _RANGE - 1


def _joined(*names: str) -> str:
    return " || char(10) || ".join(f"t.{name}" for name in names)


PEOPLE = Told(
    2, "people", _joined("name", "note"), "SELECT 'person', t.id, t.case_id, {text}, t.made_ms"
)
MARKS = Told(
    3,
    "person_marks",
    _joined("value", "platform", "note"),
    "SELECT 'person', t.person, (SELECT case_id FROM people WHERE id = t.person), {text}, "
    "t.seen_ms",
)
PAYMENTS = Told(
    4,
    "payments",
    _joined("amount", "currency", "to_whom", "reference", "note"),
    "SELECT 'payment', t.id, t.case_id, {text}, coalesce(t.paid_ms, t.made_ms)",
)
PARTS = Told(
    5,
    "item_parts",
    _joined("place", "audience", "teller", "note"),
    "SELECT 'part', t.item, t.case_id, {text}, coalesce(t.event_ms, t.made_ms)",
    f"AND t.item NOT IN {ITEMS}",
)
CAPTURES = Told(
    6,
    "captures",
    "t.said",
    "SELECT 'capture', t.item, t.case_id, {text}, t.made_ms",
    f"AND t.item NOT IN {ITEMS}",
)
ALL = (PEOPLE, MARKS, PAYMENTS, PARTS, CAPTURES)
ENDS = CAPTURES.last


class ToldWords:
    """Keeps the words of a row findable, and finds them."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def keep(self, told: Told, row: int) -> None:
        """Make the texts of a row findable, inside a transaction."""
        found = self._index.one(f"SELECT {told.text} FROM {told.table} t WHERE t.row = ?", (row,))
        words = tokens_of_many([str(found[0]) if found else ""])
        self._index.write_many(
            "INSERT INTO words (rowid, body) VALUES (?, ?)",
            [(told.first + row, one) for one in words],
        )

    def forget(self, told: Told, row: int) -> None:
        """Take them out again, before they change or go."""
        self._index.write("DELETE FROM words WHERE rowid = ?", (told.first + row,))

    def candidates(self, match: str, case: int | None) -> Iterator[tuple[int, str]]:
        """Rows of the word index with their texts that may hold the words, kind after kind."""
        for told in ALL:
            sql = (
                f"SELECT words.rowid, x.text FROM words JOIN (SELECT t.row AS row, {told.text} AS "
                f"text, ({_case(told)}) AS of_case FROM {told.table} t WHERE 1 {told.shows}) x "
                f"ON x.row = words.rowid - {told.first} WHERE words MATCH ? AND words.rowid "
                "BETWEEN ? AND ? AND coalesce(?, x.of_case) = x.of_case ORDER BY words.rowid"
            )
            found = self._index.stream(sql, (match, told.first, told.last, case))
            yield from self._that_show(found) if told is MARKS else found

    def _that_show(self, found: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """Marks without those of accounts that only a hidden source tells of."""
        hidden: set[int] | None = None
        for row, text in found:
            if hidden is None:  # asked for only where there is something to find
                accounts = Hidden(self._index).accounts()
                sql = "SELECT row, account FROM person_marks WHERE account IS NOT NULL"
                marks = self._index.read(sql) if accounts else []
                hidden = {MARKS.first + one for one, account in marks if account in accounts}
            if row not in hidden:
                yield row, text

    def hit(self, row: int) -> tuple[str, int, int, str, int | None]:
        """What a row says: kind, number of its identifier, of its case, text, time."""
        told = next(one for one in ALL if one.first <= row <= one.last)
        sql = f"{told.hit.format(text=told.text)} FROM {told.table} t WHERE t.row = ?"
        ((kind, known, case, text, at_ms),) = self._index.read(sql, (row - told.first,))
        return kind, known, case, text, at_ms


def _case(told: Told) -> str:
    if told is MARKS:
        return "SELECT case_id FROM people WHERE id = t.person"
    return "t.case_id"
