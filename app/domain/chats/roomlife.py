"""What happened to rooms and what accounts did in them, as exports tell it.

Nothing here is a verdict: what a source says, what was proposed, and what the person decided stay
apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class Happening(StrEnum):
    """What happened to a room. New ones may be added; old ones never change their word."""

    CREATED = "created"
    RENAMED = "renamed"
    PICTURE = "picture"
    PICTURE_REMOVED = "picture_removed"
    MOVED_TO = "moved_to"  # this room became another
    MOVED_FROM = "moved_from"  # this room was another before
    JOINED = "joined"
    ADDED = "added"
    LEFT = "left"
    REMOVED = "removed"
    HOST = "host"  # somebody became the room's host
    HELPER = "helper"  # somebody became one who helps the host: an admin
    PINNED = "pinned"
    CLEARED = "cleared"
    TIMER = "timer"  # messages are to vanish after a time
    EVACUATION = "evacuation"  # a link to another room, posted as the place to go to


class Known(StrEnum):
    """How something is known."""

    SAID = "said"  # a record of the source says so
    PROPOSED = "proposed"  # words in a message look like it
    KEPT = "kept"  # the person says that it is so
    DECLINED = "declined"  # the person says that it is not


class Part(StrEnum):
    """As what an account was in a room."""

    CREATOR = "creator"
    HOST = "host"
    HELPER = "helper"
    POSTER = "poster"
    JOINED = "joined"
    ADDED = "added"
    LEFT = "left"
    REMOVED = "removed"


class Deed(StrEnum):
    """What a message does, by the person's word or as words in it propose."""

    THREAT = "threat"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """Something that happened to a room, with the message that tells it.

    `account` and `actor` are who did it, as far as the source says: an account of the case, and the
    name shown. `before` and `after` are evidence text: titles, the number of a pinned message,
    seconds of a timer, links of an evacuation room. `names` are those it was done to, one a line as
    the source writes them. `other` is the other room, where the person named it.
    """

    room: str
    kind: Happening
    known: Known
    message: str
    source_item: str
    shown: Moment | None = None
    account: str | None = None
    actor: str = ""
    before: str = ""
    after: str = ""
    names: tuple[str, ...] = ()
    position: str = ""
    other: str | None = None
    decided_ms: int | None = None


@dataclass(frozen=True, slots=True)
class RoomMember:
    """Somebody in a room, as one source shows it.

    `account` is None where the source gives a name only. A poster has how many messages, how many
    of them forwarded, and the first and last of them with their times (UTC milliseconds, where
    they have one); anybody else the message that tells of it. `position` leads to the first.
    """

    room: str
    account: str | None
    name: str
    part: Part
    source_item: str
    position: str
    posts: int = 0
    forwards: int = 0
    first_ms: int | None = None
    last_ms: int | None = None
    first_message: str | None = None
    last_message: str | None = None


@dataclass(frozen=True, slots=True)
class MessageMark:
    """What the person says of a message.

    `known` is KEPT or DECLINED; `at_ms` is the vault's clock in UTC milliseconds.
    """

    message: str
    deed: Deed
    known: Known
    at_ms: int
