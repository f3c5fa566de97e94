"""Where messages stand in their room: every so many a step, so that any place is found at once.

A room of a million messages is looked at through its steps (the places of message 0, `STEP`,
2 `STEP` …): whatever lies between two of them is few. Reading only; what is hidden is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from app.domain.chats.chat_lines import PAGE as STEP
from app.domain.chats.chat_lines import is_number
from app.domain.chats.chats import NAME_ALONE, Message
from app.vault.index.index import Index
from app.vault.index.numbers import identifier, number
from app.vault.stores.hidden import Hidden
from app.vault.stores.messages import COLUMNS, Messages, Place

_ORDER = "ORDER BY order_ms, row"


class ChatPlaces:
    """Finds messages by where they stand in the order of a room. Reading only."""

    def __init__(self, index: Index, messages: Messages) -> None:
        self._index = index
        self._messages = messages
        self._hidden = Hidden(index)

    def steps(self, room_id: str) -> Iterator[Place]:
        """The places of a room's message 0, `STEP`, 2 `STEP` … one by one."""
        room, shows = number(room_id), self._hidden.message_shows("row")
        first = f"SELECT order_ms, row FROM messages WHERE room = ? {shows} {_ORDER} LIMIT 1"
        next_one = f"{_from('order_ms, row', shows)} LIMIT 1 OFFSET {STEP}"
        found = self._index.one(first, (room,))
        while found is not None:
            yield found[0], found[1]
            found = self._index.one(next_one, (room, *found))

    def count_from(self, room_id: str, place: Place, until: Place | None = None) -> int:
        """How many messages stand from one place on, up to another that is not counted."""
        shows = self._hidden.message_shows("row")
        end = "" if until is None else f"WHERE (order_ms, row) < (?4, ?5) LIMIT {STEP}"
        sql = f"SELECT count(*) FROM (SELECT 1 FROM ({_from('order_ms, row', shows)}) {end})"
        row = self._index.one(sql, (number(room_id), *place, *(until or ())))
        return int(row[0]) if row else 0

    def span(self, room_id: str) -> tuple[int, int] | None:
        """When the first and the last message of a room were shown; None where none has a time."""
        shows = self._hidden.message_shows("row")
        begin = f"SELECT order_ms FROM messages WHERE room = ? AND order_ms <> 0 {shows}"
        room = (number(room_id),)
        first = self._index.one(f"{begin} ORDER BY order_ms, row LIMIT 1", room)
        last = self._index.one(f"{begin} ORDER BY order_ms DESC, row DESC LIMIT 1", room)
        return None if first is None or last is None else (first[0], last[0])

    def page(self, room_id: str, place: Place, count: int) -> tuple[Message, ...]:
        """So many messages of a room from a place on."""
        shows = self._hidden.message_shows("row")
        sql = f"{_from(COLUMNS, shows)} LIMIT ?4"
        return self._messages.of_rows(self._index.read(sql, (number(room_id), *place, count)))

    def before(self, room_id: str, place: Place) -> Message | None:
        """The message before a place; None at the beginning."""
        shows = self._hidden.message_shows("row")
        sql = (
            f"SELECT {COLUMNS} FROM messages WHERE room = ?1 AND order_ms = ?2 AND row < ?3 {shows}"
            f"UNION ALL SELECT {COLUMNS} FROM messages WHERE room = ?1 AND order_ms < ?2 {shows}"
            "ORDER BY order_ms DESC, row DESC LIMIT 1"
        )
        found = self._messages.of_rows(self._index.read(sql, (number(room_id), *place)))
        return found[0] if found else None

    def place(self, room_id: str, message_id: str) -> Place | None:
        """Where a message of a room stands; None where it is not in it or does not show."""
        shows = self._hidden.message_shows("row")
        sql = f"SELECT order_ms, row FROM messages WHERE id = ? AND room = ? {shows}"
        found = self._index.one(sql, (number(message_id), number(room_id)))
        return None if found is None else (found[0], found[1])

    def from_time(self, room_id: str, at_ms: int) -> Place | None:
        """Where the first message from a time on stands; None where all are earlier."""
        shows = self._hidden.message_shows("row")
        sql = (
            "SELECT order_ms, row FROM messages WHERE room = ? AND order_ms >= ? "
            f"{shows}{_ORDER} LIMIT 1"
        )
        found = self._index.one(sql, (number(room_id), at_ms))
        return None if found is None else (found[0], found[1])

    def by_number(self, room_id: str, steps: Sequence[Place], native_id: str) -> Message | None:
        """The message with a platform's number, where numbers go up with time; else None.

        Looks at a handful of steps and between two of them, never through the whole room.
        """
        if not is_number(native_id) or not steps:
            return None
        room, wanted = number(room_id), int(native_id)
        at = bisect_right(_Numbers(self._index, steps), wanted) - 1
        between = f"{_from(COLUMNS, self._hidden.message_shows('row'))} LIMIT {STEP}"
        sql = f"SELECT * FROM ({between}) WHERE native_id = ?4"
        rows = self._index.read(sql, (room, *steps[max(at, 0)], native_id))
        found = self._messages.of_rows(rows[:1])
        return found[0] if found else None

    def by_native_id(self, room_id: str, native_id: str) -> Message | None:
        """The message with the platform's own identifier, by looking through all of the room."""
        if not native_id:
            return None
        shows = self._hidden.message_shows("row")
        sql = (
            f"SELECT {COLUMNS} FROM messages WHERE room = ? AND native_id = ? {shows}"
            f"{_ORDER} LIMIT 1"
        )
        found = self._messages.of_rows(self._index.read(sql, (number(room_id), native_id)))
        return found[0] if found else None

    def numbers(self, room_id: str, place: Place, count: int) -> tuple[int, ...]:
        """The platform's numbers of so many messages from a place on; others are left out."""
        shows = self._hidden.message_shows("row")
        sql = f"{_from('native_id, order_ms, row', shows)} LIMIT ?4"
        rows = self._index.read(sql, (number(room_id), *place, count))
        return tuple(int(row[0]) for row in rows if is_number(row[0]))

    def account_ids(self, accounts: Iterable[str]) -> dict[str, str]:
        """What the platform calls some accounts, by their identifiers; nothing for a name alone."""
        found = {}
        for account in accounts:
            row = self._index.one("SELECT native_id FROM accounts WHERE id = ?", (number(account),))
            if row is not None and not row[0].startswith(NAME_ALONE):
                found[account] = str(row[0])
        return found

    def rooms_of_source(self, case_id: str, source_item: str) -> tuple[str, ...]:
        """The rooms that an export tells of, in the order they were first seen."""
        sql = (
            "SELECT id FROM rooms WHERE case_id = ? AND (source_item = ? OR id IN "
            "(SELECT room FROM room_members WHERE source_item = ?) OR id IN "
            "(SELECT room FROM room_events WHERE source_item = ?)) ORDER BY seen_ms, id"
        )
        source = number(source_item)
        rows = self._index.read(sql, (number(case_id), source, source, source))
        return tuple(identifier("room", row[0]) for row in rows)

    def first_of_source(self, room_id: str, source_item: str) -> str | None:
        """The first message of a room that an export gave it."""
        shows = self._hidden.message_shows("row")
        sql = f"SELECT id FROM messages WHERE room = ? AND source_item = ? {shows}{_ORDER} LIMIT 1"
        found = self._index.one(sql, (number(room_id), number(source_item)))
        return None if found is None else identifier("message", found[0])


def _from(columns: str, shows: str) -> str:
    """The messages of room ?1 from the place (?2, ?3) on, in their order.

    In two parts, each of which the index answers by itself: asked for in one, SQLite would walk
    from the first message of that time on, and a whole room may claim one time.
    """
    begin = f"SELECT {columns} FROM messages WHERE room = ?1"
    return (
        f"{begin} AND order_ms = ?2 AND row >= ?3 {shows}"
        f"UNION ALL {begin} AND order_ms > ?2 {shows}{_ORDER}"
    )


class _Numbers(Sequence[int]):
    """The numbers of the messages at steps, read as they are asked for."""

    def __init__(self, index: Index, steps: Sequence[Place]) -> None:
        self._index = index
        self._steps = steps

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, place: int) -> int:  # type: ignore[override]
        sql = "SELECT native_id FROM messages WHERE row = ?"
        found = self._index.one(sql, (self._steps[place][1],))
        return int(found[0]) if found and is_number(found[0]) else 0
