"""What people tell, in the word index: people, payments, parts of evidence, what goes with reports.

Each kind has its range of rows there (FORMAT.md, section "Index"). The texts stay in their own
tables; the same expression gives them when they are kept, taken out and found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.vault.index.index import Index
from app.vault.index.tokens import tokens_of_many
from app.vault.stores.hidden import CASES, ITEMS, LINK_SHOWS, Hidden
from app.vault.stores.line_sources import LineSources

_RANGE = 1 << 48
NOTE_WORDS = (
    "notes.text || coalesce((SELECT char(10) || place || char(10) || witness || char(10) "
    "|| officer || char(10) || report_number || char(10) || technology FROM incidents i "
    "WHERE i.note = notes.id), '')"
)
"""What a note is found by: its text, and in the incident log what stands beside it."""


class Told(NamedTuple):
    """One kind: its number, table, the texts in it, and the query for what a hit says.

    `hit` gives kind, identifier's number, case, text and time of a row `t`; `shows` holds for a
    row that is not hidden, `case` tells whose it is.
    """

    place: int
    table: str
    text: str
    hit: str
    shows: str = ""
    case: str = "t.case_id"

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
    case="SELECT case_id FROM people WHERE id = t.person",
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
SAID = Told(7, "said", "t.texts", "SELECT 'said', t.case_id, t.case_id, {text}, t.said_ms")
CONSENTS = Told(
    8,
    "consents",
    _joined("recipient", "witness", "note"),
    "SELECT 'consent', t.id, t.case_id, {text}, t.given_ms",
    f"AND (t.item IS NULL OR t.item NOT IN {ITEMS})",
)
FILINGS = Told(
    9,
    "filings",
    _joined("recipient", "note"),
    "SELECT 'filing', t.id, t.case_id, {text}, t.made_ms",
)
FILING_STEPS = Told(
    10,
    "filing_steps",
    _joined("receipt", "channel", "note"),
    "SELECT 'filing', t.filing, (SELECT case_id FROM filings WHERE id = t.filing), {text}, "
    "coalesce(t.at_ms, t.said_ms)",
    case="SELECT case_id FROM filings WHERE id = t.filing",
)
LINK_STEPS = Told(
    11,
    "link_steps",
    "t.note",
    "SELECT 'fate', t.link, t.case_id, {text}, coalesce(t.at_ms, t.said_ms)",
    f"AND EXISTS (SELECT 1 FROM links l WHERE l.id = t.link AND {LINK_SHOWS})",
)
LINES = Told(12, "narrative_lines", "t.text", "SELECT 'line', t.id, t.case_id, {text}, NULL")
ALL = (
    PEOPLE,
    MARKS,
    PAYMENTS,
    PARTS,
    CAPTURES,
    SAID,
    CONSENTS,
    FILINGS,
    FILING_STEPS,
    LINK_STEPS,
    LINES,
)
ENDS = LINES.last


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
                f"text, ({told.case}) AS of_case FROM {told.table} t WHERE 1 {told.shows}) x "
                f"ON x.row = words.rowid - {told.first} WHERE words MATCH ? AND words.rowid "
                "BETWEEN ? AND ? AND coalesce(?, x.of_case) = x.of_case "
                f"AND x.of_case NOT IN {CASES} ORDER BY words.rowid"
            )
            found = self._index.stream(sql, (match, told.first, told.last, case))
            if told is MARKS:
                yield from self._marks_that_show(found)
            elif told is LINES:
                yield from self._lines_that_show(found)
            else:
                yield from found

    def _marks_that_show(self, found: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
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

    def _lines_that_show(self, found: Iterator[tuple[int, str]]) -> Iterator[tuple[int, str]]:
        """Lines of the account of events without those that hidden evidence gave."""
        hidden: set[int] | None = None
        for row, text in found:
            if hidden is None:
                lines = LineSources(self._index).lines()
                known = self._index.read("SELECT row, id FROM narrative_lines") if lines else []
                hidden = {LINES.first + one for one, line in known if line in lines}
            if row not in hidden:
                yield row, text

    def hit(self, row: int) -> tuple[str, int, int, str, int | None]:
        """What a row says: kind, number of its identifier, of its case, text, time."""
        told = next(one for one in ALL if one.first <= row <= one.last)
        sql = f"{told.hit.format(text=told.text)} FROM {told.table} t WHERE t.row = ?"
        ((kind, known, case, text, at_ms),) = self._index.read(sql, (row - told.first,))
        return kind, known, case, text, at_ms
