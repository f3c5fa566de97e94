"""Where a chat is to be opened: at a room, at an export, or at a message."""

from __future__ import annotations

from typing import NamedTuple


class ChatPlace(NamedTuple):
    """One of them is enough; a message wins over an export, and both over a room."""

    item_id: str | None = None
    room_id: str | None = None
    message_id: str | None = None
