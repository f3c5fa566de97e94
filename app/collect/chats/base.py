"""What every chat importer gives and gets: records without identifiers of ours, from bytes alone.

An importer is pure: it reads the streams that it is handed and yields records. It opens no path,
knows no vault and makes no identifiers; whoever calls it turns the records into objects of the
domain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

import msgspec

from app.collect.link_forms import FoundLink
from app.domain.chats.chats import MessageKind, Platform
from app.domain.evidence.intake import DayOrder, NotUnderstood
from app.domain.times.times import Moment

HEAD_BYTES = 64 * 1024
"""How much of a file's beginning `sniff` is given."""


class MediaRead(NamedTuple):
    """A file that a message names. Exactly one of `path` and `absent` is filled.

    `path` is relative to the folder of the source file, with `/` between parts and nothing that
    leads out of it; whether the file is there is not known here. `absent` is a code of
    `app.domain.chats.chats.Media`. `named` is the export's text.
    """

    role: str
    named: str
    path: str = ""
    absent: str = ""


class LinkRead(NamedTuple):
    """A link in a message, with the place in the source that it stands at."""

    link: FoundLink
    position: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """A record that says that a room moved. `direction` is `from` or `to`.

    `title` the other room's, where it is told.
    """

    direction: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class RoomRead:
    """A room of the source.

    `key` names it among the rooms of this source only, and comes before its messages.

    `kind` is the platform's own word. `position` leads to the room in the source.
    """

    key: str
    platform: Platform
    native_id: str
    title: str
    kind: str
    position: str
    left: bool = False  # listed among the rooms that the exporting account had left


class MessageRead(msgspec.Struct, gc=False):
    """One record of a room. Not frozen only because a million of them are made in one import.

    `sender_id` is the platform's text for the sender, `sender` the name shown with this record.
    `details` holds whatever else the record says, flattened to texts under its own keys. `source`
    names the file of a source with several files, and is empty in one with a single file.
    """

    room: str
    position: str
    kind: MessageKind
    native_id: str = ""
    sender_id: str = ""
    sender: str = ""
    text: str = ""
    shown: Moment | None = None
    changed: Moment | None = None
    forwarded_from: str = ""
    reply_to: str = ""
    action: str = ""
    media: tuple[MediaRead, ...] = ()
    links: tuple[LinkRead, ...] = ()
    details: Mapping[str, str] = msgspec.field(default_factory=dict)
    lineage: Lineage | None = None
    source: str = ""


Record = RoomRead | MessageRead | NotUnderstood


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What an importer is told beside the bytes.

    `name` is the source file's own name, without folders. `zone_minutes` is the zone, in minutes
    east of UTC, that clock times without one were written in, if the person said so; otherwise
    Korean time is assumed. `days` is what the person said of dates like 3/4/24. `open_companion`
    opens one of the names that `companions` gave; it may raise the caller's own errors, which pass
    through.
    """

    name: str
    zone_minutes: int | None = None
    siblings: frozenset[str] = frozenset()
    open_companion: Callable[[str], BinaryIO] | None = None
    days: DayOrder = DayOrder.ASSUMED

    @property
    def zone(self) -> int:
        """The zone to assume, in minutes east of UTC."""
        return 540 if self.zone_minutes is None else self.zone_minutes


class ChatImporter(Protocol):
    """One format of chat export."""

    @property
    def name(self) -> str:
        """A stable word for the format, such as `telegram.json`."""

    @property
    def platform(self) -> Platform:
        """The platform that the rooms belong to."""

    def sniff(self, head: bytes, name: str, siblings: frozenset[str]) -> bool:
        """Whether a file is the (first) file of such an export.

        `head` is its first 64 KiB, `name` its own name, `siblings` the names of the plain files in
        its folder.
        """

    def companions(self, name: str, siblings: frozenset[str]) -> tuple[str, ...]:
        """Further files that belong to the same source, in reading order, without the first."""

    def read(self, open_source: Callable[[], BinaryIO], context: ReadContext) -> Iterator[Record]:
        """Every record of the source, in its order. `open_source` may be called more than once.

        Raises nothing about the content: what can't be read is yielded as `NotUnderstood`.
        """
