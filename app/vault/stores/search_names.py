"""Names that a search finds besides texts: of items, rooms, accounts, and links; notes with items.

They are few beside messages and change by themselves, so they are looked through where they lie. A
condition of SQL leaves out most of them; the folded text decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import normalize

from app.domain.evidence.searching import Filters, Kind
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, maybe_number, number
from app.vault.stores.hidden import CASES, ITEMS, LINK_SHOWS, SIGHTING_SHOWS, Hidden
from app.vault.stores.item_names import named_otherwise
from app.vault.stores.search_narrow import of_items

_SEEN = (
    "(SELECT min(coalesce(s.shown_ms, s.captured_ms)) FROM sightings s WHERE s.item = i.id "
    f"AND s.case_id = c.case_id AND {SIGHTING_SHOWS})"
)
_NAMES = "(SELECT group_concat(n.name, char(10)) FROM account_names n WHERE n.account = a.id)"

_NOTED = "s.note || iif(s.place = '', '', char(10) || s.place)"

_ESCAPED = re.compile("[%_~]")
_ESCAPE = r"~\g<0>"
_FILTERED, _LONGEST = 8, 100
"""How many words and characters of each the condition looks at; the folded text has to have all."""


class Named(NamedTuple):
    """One hit: its identifier's number, its case, its name, its time (UTC ms) if it has one."""

    kind: Kind
    key: int
    case: int
    text: str
    at_ms: int | None


class Names:
    """Looks through names."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._hidden = Hidden(index)

    def candidates(self, wanted: list[str], case: int | None, filters: Filters) -> Iterator[Named]:
        """What may have all the folded words in its name, kind after kind."""
        for kind, search in (
            (Kind.NOTED, self._noted),
            (Kind.FILE, self._files),
            (Kind.ROOM, self._rooms),
            (Kind.ACCOUNT, self._accounts),
            (Kind.LINK, self._links),
        ):
            if filters.takes(kind):
                yield from search(wanted, case, filters)

    def _noted(self, wanted: list[str], case: int | None, filters: Filters) -> Iterator[Named]:
        """What was noted with items, and where; what was said of captures is a text of its own."""
        if filters.by_place:
            return
        like, spelt = _may_have(_NOTED, wanted)
        sql = (
            f"SELECT s.item, s.case_id, {_NOTED}, coalesce(s.shown_ms, s.captured_ms, s.entered_ms)"
            f" FROM sightings s WHERE s.note <> '' AND s.item IS NOT NULL AND {like} "
            f"AND coalesce(?, s.case_id) = s.case_id AND {SIGHTING_SHOWS} "
            "AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.sighting = s.id) ORDER BY s.row"
        )
        for row in self._index.stream(sql, (*spelt, case)):
            yield Named(Kind.NOTED, *row)

    def _files(self, wanted: list[str], case: int | None, filters: Filters) -> Iterator[Named]:
        like, spelt = _may_have("name", wanted)
        narrow, bound = of_items(filters, case, "i.id")
        named = {
            (number(item), number(of)): name
            for (item, of), name in named_otherwise(
                self._index, None if case is None else identifier("case", case)
            ).items()
        }
        also = json.dumps(sorted({item for item, _ in named}))
        sql = (
            f"WITH i AS MATERIALIZED (SELECT id, name FROM items WHERE {like} "
            "OR id IN (SELECT value FROM json_each(?))) "
            f"SELECT i.id, c.case_id, i.name, {_SEEN} FROM i JOIN case_items c "
            "ON c.item = i.id AND c.case_id = (SELECT min(case_id) FROM case_items m "
            f"WHERE m.item = i.id AND m.case_id NOT IN {CASES} "
            "AND coalesce(?, m.case_id) = m.case_id) "
            f"WHERE i.id NOT IN {ITEMS} {narrow} ORDER BY c.case_id, c.place"
        )
        for key, of_case, name, at_ms in self._index.stream(sql, (*spelt, also, case, *bound)):
            yield Named(Kind.FILE, key, of_case, named.get((key, of_case), name), at_ms)

    def _rooms(self, wanted: list[str], case: int | None, filters: Filters) -> Iterator[Named]:
        if filters.account is not None or filters.by_time:
            return
        text = "r.title || char(10) || r.native_id"
        like, spelt = _may_have(text, wanted)
        sql = (
            f"SELECT r.id, r.case_id, {text}, NULL FROM rooms r WHERE {like} "
            "AND coalesce(?, r.case_id) = r.case_id AND coalesce(?, r.id) = r.id "
            f"AND r.case_id NOT IN {CASES} ORDER BY r.seen_ms, r.id"
        )
        hidden: dict[int, frozenset[int]] = {}
        for row in self._index.read(sql, (*spelt, case, maybe_number(filters.room))):
            if row[1] not in hidden:
                hidden[row[1]] = self._hidden.rooms(row[1])
            if row[0] not in hidden[row[1]]:
                yield Named(Kind.ROOM, *row)

    def _accounts(self, wanted: list[str], case: int | None, filters: Filters) -> Iterator[Named]:
        if filters.room is not None or filters.by_time:
            return
        text = f"coalesce({_NAMES}, '') || char(10) || a.native_id"
        like, spelt = _may_have("x.text", wanted)
        sql = (
            f"SELECT * FROM (SELECT a.id, a.case_id, {text} AS text, NULL FROM accounts a "
            "WHERE coalesce(?, a.case_id) = a.case_id AND coalesce(?, a.id) = a.id "
            f"AND a.case_id NOT IN {CASES} ORDER BY a.seen_ms, a.id) x WHERE {like}"
        )
        found = self._index.read(sql, (case, maybe_number(filters.account), *spelt))
        hidden, unnamed = self._hidden.accounts_and_names() if found else (frozenset(), frozenset())
        for key, of_case, said, at_ms in found:
            if key not in hidden:
                gone = {name for account, name in unnamed if account == key}
                yield Named(Kind.ACCOUNT, key, of_case, _without(said, gone), at_ms)

    def _links(self, wanted: list[str], case: int | None, filters: Filters) -> Iterator[Named]:
        if filters.by_place or filters.by_time:
            return
        text = "l.normal || char(10) || l.original"
        like, spelt = _may_have(text, wanted)
        sql = (
            f"SELECT l.id, l.case_id, {text}, NULL FROM links l WHERE {like} "
            f"AND coalesce(?, l.case_id) = l.case_id AND {LINK_SHOWS} ORDER BY l.row"
        )
        for row in self._index.stream(sql, (*spelt, case)):
            yield Named(Kind.LINK, *row)


def _without(said: str, gone: set[str]) -> str:
    """Names, a line each, without those that are not to show."""
    return said if not gone else "\n".join(one for one in said.split("\n") if one not in gone)


def _may_have(text: str, wanted: list[str]) -> tuple[str, list[str]]:
    """A condition that lets through all texts with all these folded words, and few others.

    SQLite's `LIKE` takes capital and small letters as the same in ASCII only; so other words are
    looked for in their capital forms too, and all in both compositions.
    """
    parts: list[str] = []
    bound: list[str] = []
    for word in [word[:_LONGEST] for word in dict.fromkeys(wanted)][:_FILTERED]:
        forms = {word} if word.isascii() else {word, word.upper(), word.title()}
        forms |= {normalize("NFD", form) for form in forms}
        likes = [f"{text} LIKE ? ESCAPE '~'"] * len(forms)
        parts.append(f"({' OR '.join(likes)})")
        bound += [f"%{_ESCAPED.sub(_ESCAPE, form)}%" for form in sorted(forms)]
    return " AND ".join(parts), bound
