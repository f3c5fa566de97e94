"""Cases, items and sightings: what is kept, and each time somebody saw it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


@dataclass(frozen=True, slots=True)
class Case:
    """One person's matter. `title` may be empty: a case needs no name. Times in UTC milliseconds.

    `minor_mode` is on when anyone depicted was or may have been under 19 (DESIGN promise 11).
    """

    id: str
    title: str
    created_ms: int
    minor_mode: bool = False


class ItemKind(StrEnum):
    """What an item is, for the person: chosen by content, never by the name's ending alone."""

    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    CHAT = "chat"  # the source file of a chat export, kept unchanged
    WEB = "web"
    TEXT = "text"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Item:
    """Stored bytes, immutable, once each. The bytes themselves are reached through the vault.

    `name` is as found (bytes that are no text appear as surrogate escapes made visible); `origin`
    is the path inside the folder that was given, with `/` between parts, or empty. `parent` names
    the item this one was made from, with `relation` saying how (redacted, cropped, converted).
    `modified` is the file system's time as found.
    """

    id: str
    kind: ItemKind
    name: str
    size: int
    sha256: str
    media_type: str
    added_ms: int
    origin: str = ""
    modified: Moment | None = None
    parent: str | None = None
    relation: str = ""


class Method(StrEnum):
    """How a sighting was captured (the evidence index asks: facts, domain 4.3)."""

    SCREENSHOT = "screenshot"
    RECORDING = "recording"
    EXPORT = "export"
    PHOTOGRAPH = "photograph"
    FILE = "file"  # a file that was given; how it was made is not known
    NOTE = "note"
    MEMO = "memo"  # spoken into this program
    CAPTURE = "capture"  # the screen, by this program, straight into the vault
    CLIPBOARD = "clipboard"  # a picture that was pasted
    WORKING_COPY = "working_copy"  # made here from another item
    WHILE_LOCKED = "while_locked"  # a file that was put in while the vault was locked


@dataclass(frozen=True, slots=True)
class Sighting:
    """One seeing of something: the same picture in two rooms is one item and two sightings.

    `item` is what was seen, `message` the record it was seen in (either may be None, not both).
    The three times are never merged. `source_item` and `position` lead back to the place in the
    export it was read from.
    """

    id: str
    case: str
    entered: Moment
    method: Method
    item: str | None = None
    message: str | None = None
    room: str | None = None
    account: str | None = None
    shown: Moment | None = None
    captured: Moment | None = None
    where: str = ""
    note: str = ""
    source_item: str | None = None
    position: str = ""
