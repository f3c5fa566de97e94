"""What happened to rooms, and who was in them: with the message and the source that tell it.

What a hidden source tells shows nowhere. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from app.domain.chats.roomlife import Happening, Known, Part, RoomEvent, RoomMember
from app.vault.index.index import Index
from app.vault.index.moments import columns, from_columns, to_columns
from app.vault.index.numbers import identifier, maybe_identifier, maybe_number, number
from app.vault.stores.hidden import ITEMS
from app.vault.stores.marks import Marks

_EVENT = (
    f"room, kind, known, message, source_item, {columns('shown')}, account, actor, before, after, "
    "names, position, other, decided_ms"
)
_INSERT_EVENT = f"INSERT OR IGNORE INTO room_events ({_EVENT}) VALUES ({', '.join('?' * 18)})"
_MEMBER = (
    "room, account, name, part, source_item, position, posts, forwards, first_ms, last_ms, "
    "first_message, last_message"
)
_EARLIER = "(first_ms IS NULL OR excluded.first_ms < first_ms)"
_LATER = "(last_ms IS NULL OR excluded.last_ms >= last_ms)"
_INSERT_MEMBER = (
    f"INSERT INTO room_members ({_MEMBER}) VALUES ({', '.join('?' * 12)}) "
    "ON CONFLICT DO UPDATE SET posts = posts + excluded.posts, "
    "forwards = forwards + excluded.forwards, "
    f"position = iif({_EARLIER}, excluded.position, position), "
    f"first_message = iif({_EARLIER}, excluded.first_message, first_message), "
    f"last_message = iif({_LATER}, excluded.last_message, last_message), "
    "first_ms = min(coalesce(first_ms, excluded.first_ms), coalesce(excluded.first_ms, first_ms)), "
    "last_ms = max(coalesce(last_ms, excluded.last_ms), coalesce(excluded.last_ms, last_ms))"
)
_SHOWS = f"source_item NOT IN {ITEMS}"


class Rooms:
    """Adds and reads events and members; `marks` are those on messages.

    Writes happen inside a transaction.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self.marks = Marks(index)

    def add_events(self, events: Iterable[RoomEvent]) -> None:
        """Keep events; one of a kind for each message."""
        self._index.write_many(_INSERT_EVENT, [_event_row(event) for event in events])

    def add_members(self, members: Iterable[RoomMember]) -> None:
        """Keep members; what is known of one in the same source already is added to."""
        self._index.write_many(_INSERT_MEMBER, [_member_row(member) for member in members])

    def events(self, case_id: str, room_id: str | None = None) -> tuple[RoomEvent, ...]:
        """What happened to the rooms of a case, or to one of them, in the order of time.

        One without a time stands where it was told.
        """
        one = "" if room_id is None else "AND room = ?"
        sql = (
            f"SELECT {_EVENT} FROM room_events WHERE {_SHOWS} "
            f"AND room IN (SELECT id FROM rooms WHERE case_id = ?) {one} "
            "ORDER BY coalesce(shown_ms, 0), row"
        )
        bound = [number(case_id), *([] if room_id is None else [number(room_id)])]
        return tuple(_event(row) for row in self._index.read(sql, bound))

    def event(self, message_id: str, kind: Happening) -> RoomEvent | None:
        """The event of a kind that a message tells; None where there is none or it is hidden."""
        sql = f"SELECT {_EVENT} FROM room_events WHERE message = ? AND kind = ? AND {_SHOWS}"
        row = self._index.one(sql, (number(message_id), kind.value))
        return None if row is None else _event(row)

    def decide(
        self, message_id: str, kind: Happening, known: Known, at_ms: int, other: str | None
    ) -> None:
        """Keep what the person says of a proposed event, and the other room if she named it."""
        self._index.write(
            "UPDATE room_events SET known = ?, decided_ms = ?, other = ? "
            "WHERE message = ? AND kind = ?",
            (known.value, at_ms, maybe_number(other), number(message_id), kind.value),
        )

    def members(self, room_id: str) -> tuple[RoomMember, ...]:
        """Who was in a room, by source; those who posted most come first."""
        sql = (
            f"SELECT {_MEMBER} FROM room_members WHERE room = ? AND {_SHOWS} "
            "ORDER BY posts DESC, name, part, source_item"
        )
        return tuple(_member(row) for row in self._index.read(sql, (number(room_id),)))

    def of_account(self, account_id: str) -> tuple[RoomMember, ...]:
        """In which rooms an account was seen, by source, earliest first."""
        sql = (
            f"SELECT {_MEMBER} FROM room_members WHERE account = ? AND {_SHOWS} "
            "ORDER BY coalesce(first_ms, 0), room, name"
        )
        return tuple(_member(row) for row in self._index.read(sql, (number(account_id),)))

    def read_up_to(self, case_id: str, source_item: str) -> int | None:
        """The row of the last message that was looked at; None where all of them were."""
        sql = "SELECT up_to FROM room_reads WHERE case_id = ? AND source_item = ?"
        row = self._index.one(sql, (number(case_id), number(source_item)))
        return 0 if row is None else row[0]

    def mark_read(self, case_id: str, source_item: str, up_to: int | None = None) -> None:
        """Note how far a source was looked at; without a row, that all of it was."""
        self._index.write(
            "INSERT INTO room_reads (case_id, source_item, up_to) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET up_to = excluded.up_to",
            (number(case_id), number(source_item), up_to),
        )

    def unread(self, case_id: str) -> tuple[str, ...]:
        """The chat exports of a case that were not looked at whole yet."""
        sql = (
            "SELECT i.id FROM case_items c JOIN items i ON i.id = c.item "
            "WHERE c.case_id = ? AND i.kind = 'chat' "
            f"AND i.id NOT IN {ITEMS} AND NOT EXISTS (SELECT 1 FROM room_reads r "
            "WHERE r.case_id = c.case_id AND r.source_item = i.id AND r.up_to IS NULL) "
            "ORDER BY c.place"
        )
        return tuple(
            identifier("item", row[0]) for row in self._index.read(sql, (number(case_id),))
        )


def _event_row(event: RoomEvent) -> tuple[Any, ...]:
    return (
        number(event.room),
        event.kind.value,
        event.known.value,
        number(event.message),
        number(event.source_item),
        *to_columns(event.shown),
        maybe_number(event.account),
        event.actor,
        event.before,
        event.after,
        msgspec.json.encode(event.names).decode(),
        event.position,
        maybe_number(event.other),
        event.decided_ms,
    )


def _event(row: tuple[Any, ...]) -> RoomEvent:
    return RoomEvent(
        room=identifier("room", row[0]),
        kind=Happening(row[1]),
        known=Known(row[2]),
        message=identifier("message", row[3]),
        source_item=identifier("item", row[4]),
        shown=from_columns(*row[5:10]),
        account=maybe_identifier("account", row[10]),
        actor=row[11],
        before=row[12],
        after=row[13],
        names=msgspec.json.decode(row[14], type=tuple[str, ...]),
        position=row[15],
        other=maybe_identifier("room", row[16]),
        decided_ms=row[17],
    )


def _member_row(member: RoomMember) -> tuple[Any, ...]:
    return (
        number(member.room),
        maybe_number(member.account) or 0,
        member.name,
        member.part.value,
        number(member.source_item),
        member.position,
        member.posts,
        member.forwards,
        member.first_ms,
        member.last_ms,
        maybe_number(member.first_message),
        maybe_number(member.last_message),
    )


def _member(row: tuple[Any, ...]) -> RoomMember:
    return RoomMember(
        room=identifier("room", row[0]),
        account=identifier("account", row[1]) if row[1] else None,
        name=row[2],
        part=Part(row[3]),
        source_item=identifier("item", row[4]),
        position=row[5],
        posts=row[6],
        forwards=row[7],
        first_ms=row[8],
        last_ms=row[9],
        first_message=maybe_identifier("message", row[10]),
        last_message=maybe_identifier("message", row[11]),
    )
