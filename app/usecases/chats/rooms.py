"""Look at the rooms and accounts of a case, and at what was said in a room."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from app.domain.chats.chats import Account, Message, Room
from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class RoomRow:
    """A room and how many messages are kept from it.

    `span` is when the first and the last of them were shown (UTC milliseconds), if any has a time.
    `before` and `after` are the titles of rooms of the case that it was before, or became.
    """

    room: Room
    messages: int
    span: tuple[int, int] | None = None
    before: str = ""
    after: tuple[str, ...] = ()


def list_rooms(vault: OpenVault, case_id: str) -> tuple[RoomRow, ...]:
    """The rooms of a case. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    rooms = vault.chats.rooms(case_id)
    titles = {room.id: room.title or room.native_id for room in rooms}
    after: dict[str, list[str]] = {}
    for room in rooms:
        if room.moved_from is not None:
            after.setdefault(room.moved_from, []).append(titles[room.id])
    return tuple(
        RoomRow(
            room,
            vault.chats.count(case_id, room.id),
            vault.chats.places.span(room.id),
            titles.get(room.moved_from or "", ""),
            tuple(after.get(room.id, ())),
        )
        for room in rooms
    )


def list_accounts(vault: OpenVault, case_id: str) -> tuple[Account, ...]:
    """The accounts of a case, each with all names it was seen under."""
    vault.cases.get(case_id)
    return tuple(vault.chats.accounts(case_id))


def list_messages(
    vault: OpenVault, case_id: str, room_id: str, *, after: str | None = None, limit: int = 200
) -> tuple[Message, ...]:
    """A page of a room's messages in their order, beginning behind the message `after`."""
    found = vault.chats.messages(case_id, room=room_id, after=after, limit=limit)
    return tuple(islice(found, limit))
