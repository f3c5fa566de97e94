"""Messages of imported chats, a million if need be: kept in bulk, searchable, read by pages.

A room's messages are ordered by their shown time; one without a time stands behind the one before
it in its source.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from app.domain.chats.chats import Media, Message, MessageKind
from app.vault.index.index import Index, flat_json
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import identifier, maybe_identifier, maybe_number, number
from app.vault.stores.hidden import Hidden
from app.vault.stores.search import Search

COLUMNS = (
    "row, id, room, order_ms, source_item, position, kind, native_id, account, sender, text, "
    f"forwarded_from, reply_to, action, details, {columns('shown')}, {columns('changed')}"
)
_INSERT = f"INSERT INTO messages ({COLUMNS}) VALUES ({', '.join('?' * 25)})"
_MEDIA = "message, place, role, named, item, absent"
_INSERT_MEDIA = f"INSERT INTO message_media ({_MEDIA}) VALUES (?, ?, ?, ?, ?, ?)"
_BLOCK = 2000
_NO_TIME = to_columns(None)
_PAGE = 500

Place = tuple[int, int]
"""Where a message stands: its order time and its row."""


class Messages:
    """Adds and reads messages. Writes happen inside a transaction."""

    def __init__(self, index: Index, search: Search) -> None:
        self._index = index
        self._search = search
        self._hidden = Hidden(index)

    def add_many(self, messages: Iterable[Message]) -> int:
        """Keep messages in their source's order, with media, findable by search; how many."""
        self._index.require_transaction()
        found = self._index.one("SELECT coalesce(max(row), 0) FROM messages")
        row = first = int(found[0]) + 1 if found else 1
        numbers = _Numbers()
        last_ms: dict[int, int] = {}
        source = iter(messages)
        while block := list(islice(source, _BLOCK)):
            rows = []
            for message in block:
                rows.append(self._row(row, message, numbers, last_ms))
                row += 1
            self._write(rows, block)
        self._keep_run(first, row - 1, last_ms)
        return row - first

    def _write(self, rows: list[tuple[Any, ...]], block: list[Message]) -> None:
        self._index.write_many(_INSERT, rows)
        media = [
            (row[0], place, one.role, one.named, maybe_number(one.item), one.absent)
            for row, message in zip(rows, block, strict=True)
            if message.media
            for place, one in enumerate(message.media)
        ]
        if media:
            self._index.write_many(_INSERT_MEDIA, media)
        self._search.add(
            (row[0], message.text) for row, message in zip(rows, block, strict=True) if message.text
        )

    def _row(
        self, row: int, message: Message, numbers: _Numbers, last_ms: dict[int, int]
    ) -> tuple[Any, ...]:
        room = numbers[message.room]
        shown = message.shown
        if shown is not None and shown.at_ms is not None:
            order_ms = last_ms[room] = shown.at_ms
        elif room in last_ms:
            order_ms = last_ms[room]
        else:
            order_ms = last_ms[room] = self._last_ms(room)
        account, changed = message.account, message.changed
        return (
            row,
            number(message.id),
            room,
            order_ms,
            numbers[message.source_item],
            message.position,
            message.kind,
            message.native_id,
            None if account is None else numbers[account],
            message.sender,
            message.text,
            message.forwarded_from,
            message.reply_to,
            message.action,
            flat_json(message.details) if message.details else None,
            *(_NO_TIME if shown is None else to_columns(shown)),
            *(_NO_TIME if changed is None else to_columns(changed)),
        )

    def _last_ms(self, room: int) -> int:
        found = self._index.one("SELECT max(order_ms) FROM messages WHERE room = ?", (room,))
        return int(found[0]) if found and found[0] is not None else 0

    def _keep_run(self, first: int, last: int, rooms: Iterable[int]) -> None:
        """Note which rows belong to which case, so that search in one case reads ranges only."""
        if last < first:
            return
        cases = {self._case_number(room) for room in rooms}
        if len(cases) > 1:
            raise ValueError("one call adds the messages of one case")
        case = cases.pop()
        before = self._index.one(
            "SELECT first FROM message_runs WHERE last = ? AND case_id = ?", (first - 1, case)
        )
        if before is None:
            self._index.write(
                "INSERT INTO message_runs (first, last, case_id) VALUES (?, ?, ?)",
                (first, last, case),
            )
        else:
            # By its key: a statement that might change several rows makes the word index write out
            # what it gathered, and a few large pieces are much quicker than many small ones.
            self._index.write("UPDATE message_runs SET last = ? WHERE first = ?", (last, before[0]))

    def _case_number(self, room: int) -> int:
        found = self._index.one("SELECT case_id FROM rooms WHERE id = ?", (room,))
        if found is None:
            raise ValueError("these messages name a room that is not kept")
        return int(found[0])

    def read(
        self,
        case_id: str,
        *,
        room: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> Iterator[Message]:
        """The messages of a case, or of one room, in their order, from behind the message `after`.

        Read page by page, so writing may go on meanwhile. KeyError for an `after` that is not kept.
        """
        begin = (-(1 << 63), 0) if after is None else self._place(after)
        rooms = self._rooms(case_id) if room is None else [number(room)]
        merged = heapq.merge(*(self._of_room(one, begin) for one in rooms), key=_place_of)
        return self._told(islice(merged, limit))

    def get(self, message_id: str) -> Message:
        """One message. KeyError where there is none."""
        sql = f"SELECT {COLUMNS} FROM messages WHERE id = ?"
        row = self._index.one(sql, (number(message_id),))
        if row is None:
            raise KeyError(message_id)
        return next(self._told(iter([row])))

    def around(
        self, message_id: str, count: int
    ) -> tuple[tuple[Message, ...], tuple[Message, ...]]:
        """So many messages of a room before one, then that one and so many after it.

        KeyError for a message that is not kept or does not show.
        """
        order_ms, row = self._place(message_id)
        shows = self._hidden.message_shows("row")
        found = self._index.one(f"SELECT room FROM messages WHERE row = ? {shows}", (row,))
        if found is None:
            raise KeyError(message_id)
        place = (found[0], order_ms, row)
        sql = f"SELECT {COLUMNS} FROM messages WHERE room = ? AND (order_ms, row) "
        before = self._index.read(
            f"{sql} < (?, ?) {shows} ORDER BY order_ms DESC, row DESC LIMIT ?", (*place, count)
        )
        after = self._index.read(
            f"{sql} >= (?, ?) {shows} ORDER BY order_ms, row LIMIT ?", (*place, count + 1)
        )
        return tuple(self._told(iter(before[::-1]))), tuple(self._told(iter(after)))

    def of_rows(self, rows: list[tuple[Any, ...]]) -> tuple[Message, ...]:
        """The messages of rows that were read with `COLUMNS`."""
        return tuple(self._told(iter(rows)))

    def absent_media(self, case_id: str, source_item: str) -> Iterator[tuple[str, int, Media]]:
        """The media of a source that were not beside it when it was read into a case.

        Each with its message and place in it. Read page by page, so filling them in may go on
        meanwhile.
        """
        sql = (
            "SELECT m.message, m.place, messages.id, m.role, m.named, m.absent "
            "FROM message_media m JOIN messages ON messages.row = m.message "
            "JOIN rooms ON rooms.id = messages.room "
            "WHERE (m.message, m.place) > (?, ?) "
            "AND m.absent IN ('missing_file', 'refused', 'deleted') "
            "AND messages.source_item = ? AND rooms.case_id = ? "
            f"ORDER BY m.message, m.place LIMIT {_PAGE}"
        )
        after = (-1, -1)
        while rows := self._index.read(sql, (*after, number(source_item), number(case_id))):
            for row in rows:
                yield identifier("message", row[2]), row[1], Media(row[3], row[4], None, row[5])
            after = (rows[-1][0], rows[-1][1])

    def fill_media(self, message_id: str, place: int, item_id: str) -> None:
        """Join a message to a file that it named and that came in later."""
        self._index.write(
            "UPDATE message_media SET item = ?, absent = '' WHERE place = ? AND item IS NULL "
            "AND message = (SELECT row FROM messages WHERE id = ?)",
            (number(item_id), place, number(message_id)),
        )

    def of_source(
        self, case_id: str, source_item: str, *, after: int, limit: int
    ) -> list[tuple[int, Message]]:
        """The messages that a source gave a case behind a row, each with its row, by rows."""
        sql = (
            f"SELECT {COLUMNS} FROM messages WHERE row > ? AND source_item = ? AND room IN "
            "(SELECT id FROM rooms WHERE case_id = ?) ORDER BY row LIMIT ?"
        )
        rows = self._index.read(sql, (after, number(source_item), number(case_id), limit))
        numbers = [row[0] for row in rows]
        return list(zip(numbers, self._told(iter(rows)), strict=True))

    def shows(self, case_id: str, message_id: str) -> bool:
        """Whether a message is of a case, and not of a source that was set aside."""
        sql = (
            "SELECT 1 FROM messages m WHERE m.id = ? AND m.room IN "
            f"(SELECT id FROM rooms WHERE case_id = ?) {self._hidden.message_shows('m.row')}"
        )
        return self._index.one(sql, (number(message_id), number(case_id))) is not None

    def forwarded_from(self, account: str, limit: int) -> tuple[tuple[str, int], ...]:
        """Whose messages an account forwarded, as the export names them, most often first."""
        sql = (
            "SELECT forwarded_from, count(*) FROM messages WHERE account = ? "
            f"AND forwarded_from <> '' {self._hidden.message_shows('messages.row')}"
            "AND room IN (SELECT room FROM room_members k WHERE k.account = ?) "
            "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
        )
        key = number(account)
        return tuple((row[0], row[1]) for row in self._index.read(sql, (key, key, limit)))

    def count(self, case_id: str, room: str | None = None) -> int:
        """How many messages a case or one of its rooms has."""
        rooms = self._rooms(case_id) if room is None else [number(room)]
        sql = f"SELECT count(*) FROM messages WHERE room = ? {self._hidden.message_shows('row')}"
        return sum(int(self._index.read(sql, (one,))[0][0]) for one in rooms)

    def _rooms(self, case_id: str) -> list[int]:
        sql = "SELECT id FROM rooms WHERE case_id = ?"
        return [row[0] for row in self._index.read(sql, (number(case_id),))]

    def _place(self, message_id: str) -> Place:
        sql = "SELECT order_ms, row FROM messages WHERE id = ?"
        found = self._index.one(sql, (number(message_id),))
        if found is None:
            raise KeyError(message_id)
        return found[0], found[1]

    def _of_room(self, room: int, after: Place) -> Iterator[tuple[Any, ...]]:
        sql = (
            f"SELECT {COLUMNS} FROM messages WHERE room = ? AND (order_ms, row) > (?, ?) "
            f"{self._hidden.message_shows('row')}ORDER BY order_ms, row LIMIT {_PAGE}"
        )
        while rows := self._index.read(sql, (room, *after)):
            yield from rows
            after = _place_of(rows[-1])

    def _told(self, rows: Iterator[tuple[Any, ...]]) -> Iterator[Message]:
        cases: dict[int, str] = {}
        while block := list(islice(rows, _PAGE)):
            media = self._media([row[0] for row in block])
            for row in block:
                case = cases.get(row[2]) or cases.setdefault(row[2], self._case_of(row[2]))
                yield _message(row, case, tuple(media.get(row[0], ())))

    def _case_of(self, room: int) -> str:
        return identifier("case", self._case_number(room))

    def _media(self, rows: list[int]) -> dict[int, list[Media]]:
        found: dict[int, list[Media]] = {}
        sql = (
            "SELECT message, role, named, m.item, iif(r.item IS NULL, absent, 'set_aside') "
            "FROM message_media m LEFT JOIN removed r ON r.item = m.item "
            f"WHERE message IN ({', '.join('?' * len(rows))}) ORDER BY message, place"
        )
        for message, role, named, item, absent in self._index.read(sql, rows):
            one = Media(role, named, None if absent else maybe_identifier("item", item), absent)
            found.setdefault(message, []).append(one)
        return found


class _Numbers(dict[str, int]):
    """The numbers of the few rooms, accounts and sources that many messages name."""

    def __missing__(self, key: str) -> int:
        value = self[key] = number(key)
        return value


def _place_of(row: tuple[Any, ...]) -> Place:
    return row[3], row[0]


def _message(row: tuple[Any, ...], case: str, media: tuple[Media, ...]) -> Message:
    return Message(
        id=identifier("message", row[1]),
        case=case,
        source_item=identifier("item", row[4]),
        position=row[5],
        room=identifier("room", row[2]),
        kind=MessageKind(row[6]),
        native_id=row[7],
        account=maybe_identifier("account", row[8]),
        sender=row[9],
        text=row[10],
        forwarded_from=row[11],
        reply_to=row[12],
        action=row[13],
        shown=from_columns(*row[15:20]),
        changed=from_columns(*row[20:25]),
        media=media,
        details={} if row[14] is None else msgspec.json.decode(row[14], type=dict[str, str]),
    )
