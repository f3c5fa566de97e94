"""A room as it is looked at: so many messages, read page by page, each with what stands about it.

Plain data. Nothing here says what a message means; gaps and answers are told as numbers show them.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from app.domain.chats.chats import Message, Room
from app.domain.chats.roomlife import Deed, Happening

PAGE = 200
"""Messages of one page: those between two steps of a room."""
_LONGEST_NUMBER = 20


def is_number(text: str) -> bool:
    """Whether a platform's identifier is a number that can be compared with others."""
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER


class OpenChat(msgspec.Struct, frozen=True):
    """A room that is looked at: how many messages show, and where every `PAGE`th of them stands.

    `counts_up` says that the platform numbers the messages of such a room one by one, so that a
    number that is not there means something.
    """

    case: str
    room: Room
    count: int
    steps: tuple[tuple[int, int], ...]
    counts_up: bool

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.steps)


class Answered(NamedTuple):
    """What a message answers: its number on the platform, and the message where it was found."""

    number: str
    message: str | None = None
    sender: str = ""
    text: str = ""


class Gap(NamedTuple):
    """Numbers that no message of the export has: from the first to the last of them."""

    first: int
    last: int


class ChatLine(msgspec.Struct, frozen=True):
    """A message, and what stands about it in its room.

    `new_day`: the message before was shown on another Korean day, or there is none. `gaps` stand
    before it. `deeds` are those that the person said of it. `happening` is what a service record
    tells. `own`: it came from an account that the person said is theirs. `account_id` is what the
    platform calls the account, empty where a source gives names alone.
    """

    message: Message
    new_day: bool
    gaps: tuple[Gap, ...] = ()
    answered: Answered | None = None
    deeds: tuple[Deed, ...] = ()
    happening: Happening | None = None
    own: bool = False
    account_id: str = ""


class FoundLines(NamedTuple):
    """Messages of a room that have some words, in the order of the room: `total` in all.

    `messages` are the first of them, `at` is the place among them to begin with.
    """

    total: int
    messages: tuple[str, ...]
    at: int = 0


class WhereFrom(NamedTuple):
    """The source of a message: the export's name and SHA-256, and the place inside it."""

    item: str
    name: str
    sha256: str
    position: str


class ExportRoom(NamedTuple):
    """A room that an export tells of, and the first message that it gave."""

    room: Room
    first: str | None
