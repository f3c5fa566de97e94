"""What the person says of messages: that one threatens or asks for money, or that it does not.

What a hidden source gave shows nowhere.
"""

from __future__ import annotations

from app.domain.chats.roomlife import Deed, Known, MessageMark
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.hidden import ITEMS


class Marks:
    """Adds and reads marks. Writes happen inside a transaction."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def put(self, mark: MessageMark, room: str, source_item: str) -> None:
        """Keep what the person says; it replaces what she said before of the same."""
        self._index.write(
            "INSERT OR REPLACE INTO message_marks "
            "(message, deed, known, marked_ms, room, source_item) VALUES (?, ?, ?, ?, ?, ?)",
            (
                number(mark.message),
                mark.deed.value,
                mark.known.value,
                mark.at_ms,
                number(room),
                number(source_item),
            ),
        )

    def in_case(self, case_id: str) -> tuple[MessageMark, ...]:
        """The marks on messages of a case, in the order they were made."""
        sql = (
            "SELECT message, deed, known, marked_ms FROM message_marks WHERE room IN "
            f"(SELECT id FROM rooms WHERE case_id = ?) AND source_item NOT IN {ITEMS} "
            "ORDER BY marked_ms, message"
        )
        return tuple(
            MessageMark(identifier("message", row[0]), Deed(row[1]), Known(row[2]), row[3])
            for row in self._index.read(sql, (number(case_id),))
        )
