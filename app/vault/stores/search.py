"""Search over messages, notes and pages: pairs of characters find candidates, the text decides.

Rows of the word index are numbered by kind: messages by their own row, notes from `NOTES` on, pages
and mails from `PAGES` on, each by its item's number; later kinds get further ranges. See
FORMAT.md, section "Vault".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.index.numbers import page as asked_page
from app.vault.index.tokens import expression, fold, spelt, tokens_of_many
from app.vault.stores.hidden import ITEMS, SIGHTING_SHOWS, Hidden
from app.vault.stores.told_words import ENDS, NOTE_WORDS, ToldWords

NOTES = 1 << 48
PAGES = 1 << 60
_LAST_MESSAGE = NOTES - 1
_LAST_NOTE = 2 * NOTES - 1
_AROUND = 40

_INSERT = "INSERT INTO words (rowid, body) VALUES (?, ?)"
_IN_RANGE = "FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
_MESSAGE_TEXTS = (
    "SELECT messages.row, messages.text FROM words JOIN messages ON messages.row = words.rowid "
    "WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? ORDER BY words.rowid"
)
_NOTE_TEXTS = (
    f"SELECT notes.row + {NOTES}, {NOTE_WORDS}, notes.case_id "
    f"FROM words JOIN notes ON notes.row = words.rowid - {NOTES} "
    "WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? ORDER BY words.rowid"
)
_PAGE_TEXTS = (
    "SELECT words.rowid, json_extract(p.facts, '$.\"inside.text\"') "
    f"FROM words JOIN previews p ON p.item = words.rowid - {PAGES} "
    f"WHERE words MATCH ? AND words.rowid >= {PAGES} AND p.item NOT IN {ITEMS} AND EXISTS "
    "(SELECT 1 FROM case_items c WHERE c.item = p.item AND coalesce(?, c.case_id) = c.case_id) "
    "ORDER BY words.rowid"
)
_PAGE_HIT = (
    "SELECT p.item, c.case_id, json_extract(p.facts, '$.\"inside.text\"'), (SELECT "
    "min(coalesce(s.shown_ms, s.captured_ms)) FROM sightings s WHERE s.item = p.item "
    f"AND s.case_id = c.case_id AND {SIGHTING_SHOWS}) FROM previews p "
    "JOIN case_items c ON c.item = p.item WHERE p.item = ? "
    "AND coalesce(?, c.case_id) = c.case_id ORDER BY c.case_id LIMIT 1"
)


@dataclass(frozen=True)
class Hit:
    """One text found: a `message`, a `note`, an `item` that is a page or a mail, or what was told.

    That is a `person` (also by what they go by), a `payment`, or the `part` that an item plays,
    whose `id` is the item's.

    `snippet` is the original around the first word. `at_ms` (UTC milliseconds) is the time shown
    with a message or a mail, when a page was saved, the time of what a note tells, else when it was
    written.
    """

    kind: str
    id: str
    case: str
    snippet: str
    at_ms: int | None


@dataclass(frozen=True)
class SearchPage:
    """A page of hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


class Search:
    """Finds texts that have all the words asked for, each anywhere inside."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._hidden = Hidden(index)
        self._told = ToldWords(index)

    def add(self, texts: Iterable[tuple[int, str]]) -> None:
        """Make texts findable under their rows of the word index, inside a transaction."""
        kept = list(texts)
        words = tokens_of_many(text for _row, text in kept)
        self._index.write_many(_INSERT, zip((row for row, _text in kept), words, strict=True))

    def find(
        self, words: str, *, case: str | None = None, limit: int = 50, offset: int = 0
    ) -> SearchPage:
        """A page of the texts with all these words, as they were kept: messages, notes, pages.

        Capital and small letters are the same, and so are syllables however they are composed. No
        words: no hits.
        """
        wanted = fold(spelt(words)).split()
        match, exact = expression(wanted)
        if not match:
            return SearchPage(0, ())
        page = _Page(*asked_page(limit, offset))
        for first, last in self._message_ranges(case):
            if exact:
                self._count_exact(page, match, first, last)
            else:
                texts = self._index.stream(_MESSAGE_TEXTS, (match, first, last))
                page.take(row for row, text in texts if _has_all(fold(text), wanted))
        case_number = None if case is None else number(case)
        notes = self._index.stream(_NOTE_TEXTS, (match, NOTES, _LAST_NOTE))
        page.take(
            row
            for row, text, of_case in notes
            if case_number in (None, of_case) and _has_all(fold(text), wanted)
        )
        told = self._told.candidates(match, case_number)
        page.take(row for row, text in told if _has_all(fold(text), wanted))
        pages = self._index.stream(_PAGE_TEXTS, (match, case_number))
        page.take(row for row, text in pages if _has_all(fold(text or ""), wanted))
        hits = tuple(self._hit(row, wanted, case_number) for row in page.rows)
        return SearchPage(page.total, hits)

    def _count_exact(self, page: _Page, match: str, first: int, last: int) -> None:
        found = self._index.one(f"SELECT count(*) {_IN_RANGE}", (match, first, last))
        count = int(found[0]) if found else 0
        skip, room = page.skip_in(count), page.room
        if room and skip < count:
            sql = f"SELECT rowid {_IN_RANGE} ORDER BY rowid LIMIT ? OFFSET ?"
            page.rows += [row[0] for row in self._index.read(sql, (match, first, last, room, skip))]
        page.total += count

    def _message_ranges(self, case: str | None) -> list[tuple[int, int]]:
        if case is None:
            return self._hidden.without([(1, _LAST_MESSAGE)])
        sql = "SELECT first, last FROM message_runs WHERE case_id = ? ORDER BY first"
        runs = self._index.read(sql, (number(case),))
        return self._hidden.without([(row[0], row[1]) for row in runs])

    def _hit(self, row: int, wanted: list[str], case: int | None) -> Hit:
        if row >= PAGES:
            found = self._index.one(_PAGE_HIT, (row - PAGES, case))
            kind = "item"
        elif _LAST_NOTE < row <= ENDS:
            kind, *said = self._told.hit(row)
            found = tuple(said)
        elif row >= NOTES:
            found = self._index.one(
                f"SELECT id, case_id, {NOTE_WORDS}, coalesce(event_ms, at_ms) FROM notes "
                "WHERE row = ?",
                (row - NOTES,),
            )
            kind = "note"
        else:
            found = self._index.one(
                "SELECT messages.id, rooms.case_id, messages.text, messages.shown_ms "
                "FROM messages JOIN rooms ON rooms.id = messages.room WHERE messages.row = ?",
                (row,),
            )
            kind = "message"
        if found is None:
            raise LookupError("a row of the word index without its text")
        snippet = _snippet(found[2], wanted)
        of_kind = "item" if kind == "part" else kind
        return Hit(
            kind, identifier(of_kind, found[0]), identifier("case", found[1]), snippet, found[3]
        )


class _Page:
    """Collects the rows of one page while counting them all."""

    def __init__(self, limit: int, offset: int) -> None:
        self._limit = limit
        self._offset = offset
        self.total = 0
        self.rows: list[int] = []

    @property
    def room(self) -> int:
        return self._limit - len(self.rows)

    def skip_in(self, count: int) -> int:
        """How many of the next `count` rows lie before the page."""
        return min(count, max(0, self._offset - self.total))

    def take(self, rows: Iterable[int]) -> None:
        for row in rows:
            if self.total >= self._offset and self.room > 0:
                self.rows.append(row)
            self.total += 1


def _has_all(folded: str, wanted: list[str]) -> bool:
    return all(word in folded for word in wanted)


def _snippet(text: str, wanted: list[str]) -> str:
    folded = fold(text)
    places = [place for word in wanted if (place := folded.find(word)) >= 0]
    # Folding may change lengths; the place is then near enough for a look.
    at = min(min(places, default=0), len(text))
    begin, end = max(0, at - _AROUND), at + _AROUND + len(wanted[0])
    before = "…" if begin else ""
    after = "…" if end < len(text) else ""
    return before + text[begin:end] + after
