"""Links as text: one for each normal form and case; seeing it again is counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from app.domain.chats.chats import Link, LinkStanding
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, maybe_identifier, maybe_number, number
from app.vault.index.tokens import spelt
from app.vault.stores.hidden import ITEMS, LINK_SHOWS

_COLUMNS = (
    "id, case_id, normal, original, standing, host, kind, seen_ms, message, source_item, position"
)
_INSERT = f"INSERT INTO links ({_COLUMNS}, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
_KNOWN = "SELECT row, standing, source_item FROM links WHERE case_id = ? AND normal = ?"
# By its row and alone: a statement that might change several rows makes the word index write out
# what it gathered of the messages in the same transaction.
_SEEN_AGAIN = "UPDATE links SET seen = seen + 1 WHERE row = ?"
# A link that was only rebuilt so far, and is now found as such, becomes an observed one with the
# place it stood in.
_OBSERVE = (
    "UPDATE links SET standing = ?, original = ?, message = ?, source_item = ?, position = ? "
    "WHERE row = ?"
)
# The link's own row tells where it was first seen; each further source has one here, so that the
# link stays where that first source is destroyed.
_ALSO_IN = (
    "INSERT INTO link_seen (link, source_item, seen, standing, original, message, position) "
    "VALUES (?, ?, 1, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET seen = seen + 1"
)
_SHOWN_BY = (
    "SELECT standing, original, message, source_item, position FROM link_seen "
    f"WHERE link = ? AND source_item NOT IN {ITEMS} ORDER BY standing DESC, source_item LIMIT 1"
)
# What the link's own row told so far moves among the further sources.
_STEPS_BACK = (
    "INSERT INTO link_seen (link, source_item, seen, standing, original, message, position) "
    "SELECT row, source_item, seen - 1 - (SELECT coalesce(sum(seen), 0) FROM link_seen "
    "WHERE link = l.row), standing, original, message, position FROM links l WHERE row = ?"
)
_ALL_SEEN = "SELECT coalesce(sum(k.seen), 0) FROM link_seen k WHERE k.link = l.row"
_TIMES = (
    f"SELECT l.id, iif(l.source_item IN {ITEMS}, 0, l.seen - ({_ALL_SEEN})) "
    f"+ ({_ALL_SEEN} AND k.source_item NOT IN {ITEMS}) "
    f"FROM links l WHERE l.case_id = ? AND {LINK_SHOWS}"
)


class Links:
    """Adds and lists links. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add_many(self, links: Iterable[Link]) -> int:
        """Keep links; how many of them were new to their case."""
        return sum(self._add(link) for link in links)

    def add_typed(self, link: Link) -> tuple[Link, bool]:
        """Keep a link that a person typed, without a source: as it is kept, and whether it is new.

        It stays where a source that gave it too is destroyed: the person's own word for it is the
        first place then, and that source a further one.
        """
        if link.source_item is not None:
            raise ValueError("a typed link has no source")
        known = self._index.one(_KNOWN, (number(link.case), spelt(link.normal)))
        if known is None:
            self._add(link)
            return link, True
        row, _standing, source = known
        self._index.write(_SEEN_AGAIN, (row,))
        if source is not None:
            self._index.write(_STEPS_BACK, (row,))
        place = (None, None, link.position)
        self._index.write(_OBSERVE, (link.standing.value, link.original, *place, row))
        kept = self._index.read(f"SELECT {_COLUMNS} FROM links WHERE row = ?", (row,))[0]
        return _link(kept), False

    def in_case(self, case_id: str) -> tuple[Link, ...]:
        """The links of a case in the order they were first seen."""
        sql = (
            f"SELECT {_COLUMNS}, row, l.source_item IN {ITEMS} FROM links l "
            f"WHERE case_id = ? AND {LINK_SHOWS} ORDER BY seen_ms, row"
        )
        return tuple(
            _link(self._by_another(row) if row[-1] else row)
            for row in self._index.read(sql, (number(case_id),))
        )

    def times_seen(self, case_id: str) -> dict[str, int]:
        """How often each link of a case was seen, by its identifier."""
        rows = self._index.read(_TIMES, (number(case_id),))
        return {identifier("link", row[0]): row[1] for row in rows}

    def _by_another(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A link's row as a source that shows tells it, where its first one does not."""
        standing, original, *place = self._index.read(_SHOWN_BY, (row[11],))[0]
        return (*row[:3], original, standing, *row[5:8], *place)

    def _add(self, link: Link) -> bool:
        """Keep one; whether it was new."""
        case = number(link.case)
        standing = link.standing.value
        place = (maybe_number(link.message), maybe_number(link.source_item), link.position)
        known = self._index.one(_KNOWN, (case, spelt(link.normal)))
        row, before, source = known or (None, standing, None)
        if row is None:
            what = (link.normal, link.original, standing, link.host, link.kind, link.seen_ms)
            self._index.write(_INSERT, (number(link.id), case, *what, *place))
            return True
        self._index.write(_SEEN_AGAIN, (row,))
        better = before == LinkStanding.DERIVED and link.standing is LinkStanding.OBSERVED
        if place[1] != source:
            self._keep_both(row, link, source=source, better=better)
        if better:
            self._index.write(_OBSERVE, (standing, link.original, *place, row))
        return False

    def _keep_both(self, row: int, link: Link, *, source: int | None, better: bool) -> None:
        """Note a further source of a link, or the former one where the further one tells more."""
        item = maybe_number(link.source_item)
        if better and source is not None:
            self._index.write(_STEPS_BACK, (row,))
        elif item is not None:
            place = (maybe_number(link.message), link.position)
            self._index.write(_ALSO_IN, (row, item, link.standing.value, link.original, *place))


def _link(row: tuple[Any, ...]) -> Link:
    return Link(
        id=identifier("link", row[0]),
        case=identifier("case", row[1]),
        normal=row[2],
        original=row[3],
        standing=LinkStanding(row[4]),
        host=row[5],
        kind=row[6],
        seen_ms=row[7],
        message=maybe_identifier("message", row[8]),
        source_item=maybe_identifier("item", row[9]),
        position=row[10],
    )
