"""Rooms and accounts of imported chats, and what can be told of their messages as a whole."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from app.domain.chats.chats import Account, Media, Message, Platform, Room
from app.domain.times.times import Moment
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns
from app.vault.index.numbers import identifier, maybe_identifier, maybe_number, number
from app.vault.stores.chat_places import ChatPlaces
from app.vault.stores.hidden import Hidden
from app.vault.stores.messages import Messages
from app.vault.stores.twins import Twins

_ROOM = "id, case_id, platform, native_id, title, kind, seen_ms, source_item, moved_from"
_ACCOUNT = "id, case_id, platform, native_id, seen_ms"
_KST_MS = 9 * 3600 * 1000
_DAY_MS = 24 * 3600 * 1000
_LONGEST_NUMBER = 15


@dataclass(frozen=True)
class Day:
    """The messages of one room on one Korean day.

    Times are those of the first and last, UTC milliseconds; `shown` is the first one's as it was
    read, with its source and certainty.
    """

    room: str
    first_ms: int
    last_ms: int
    first_message: str
    shown: Moment | None
    count: int


@dataclass(frozen=True)
class NumberGap:
    """Numbers that are missing between two messages of a room: those between `before` and `after`.

    `before_ms` and `after_ms` are when the two were shown, `before_message` is the earlier one and
    `shown` its time as it was read.
    """

    before: int
    after: int
    before_ms: int
    after_ms: int
    before_message: str
    shown: Moment | None


class Chats:
    """Adds and finds rooms, accounts and messages. Writes happen inside a transaction."""

    def __init__(self, index: Index, messages: Messages) -> None:
        self._index = index
        self._messages = messages
        self._hidden = Hidden(index)
        self.places = ChatPlaces(index, messages)
        self.twins = Twins(index)

    def add_room(self, room: Room) -> None:
        """Keep a room."""
        self._index.write(
            f"INSERT INTO rooms ({_ROOM}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number(room.id),
                number(room.case),
                room.platform.value,
                room.native_id,
                room.title,
                room.kind,
                room.seen_ms,
                maybe_number(room.source_item),
                maybe_number(room.moved_from),
            ),
        )

    def update_room(self, room: Room) -> None:
        """Keep a room's title, kind and former room as they became known later."""
        self._index.write(
            "UPDATE rooms SET title = ?, kind = ?, moved_from = ? WHERE id = ?",
            (room.title, room.kind, maybe_number(room.moved_from), number(room.id)),
        )

    def room_by_key(self, case_id: str, platform: Platform, native_id: str) -> Room | None:
        """The room of a case with the platform's own identifier.

        None for an empty one or where there is none.
        """
        if not native_id:
            return None
        sql = f"SELECT {_ROOM} FROM rooms WHERE case_id = ? AND platform = ? AND native_id = ?"
        row = self._index.one(sql, (number(case_id), platform.value, native_id))
        return None if row is None else _room(row)

    def rooms(self, case_id: str) -> tuple[Room, ...]:
        """The rooms of a case in the order they were first seen."""
        sql = f"SELECT {_ROOM} FROM rooms WHERE case_id = ? ORDER BY seen_ms, id"
        case = number(case_id)
        hidden = self._hidden.rooms(case)
        rows = self._index.read(sql, (case,))
        return tuple(_room(row) for row in rows if row[0] not in hidden)

    def add_account(self, account: Account) -> None:
        """Keep an account with its names."""
        self._index.write(
            f"INSERT INTO accounts ({_ACCOUNT}) VALUES (?, ?, ?, ?, ?)",
            (
                number(account.id),
                number(account.case),
                account.platform.value,
                account.native_id,
                account.seen_ms,
            ),
        )
        for name in account.names:
            self.add_account_name(account.id, name)

    def add_account_name(self, account_id: str, name: str) -> bool:
        """Keep one more name seen with an account; whether it was new."""
        key = number(account_id)
        return bool(
            self._index.write(
                "INSERT OR IGNORE INTO account_names (account, place, name) "
                "SELECT ?, count(*), ? FROM account_names WHERE account = ?",
                (key, name, key),
            )
        )

    def account_by_key(self, case_id: str, platform: Platform, native_id: str) -> Account | None:
        """The account of a case with the platform's own identifier.

        None for an empty one or where there is none.
        """
        if not native_id:
            return None
        sql = (
            f"SELECT {_ACCOUNT} FROM accounts WHERE case_id = ? AND platform = ? AND native_id = ?"
        )
        row = self._index.one(sql, (number(case_id), platform.value, native_id))
        return None if row is None else self._account(row)

    def accounts(self, case_id: str) -> tuple[Account, ...]:
        """The accounts of a case in the order they were first seen."""
        sql = f"SELECT {_ACCOUNT} FROM accounts WHERE case_id = ? ORDER BY seen_ms, id"
        hidden, unnamed = self._hidden.accounts_and_names()
        rows = self._index.read(sql, (number(case_id),))
        return tuple(self._account(row, unnamed) for row in rows if row[0] not in hidden)

    def add_messages(self, messages: Iterable[Message]) -> int:
        """Keep messages of one case in the order of their source, findable by search; how many.

        Their rooms and accounts are kept before. ValueError for messages of several cases or of an
        unknown room.
        """
        return self._messages.add_many(messages)

    def messages(
        self,
        case_id: str,
        *,
        room: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Message]:
        """The messages of a case or a room in the order of time, from behind `after` on."""
        return self._messages.read(case_id, room=room, after=after, limit=limit)

    def around(
        self, message_id: str, count: int
    ) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
        """The messages of a room before one, then that one and those after it: `count` each.

        KeyError for a message that is not kept or does not show.
        """
        return self._messages.around(message_id, count)

    def message(self, message_id: str) -> Message:
        """One message. KeyError where there is none."""
        return self._messages.get(message_id)

    def of_source(
        self, case_id: str, source_item: str, *, after: int, limit: int
    ) -> list[tuple[int, Message]]:
        """A page of the messages that a source gave a case, by rows, from behind one."""
        return self._messages.of_source(case_id, source_item, after=after, limit=limit)

    def shows(self, case_id: str, message_id: str) -> bool:
        """Whether a message is of a case, and not of a source that was set aside."""
        return self._messages.shows(case_id, message_id)

    def forwarded_from(self, account_id: str, *, limit: int) -> tuple[tuple[str, int], ...]:
        """Whose messages an account forwarded, and how often."""
        return self._messages.forwarded_from(account_id, limit)

    def absent_media(self, case_id: str, source_item: str) -> Iterator[tuple[str, int, Media]]:
        """The media of a source that were not beside it: message, place in it, medium."""
        return self._messages.absent_media(case_id, source_item)

    def fill_media(self, message_id: str, place: int, item_id: str) -> None:
        """Join a message to a file that it named and that came in later."""
        self._messages.fill_media(message_id, place, item_id)

    def count(self, case_id: str, room: str | None = None) -> int:
        """How many messages a case or one of its rooms has."""
        return self._messages.count(case_id, room)

    def days(self, case_id: str) -> tuple[Day, ...]:
        """The messages of a case by room and Korean day, in the order of time.

        Those without any time are left out.
        """
        sql = (
            f"SELECT room, min(order_ms), max(order_ms), count(*) FROM messages "
            "WHERE room IN (SELECT id FROM rooms WHERE case_id = ?) AND order_ms <> 0 "
            f"{self._hidden.message_shows('messages.row')}"
            f"GROUP BY room, (order_ms + {_KST_MS}) / {_DAY_MS} ORDER BY 2, 1"
        )
        return tuple(
            Day(identifier("room", room), first_ms, last_ms, *self._first(room, first_ms), count)
            for room, first_ms, last_ms, count in self._index.read(sql, (number(case_id),))
        )

    def number_gaps(self, case_id: str, room_id: str) -> tuple[NumberGap, ...]:
        """Where the platform's message numbers of a room jump, and no other message has them.

        Means something only where they count up one by one. A number that comes later, out of
        order, is not missing: the jump over it is told as the one or two that are left of it.
        """
        sql = (
            f"SELECT messages.native_id, order_ms, messages.id, {columns('shown')} FROM messages "
            "JOIN rooms ON rooms.id = room "
            f"WHERE room = ? AND case_id = ? {self._hidden.message_shows('messages.row')}"
            "ORDER BY order_ms, row"
        )
        jumps: list[NumberGap] = []
        late: set[int] = set()
        before: tuple[int, int, int, tuple[Any, ...]] | None = None
        bound = (number(room_id), number(case_id))
        for native_id, order_ms, message, *shown in self._index.stream(sql, bound):
            if not _is_number(native_id):
                continue
            value = int(native_id)
            if before is not None and value > before[0] + 1:
                earlier = identifier("message", before[2])
                told = from_columns(*before[3])
                jumps.append(NumberGap(before[0], value, before[1], order_ms, earlier, told))
            if before is None or value > before[0]:
                before = (value, order_ms, message, tuple(shown))
            elif jumps and jumps[0].before < value < before[0]:
                late.add(value)
        return tuple(_still_missing(jumps, sorted(late)))

    def _first(self, room: int, order_ms: int) -> tuple[str, Moment | None]:
        sql = (
            f"SELECT id, {columns('shown')} FROM messages "
            f"WHERE room = ? AND order_ms = ? {self._hidden.message_shows('row')}"
            "ORDER BY row LIMIT 1"
        )
        message, *shown = self._index.read(sql, (room, order_ms))[0]
        return identifier("message", message), from_columns(*shown)

    def _account(
        self, row: tuple[Any, ...], unnamed: frozenset[tuple[int, str]] = frozenset()
    ) -> Account:
        sql = "SELECT name FROM account_names WHERE account = ? ORDER BY place"
        found = (one[0] for one in self._index.read(sql, (row[0],)))
        names = tuple(name for name in found if (row[0], name) not in unnamed)
        return Account(
            identifier("account", row[0]),
            identifier("case", row[1]),
            Platform(row[2]),
            row[3],
            names,
            row[4],
        )


def _still_missing(jumps: Iterable[NumberGap], late: Sequence[int]) -> Iterator[NumberGap]:
    """What is left of jumps once the numbers that came out of order (sorted) are taken out."""
    for jump in jumps:
        came = late[bisect_right(late, jump.before) : bisect_left(late, jump.after)]
        for low, high in pairwise((jump.before, *came, jump.after)):
            if high > low + 1:
                yield replace(jump, before=low, after=high)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


def _room(row: tuple[Any, ...]) -> Room:
    return Room(
        id=identifier("room", row[0]),
        case=identifier("case", row[1]),
        platform=Platform(row[2]),
        native_id=row[3],
        title=row[4],
        kind=row[5],
        seen_ms=row[6],
        source_item=maybe_identifier("item", row[7]),
        moved_from=maybe_identifier("room", row[8]),
    )
