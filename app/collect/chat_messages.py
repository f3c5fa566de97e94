"""The messages of one source on their way into a case: with sightings, links and rooms' lives.

This is the hot part of an import: a million messages pass, so they are taken by whole batches, and
what is the same for all of them is looked up once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from app.collect.chats.base import LinkRead, MediaRead, MessageRead
from app.collect.links import derived_message_link, normalise
from app.collect.places import Places
from app.collect.roomlife.gathering import Gathering
from app.collect.rooms import People
from app.domain.chats.chats import Link, LinkStanding, Media, Message, Room
from app.domain.evidence.items import Method, Sighting
from app.domain.ids import new_ids
from app.domain.times.times import Moment, vault_moment
from app.vault import Vault

BATCH = 2000
"""Messages that are written at once."""


class Origin(NamedTuple):
    """Where the messages come from: case and stored source by their identifiers, and its folder.

    `captured` is the time of the source itself, `now` milliseconds of the vault's clock.
    """

    case: str
    item: str
    folder: Path
    captured: Moment
    now: int

    def beside(self, path: str) -> Path:
        """The place of a file that the source names."""
        return self.folder.joinpath(*PurePosixPath(path).parts)


class ChatMessages:
    """Takes the messages of one source, inside the chat's transaction.

    `places` leads from the paths of this import to its items. `flushed` is called with the number
    of messages so far whenever some are written; it may raise to stop.
    """

    def __init__(
        self,
        vault: Vault,
        origin: Origin,
        places: Places,
        people: People,
        flushed: Callable[[int], None],
    ) -> None:
        self._vault = vault
        self._origin = origin
        self._places = places
        self._people = people
        self._flushed = flushed
        self._life = Gathering(vault)
        self._message_ids = new_ids("message")
        self._link_ids = new_ids("link")
        self._seeing = Seeing(origin)
        self._senders: dict[tuple[str, str, str], str | None] = {}
        self._messages: list[Message] = []
        self._sightings: list[Sighting] = []
        self._links: list[Link] = []
        self.count = 0
        self.sightings = 0
        self.links = 0

    def take(self, records: Iterable[MessageRead]) -> None:
        """Messages of rooms that are known."""
        case, item = self._origin.case, self._origin.item
        rooms, senders, held = self._people.rooms, self._senders, self._messages
        hear, fresh = self._life.hear, self._message_ids
        for record in records:
            room = rooms[record.room]
            # By texts alone: an enumeration's hash is a call, and a million messages come by here.
            who = (record.room, record.sender_id, record.sender)
            if who not in senders:
                senders[who] = self._people.account(room.platform, record.sender_id, record.sender)
            media, links = record.media, record.links
            message = Message(
                next(fresh),
                case,
                item,
                record.position,
                room.id,
                record.kind,
                record.native_id,
                senders[who],
                record.sender,
                record.text,
                record.shown,
                record.changed,
                record.forwarded_from,
                record.reply_to,
                record.action,
                tuple(map(self._media, media)) if media else (),
                record.details,
            )
            held.append(message)
            hear(message, room.platform, [read.link for read in links] if links else ())
            if media:
                self._seen(message, room)
            for read in links:
                self._observed(read, message)
            if record.lineage is not None:
                self._people.moved(room, record.lineage)
            if len(held) >= BATCH:
                self.flush()

    def finish(self) -> None:
        """Write all that is held."""
        self.flush()
        self._life.write(all_of_it=True)

    def flush(self) -> None:
        """Write what came. Stopping is safe here: the transaction takes everything back."""
        self._vault.chats.add_messages(self._messages)
        self._vault.sightings.add_many(self._sightings)
        self.links += self._vault.links.add_many(self._links)
        self.count += len(self._messages)
        self.sightings += len(self._sightings)
        for held in (self._messages, self._sightings, self._links):
            held.clear()
        self._life.write()
        self._flushed(self.count)

    def _media(self, read: MediaRead) -> Media:
        if read.absent:
            return Media(read.role, read.named, None, read.absent)
        place = self._origin.beside(read.path)
        item = self._places.item(place)
        if item is None:
            return Media(read.role, read.named, None, self._places.why_absent(place))
        return Media(read.role, read.named, item, "")

    def _seen(self, message: Message, room: Room) -> None:
        """A sighting for each file that the message shows, and the link that can be rebuilt."""
        for one in message.media:
            if one.item is not None:
                self._sightings.append(self._seeing.sighting(message, room.title, one.item))
        derived = derived_message_link(room.kind, room.native_id, message.native_id)
        link = None if derived is None else normalise(derived)
        if derived is not None and link is not None:
            self._link(
                LinkRead(link._replace(original=derived), message.position),
                message,
                LinkStanding.DERIVED,
            )

    def _observed(self, read: LinkRead, message: Message) -> None:
        self._link(read, message, LinkStanding.OBSERVED)

    def _link(self, read: LinkRead, message: Message, standing: LinkStanding) -> None:
        link = read.link
        self._links.append(
            Link(
                next(self._link_ids),
                self._origin.case,
                link.normal,
                link.original,
                standing,
                link.host,
                link.kind,
                self._origin.now,
                message.id,
                self._origin.item,
                read.position,
            )
        )


class Seeing:
    """Makes the sightings of files that messages show."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._ids = new_ids("sighting")
        self._kept = vault_moment(origin.now)

    def sighting(self, message: Message, room_title: str, item: str) -> Sighting:
        """That a message of the source showed an item."""
        origin = self._origin
        return Sighting(
            next(self._ids),
            origin.case,
            self._kept,
            Method.EXPORT,
            item,
            message.id,
            message.room,
            message.account,
            message.shown,
            origin.captured,
            room_title,
            "",
            origin.item,
            message.position,
        )
