"""From a place that was asked for to a chat that is open, or to the rooms it could be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.domain.chats.chat_lines import ExportRoom, OpenChat
from ui.pages.chat.place import ChatPlace

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault


class Opened(NamedTuple):
    """What was found at a place: a chat and the line to show, or rooms to choose from."""

    chat: OpenChat | None
    line: int
    rooms: tuple[ExportRoom, ...] = ()


def open_place(vault: OpenVault, case_id: str, place: ChatPlace, job: Job) -> Opened:
    """Open what a place names. Raises InputProblem as `app.usecases.chats.chat_view` tells."""
    from app.usecases.chats.chat_view import chats_of_export, line_of, open_chat, room_of_message

    message, room = place.message_id, place.room_id
    if message is not None:
        room = room_of_message(vault, case_id, message)
    elif room is None and place.item_id is not None:
        rooms = chats_of_export(vault, case_id, place.item_id)
        if len(rooms) != 1:
            return Opened(None, 0, rooms)
        room, message = rooms[0].room.id, rooms[0].first
    if room is None:
        return Opened(None, 0)
    chat = open_chat(vault, case_id, room, job)
    return Opened(chat, 0 if message is None else line_of(vault, chat, message))


def place_of(subject: object) -> ChatPlace | None:
    """The place that a page was asked to show; a row of the rooms is its room. None for another."""
    from app.usecases.chats.rooms import RoomRow

    if isinstance(subject, RoomRow):
        return ChatPlace(room_id=subject.room.id)
    return subject if isinstance(subject, ChatPlace) else None
