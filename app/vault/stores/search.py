"""Search over everything with words: pairs of characters find candidates, the text decides.

Rows of the word index are numbered by kind: messages by their own row, notes from `NOTES` on, what
people tell behind them (`told_words`), pages and mails from `PAGES` on and words read in pictures
from `MACHINE` on, each by its item's number. Names are looked through where they lie
(`search_names`). See FORMAT.md, section "Vault".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from app.domain.evidence.searching import Filters, Kind
from app.vault.index.index import Index
from app.vault.index.numbers import number
from app.vault.index.numbers import page as asked_page
from app.vault.index.tokens import expression, fold, spelt, tokens_of_many
from app.vault.stores.hidden import CASES, ITEMS, SIGHTING_SHOWS, Hidden
from app.vault.stores.search_hits import Hit, SearchPage, has_all, hit, passage
from app.vault.stores.search_names import Named, Names
from app.vault.stores.search_narrow import of_items, of_messages
from app.vault.stores.told_words import ENDS, NOTE_WORDS, ToldWords

__all__ = ["MACHINE", "NOTES", "PAGES", "Hit", "Search", "SearchPage", "passage_of"]

NOTES = 1 << 48
PAGES = 1 << 60
MACHINE = 1 << 61
_LAST_MESSAGE = NOTES - 1
_LAST_NOTE = 2 * NOTES - 1
_ALL = Filters()

_INSERT = "INSERT INTO words (rowid, body) VALUES (?, ?)"
_IN_RANGE = "FROM words WHERE words MATCH ? AND rowid BETWEEN ? AND ?"
_MESSAGES = (
    "FROM words JOIN messages ON messages.row = words.rowid "
    "WHERE words MATCH ? AND words.rowid BETWEEN ? AND ?"
)
_NOTE_TEXTS = (
    f"SELECT notes.row + {NOTES}, {NOTE_WORDS}, notes.case_id, coalesce(event_ms, at_ms) "
    f"FROM words JOIN notes ON notes.row = words.rowid - {NOTES} "
    f"WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? AND notes.case_id NOT IN {CASES} "
    "ORDER BY words.rowid"
)
_PAGE_WORDS = "json_extract(p.facts, '$.\"inside.text\"')"
_NO_MINOR = (
    "AND NOT EXISTS (SELECT 1 FROM case_items mc JOIN cases ON cases.id = mc.case_id "
    "WHERE mc.item = p.item AND cases.minor_mode)"
)
_ITEM_TEXTS = {
    Kind.PAGE: (PAGES, _PAGE_WORDS, "previews", ""),
    Kind.MACHINE: (MACHINE, "p.text", "machine_words", _NO_MINOR),
}
"""Per kind: first row, the words of a row `p`, its table, and what keeps it from being found."""


class _Asked(NamedTuple):
    """One question: the expression, whether it finds nothing else, the folded words, the rest."""

    match: str
    exact: bool
    words: list[str]
    case: int | None
    filters: Filters

    def has_all(self, text: str) -> bool:
        """Whether a text has all the words."""
        return has_all(fold(text), self.words)

    def fits(self, text: str, at_ms: int | None) -> bool:
        """Whether a text has all the words, at a time that is asked for."""
        return self.filters.fits_time(at_ms) and self.has_all(text)


class Search:
    """Finds texts that have all the words asked for, each anywhere inside."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._hidden = Hidden(index)
        self._told = ToldWords(index)
        self._names = Names(index)

    def add(self, texts: Iterable[tuple[int, str]]) -> None:
        """Make texts findable under their rows of the word index, inside a transaction."""
        kept = list(texts)
        words = tokens_of_many(text for _row, text in kept)
        self._index.write_many(_INSERT, zip((row for row, _text in kept), words, strict=True))

    def find(
        self,
        words: str,
        *,
        case: str | None = None,
        filters: Filters = _ALL,
        limit: int = 50,
        offset: int = 0,
    ) -> SearchPage:
        """A page of what has all these words, kind after kind, each in the order it was kept.

        Capital and small letters are the same, and so are syllables however they are composed. No
        words: no hits.
        """
        wanted = fold(spelt(words)).split()
        match, exact = expression(wanted)
        if not match:
            return SearchPage(0, ())
        asked = _Asked(match, exact, wanted, None if case is None else number(case), filters)
        page = _Page(*asked_page(limit, offset))
        if filters.takes(Kind.MESSAGE):
            self._take_messages(page, asked)
        if not filters.by_place:
            page.take(self._notes(asked))
            page.take(self._told_rows(asked))
        page.take(self._items(Kind.PAGE, asked))
        names = self._names.candidates(wanted, asked.case, filters)
        page.take(one for one in names if asked.fits(one.text, one.at_ms))
        page.take(self._items(Kind.MACHINE, asked))
        return SearchPage(page.total, tuple(self._hit(row, asked) for row in page.rows))

    def _take_messages(self, page: _Page, asked: _Asked) -> None:
        narrow, bound = of_messages(asked.filters)
        for first, last in self._message_ranges(asked.case):
            if asked.exact and not narrow:
                self._count_exact(page, asked.match, first, last)
                continue
            text = "''" if asked.exact else "messages.text"
            sql = f"SELECT messages.row, {text} {_MESSAGES} {narrow} ORDER BY words.rowid"
            found = self._index.stream(sql, (asked.match, first, last, *bound))
            page.take(row for row, text in found if asked.exact or asked.has_all(text))

    def _notes(self, asked: _Asked) -> Iterator[int]:
        if not asked.filters.takes(Kind.NOTE):
            return
        found = self._index.stream(_NOTE_TEXTS, (asked.match, NOTES, _LAST_NOTE))
        for row, text, of_case, at_ms in found:
            if asked.case in (None, of_case) and asked.fits(text, at_ms):
                yield row

    def _told_rows(self, asked: _Asked) -> Iterator[int]:
        for row, text in self._told.candidates(asked.match, asked.case):
            if not asked.has_all(text):
                continue
            kind, *_, at_ms = self._told.hit(row)
            if asked.filters.takes(Kind(kind)) and asked.filters.fits_time(at_ms):
                yield row

    def _items(self, kind: Kind, asked: _Asked) -> Iterator[int]:
        if not asked.filters.takes(kind):
            return
        base, words, table, unless = _ITEM_TEXTS[kind]
        narrow, bound = of_items(asked.filters, asked.case, "p.item")
        sql = (
            f"SELECT words.rowid, {words} FROM words JOIN {table} p "
            f"ON p.item = words.rowid - {base} WHERE words MATCH ? AND words.rowid BETWEEN ? AND ? "
            f"AND p.item NOT IN {ITEMS} {narrow} {unless} ORDER BY words.rowid"
        )
        found = self._index.stream(sql, (asked.match, base, base + PAGES - 1, *bound))
        yield from (row for row, text in found if asked.has_all(text or ""))

    def _count_exact(self, page: _Page, match: str, first: int, last: int) -> None:
        found = self._index.one(f"SELECT count(*) {_IN_RANGE}", (match, first, last))
        count = int(found[0]) if found else 0
        skip, room = page.skip_in(count), page.room
        if room and skip < count:
            sql = f"SELECT rowid {_IN_RANGE} ORDER BY rowid LIMIT ? OFFSET ?"
            page.rows += [row[0] for row in self._index.read(sql, (match, first, last, room, skip))]
        page.total += count

    def _message_ranges(self, case: int | None) -> list[tuple[int, int]]:
        if case is None:
            return self._hidden.without([(1, _LAST_MESSAGE)])
        sql = "SELECT first, last FROM message_runs WHERE case_id = ? ORDER BY first"
        runs = self._index.read(sql, (case,))
        return self._hidden.without([(row[0], row[1]) for row in runs])

    def _hit(self, row: int | Named, asked: _Asked) -> Hit:
        if isinstance(row, Named):
            return hit(*row, asked.words)
        kind: str
        found: tuple[Any, ...] | None
        if row >= PAGES:
            return self._item_hit(row, asked)
        if _LAST_NOTE < row <= ENDS:
            kind, *said = self._told.hit(row)
            found = tuple(said)
        elif row >= NOTES:
            kind = Kind.NOTE
            found = self._index.one(
                f"SELECT id, case_id, {NOTE_WORDS}, coalesce(event_ms, at_ms) FROM notes "
                "WHERE row = ?",
                (row - NOTES,),
            )
        else:
            kind = Kind.MESSAGE
            found = self._index.one(
                "SELECT messages.id, rooms.case_id, messages.text, messages.shown_ms "
                "FROM messages JOIN rooms ON rooms.id = messages.room WHERE messages.row = ?",
                (row,),
            )
        if found is None:
            raise LookupError("a row of the word index without its text")
        key, case, text, at_ms = found
        return hit(kind, key, case, text, at_ms, asked.words)

    def _item_hit(self, row: int, asked: _Asked) -> Hit:
        kind = Kind.MACHINE if row >= MACHINE else Kind.PAGE
        base, words, table, _ = _ITEM_TEXTS[kind]
        sql = (
            f"SELECT p.item, c.case_id, {words}, (SELECT "
            "min(coalesce(s.shown_ms, s.captured_ms)) FROM sightings s WHERE s.item = p.item "
            f"AND s.case_id = c.case_id AND {SIGHTING_SHOWS}) FROM {table} p "
            f"JOIN case_items c ON c.item = p.item WHERE p.item = ? AND c.case_id NOT IN {CASES} "
            "AND coalesce(?, c.case_id) = c.case_id ORDER BY c.case_id LIMIT 1"
        )
        ((key, of_case, text, at_ms),) = self._index.read(sql, (row - base, asked.case))
        return hit(kind, key, of_case, text, at_ms, asked.words)


class _Page:
    """Collects the rows of one page while counting them all."""

    def __init__(self, limit: int, offset: int) -> None:
        self._limit = limit
        self._offset = offset
        self.total = 0
        self.rows: list[int | Named] = []

    @property
    def room(self) -> int:
        return self._limit - len(self.rows)

    def skip_in(self, count: int) -> int:
        """How many of the next `count` rows lie before the page."""
        return min(count, max(0, self._offset - self.total))

    def take(self, rows: Iterable[int | Named]) -> None:
        for row in rows:
            if self.total >= self._offset and self.room > 0:
                self.rows.append(row)
            self.total += 1


def passage_of(text: str, words: str, around: int) -> str:
    """So many characters of a text on both sides of the first of the words in it."""
    wanted = fold(spelt(words)).split()
    return passage(text, wanted, around) if wanted else text[: 2 * around]
