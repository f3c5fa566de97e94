"""Messages that two sources of a room tell, as a longer export of the same chat does.

Reading only: both stay, each with its own source.
What says that two are one message is the platform's own number, its time and its words together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.vault.index.index import Index
from app.vault.index.numbers import number
from app.vault.stores.hidden import Hidden

_BLOCK = 20_000
_COMPARED = 64
"""Of one room and instant: an export may claim the same time for all of its messages."""


class Twins:
    """Counts the messages behind a row that stand before it too."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._hidden = Hidden(index)

    def last_row(self) -> int:
        """The row of the message that was kept last, 0 before the first."""
        found = self._index.one("SELECT coalesce(max(row), 0) FROM messages")
        return int(found[0]) if found else 0

    def has_messages(self, room_id: str) -> bool:
        """Whether any source gave the room messages."""
        sql = "SELECT 1 FROM messages WHERE room = ? LIMIT 1"
        return self._index.one(sql, (number(room_id),)) is not None

    def counted(self, room_ids: Iterable[str], behind: int) -> Iterator[int]:
        """How many messages of rooms that were kept behind a row stand before it too, in pieces.

        Of many messages of one instant, the first few alone are compared.
        """
        last = self.last_row()
        for room in map(number, room_ids):
            for begin in range(behind, last, _BLOCK):
                bound = (room, begin, min(begin + _BLOCK, last), behind, _COMPARED)
                yield int(self._index.read(self._sql(), bound)[0][0])

    def _sql(self) -> str:
        shows = self._hidden.message_shows("o.row")
        return (
            "SELECT count(*) FROM messages m WHERE +m.room = ?1 AND m.row > ?2 AND m.row <= ?3 "
            "AND m.native_id <> '' AND EXISTS (SELECT 1 FROM (SELECT o.native_id, o.text "
            "FROM messages o WHERE o.room = ?1 AND o.order_ms = m.order_ms AND o.row <= ?4 "
            f"{shows} LIMIT ?5) p WHERE p.native_id = m.native_id AND p.text = m.text)"
        )
