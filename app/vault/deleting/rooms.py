"""What destroyed items told of rooms goes with them. See FORMAT.md, section "Deleting"."""

from __future__ import annotations

from collections.abc import Iterable

from app.vault.index.index import Index

_TABLES = ("room_events", "room_members", "room_reads", "message_marks")


def forget_told(index: Index, destroyed: str) -> None:
    """Take out what destroyed sources told; `destroyed` is a query of items."""
    for table in _TABLES:
        index.write(f"DELETE FROM {table} WHERE source_item IN {destroyed}")


def forget_rooms(index: Index, rooms: Iterable[tuple[int]]) -> None:
    """Rooms are about to go: no event leads to them any more."""
    index.write_many("UPDATE room_events SET other = NULL WHERE other = ?", rows := list(rooms))
    index.write_many("DELETE FROM room_members WHERE room = ?", rows)


def leave_names_only(index: Index, account: int) -> None:
    """An account is about to go; another source may still tell of somebody with its name."""
    index.write("UPDATE room_events SET account = NULL WHERE account = ?", (account,))
    index.write("UPDATE OR REPLACE room_members SET account = 0 WHERE account = ?", (account,))
