"""Links as text: one for each normal form and case; seeing it again is counted."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.chats import Link, LinkStanding
from app.vault.index import Index
from app.vault.keys import identifier, maybe_identifier, maybe_number, number
from app.vault.tokens import spelt

_COLUMNS = (
    "id, case_id, normal, original, standing, host, kind, seen_ms, message, source_item, position"
)
_INSERT = f"INSERT INTO links ({_COLUMNS}, seen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
_KNOWN = "SELECT row, standing FROM links WHERE case_id = ? AND normal = ?"
# By its row and alone: a statement that might change several rows makes the word index write out
# what it gathered of the messages in the same transaction.
_SEEN_AGAIN = "UPDATE links SET seen = seen + 1 WHERE row = ?"
# A link that was only rebuilt so far, and is now found as such, becomes an observed one with the
# place it stood in.
_OBSERVE = (
    "UPDATE links SET standing = ?, original = ?, message = ?, source_item = ?, position = ? "
    "WHERE row = ?"
)


class Links:
    """Adds and lists links. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def add_many(self, links: Iterable[Link]) -> int:
        """Keep links; how many of them were new to their case."""
        return sum(self._add(link) for link in links)

    def in_case(self, case_id: str) -> tuple[Link, ...]:
        """The links of a case in the order they were first seen."""
        sql = f"SELECT {_COLUMNS} FROM links WHERE case_id = ? ORDER BY seen_ms, row"
        return tuple(
            Link(
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
            for row in self._index.read(sql, (number(case_id),))
        )

    def times_seen(self, case_id: str) -> dict[str, int]:
        """How often each link of a case was seen, by its identifier."""
        sql = "SELECT id, seen FROM links WHERE case_id = ?"
        return {
            identifier("link", row[0]): row[1] for row in self._index.read(sql, (number(case_id),))
        }

    def _add(self, link: Link) -> bool:
        """Keep one; whether it was new."""
        case = number(link.case)
        standing = link.standing.value
        place = (maybe_number(link.message), maybe_number(link.source_item), link.position)
        row, before = self._index.one(_KNOWN, (case, spelt(link.normal))) or (None, standing)
        if row is None:
            what = (link.normal, link.original, standing, link.host, link.kind, link.seen_ms)
            self._index.write(_INSERT, (number(link.id), case, *what, *place))
            return True
        self._index.write(_SEEN_AGAIN, (row,))
        if before == LinkStanding.DERIVED and link.standing is LinkStanding.OBSERVED:
            self._index.write(_OBSERVE, (standing, link.original, *place, row))
        return False
