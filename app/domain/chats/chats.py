"""Rooms, accounts, messages and links, as an imported chat shows them.

All text is evidence: kept as found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from app.domain.times.times import Moment


class Platform(StrEnum):
    """Where a room or an account lives."""

    TELEGRAM = "telegram"
    KAKAOTALK = "kakaotalk"
    DISCORD = "discord"
    INSTAGRAM = "instagram"
    FACEBOOK = "facebook"
    WHATSAPP = "whatsapp"
    LINE = "line"
    SIGNAL = "signal"
    X = "x"
    WEB = "web"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Room:
    """A chat, group or channel by its platform's identifier.

    `native_id` is empty where the source gives none.

    A room is the same room when platform and native_id agree (or, without one, platform, title
    and source item). `seen_ms` is when it was first read into the vault; titles change, so each
    is kept with its time in the custody log.
    """

    id: str
    case: str
    platform: Platform
    native_id: str
    title: str
    kind: str  # the platform's own word: private_supergroup, personal_chat …
    seen_ms: int
    source_item: str | None = None
    moved_from: str | None = None  # a former room, where the source says that it moved


NAME_ALONE = "name:"


@dataclass(frozen=True, slots=True)
class Account:
    """A sender by the platform's identifier; `names` are all display names seen with it.

    Oldest first. Where a source gives names alone, `native_id` is `name:` and the name.
    """

    id: str
    case: str
    platform: Platform
    native_id: str
    names: tuple[str, ...]
    seen_ms: int

    @property
    def given_id(self) -> str:
        """The platform's own identifier; nothing where the source gives a name alone."""
        return "" if self.native_id.startswith(NAME_ALONE) else self.native_id


class MessageKind(StrEnum):
    """What a record of a chat is."""

    MESSAGE = "message"
    SERVICE = "service"  # joined, renamed, pinned …
    UNSUPPORTED = (
        "unsupported"  # the exporter knew only that something was here: a gap, shown as one
    )


@dataclass(frozen=True, slots=True)
class Media:
    """A file that a message names. Exactly one of `item` and `absent` says what became of it.

    `absent` is a code: `not_exported`, `too_large`, `unavailable`, `missing_file`, `unsafe_path`,
    `dropped_minor_mode`, `refused`, `set_aside`, `deleted`. `named` is the text of the export (a
    path or a sentence), unchanged.
    """

    role: str  # photo, file, thumbnail …
    named: str
    item: str | None = None
    absent: str = ""


class Message(msgspec.Struct, frozen=True, gc=False):
    """One record of an imported chat, addressed by its source item and position.

    A struct and no dataclass, as `Moment` is: a million are made in one import, ten times as fast.

    `position` leads back into the unchanged source (`chats.list[3].messages[17]`,
    `messages2.html#message45`). `changed` is the platform's "edited" time; a reaction sets it
    too, so it is never called an edit.
    """

    id: str
    case: str
    source_item: str
    position: str
    room: str
    kind: MessageKind
    native_id: str = ""
    account: str | None = None
    sender: str = ""  # the name shown with this very message
    text: str = ""
    shown: Moment | None = None
    changed: Moment | None = None
    forwarded_from: str = ""
    reply_to: str = ""
    action: str = ""  # service messages: the platform's own word
    media: tuple[Media, ...] = ()
    # The record's other keys, as texts.
    details: Mapping[str, str] = msgspec.field(default_factory=dict)


class LinkStanding(StrEnum):
    """How the link is known."""

    OBSERVED = "observed"  # stood in a message or was given by the person
    DERIVED = "derived"  # rebuilt from identifiers: never seen as such


@dataclass(frozen=True, slots=True)
class Link:
    """A link as text; nothing here ever opens one.

    `normal` is the normalised form, `original` as found.
    """

    id: str
    case: str
    normal: str
    original: str
    standing: LinkStanding
    host: str
    kind: str  # telegram.message, telegram.private_message, telegram.invite, telegram.name, web …
    seen_ms: int
    message: str | None = None
    source_item: str | None = None
    position: str = ""
