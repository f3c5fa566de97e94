"""Turns the records of a chat importer into what a case holds.

Rooms, accounts, messages, links and sightings.

The export is read from its stored bytes, so that what was read is what was hashed. All of it is
one transaction: a chat is there whole, with its custody entry, or not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath

from app.collect.chats.base import (
    ChatImporter,
    MediaRead,
    MessageRead,
    ReadContext,
    Record,
    RoomRead,
)
from app.collect.chats.day_order import ASKED
from app.collect.chats.media_names import media
from app.collect.clock import Clock
from app.collect.course import Course, DoneChat, path_text
from app.collect.links import derived_message_link, normalise
from app.collect.media import MediaWorker
from app.collect.places import Places
from app.collect.reading_chats import StoredPart, read_records
from app.collect.roomlife.gathering import Gathering
from app.collect.rooms import People
from app.collect.tally import Tally
from app.domain.chats.chats import Link, LinkStanding, Media, Message, Room
from app.domain.custody import Act
from app.domain.evidence.intake import NotUnderstood
from app.domain.evidence.items import Case, Item, Method, Sighting
from app.domain.ids import new_ids
from app.domain.times.times import Certainty, Moment, TimeSource, vault_moment
from app.jobs import Job
from app.vault import Vault
from app.vault.index.tokens import spelt

BATCH = 2000


@dataclass(frozen=True, slots=True)
class ChatSource:
    """A stored file that an importer knows, and the folder it came from."""

    item: Item
    importer: ChatImporter
    folder: Path
    name: str
    siblings: frozenset[str]
    modified: Moment


class ChatIntake:
    """Reads one source into one case. Used once."""

    def __init__(
        self, vault: Vault, case: Case, job: Job, clock: Clock, tally: Tally, course: Course
    ) -> None:
        self._vault = vault
        self._case = case
        self._job = job
        self._clock = clock
        self._tally = tally
        self._course = course
        self._now = vault.now_ms()
        self._message_ids = new_ids("message")
        self._sighting_ids = new_ids("sighting")
        self._link_ids = new_ids("link")
        self._senders: dict[tuple[str, str, str], str | None] = {}
        self._messages: list[Message] = []
        self._sightings: list[Sighting] = []
        self._links: list[Link] = []
        self._unread: list[NotUnderstood] = []
        self._count = 0
        self._sightings_made = 0
        self._links_found = 0

    def take(self, source: ChatSource, places: Places, worker: MediaWorker) -> None:
        """Read everything. `places` leads from the paths of this import to its items."""
        self._source, self._places = source, places
        self._item = source.item.id
        self._captured = Moment(source.modified.at_ms, TimeSource.FILE, Certainty.APPROXIMATE)
        whole = self._whole_hash()
        before = self._course.chats.get(source.folder / source.name, [])
        for done in before:
            self._tally.chat(done)
        if before or self._was_read(source.item, whole):
            told = [] if before else [NotUnderstood(source.item.name, "already_read")]
            if not self._late_media(whole, told):
                self._tally.unread(told)
            return
        self._people = People(self._vault, self._case, source.item.id, self._now)
        self._life = Gathering(self._vault)
        self._behind, self._known = self._vault.chats.twins.last_row(), set[str]()
        self._job.phase("collect.chat", None, "messages", source.item.name)
        with self._vault.transaction():
            for record in self._records(worker):
                if isinstance(record, MessageRead):
                    self._message(record)
                elif isinstance(record, RoomRead):
                    self._room(record)
                else:
                    self._not_understood(record)
            self._flush()
            self._life.write(all_of_it=True)
            self._vault.rooms.mark_read(self._case.id, source.item.id)
            self._people.finish()
            self._tell_of_twins()
            if not any(one.what == ASKED for one in self._unread):
                self._log(whole)
            done = self._done()
            self._course.mark(done)
        self._tally.chat(done)

    def _records(self, worker: MediaWorker) -> Iterator[Record]:
        """What the limited process reads in the stored bytes of the source."""
        source, places = self._source, self._places
        there = (name for name in source.siblings if places.item(source.folder / name))
        context = ReadContext(
            name=source.name,
            zone_minutes=self._clock.zone_minutes,
            days=self._clock.days,
            siblings=frozenset(there),
        )
        named = [(source.name, source.item)]
        for name in source.importer.companions(source.name, context.siblings):
            companion = places.item(source.folder / name)
            if companion is not None:
                named.append((name, self._vault.items.get(companion)))
        opened = self._vault.items.open
        parts = [StoredPart(name, item.size, partial(opened, item.id)) for name, item in named]
        return read_records(worker, source.importer, context, parts, self._job.check)

    def _log(self, whole: str) -> None:
        """Say that this source was read into this case."""
        self._vault.custody.append(
            Act.CHAT_IMPORTED,
            self._source.item.id,
            self._case.id,
            {
                "importer": self._source.importer.name,
                "messages": self._count,
                "rooms": len(self._people.rooms),
                "import": self._tally.import_id,
                "whole": whole,
            },
        )

    def _late_media(self, whole: str, told: list[NotUnderstood]) -> bool:
        """Media that lay not beside the export when it was read, and do now, find their messages.

        People add the one file first, and the whole folder when they see what is missing. Whether
        there were any; then the tally has `told` too.
        """
        chats = self._vault.chats
        with self._vault.transaction():
            titles = {room.id: room.title for room in chats.rooms(self._case.id)}
            for message_id, place, one in chats.absent_media(self._case.id, self._source.item.id):
                self._job.check()
                path = media(one.role, one.named).path
                item = self._places.item(self._place_of(path)) if path else None
                if item is None:
                    continue
                chats.fill_media(message_id, place, item)
                message = chats.message(message_id)
                self._sightings.append(self._sighting(message, titles[message.room], item))
            if not self._sightings:
                return False
            found = self._vault.sightings.add_many(self._sightings)
            self._vault.custody.append(
                Act.CHAT_IMPORTED,
                self._source.item.id,
                self._case.id,
                {"media_found": found, "import": self._tally.import_id, "whole": whole},
            )
            done = DoneChat(self._place(), 0, found, 0, [], [], told)
            self._course.mark(done)
        self._tally.chat(done)
        return True

    def _place(self) -> str:
        return path_text(self._source.folder / self._source.name)

    def _place_of(self, path: str) -> Path:
        return self._source.folder.joinpath(*PurePosixPath(path).parts)

    def _done(self) -> DoneChat:
        """What the list of the import says of this chat."""
        return DoneChat(
            place=self._place(),
            messages=self._count,
            sightings=self._sightings_made,
            links=self._links_found,
            rooms=[room.id for room in self._people.rooms.values()],
            accounts=sorted(self._people.accounts),
            unread=[NotUnderstood(spelt(one.where), spelt(one.what)) for one in self._unread],
        )

    def _parts(self) -> list[str]:
        """The names of the source's further files."""
        source = self._source
        return list(source.importer.companions(source.name, source.siblings))

    def _whole_hash(self) -> str:
        """One hash over all files of the source: a longer export may begin with the same page.

        A part that did not get in is told.
        """
        whole = hashlib.sha256(bytes.fromhex(self._source.item.sha256))
        for name in self._parts():
            item = self._places.item(self._source.folder / name)
            if item is None:
                self._unread.append(NotUnderstood(name, "cut_off"))
            else:
                whole.update(bytes.fromhex(self._vault.items.get(item).sha256))
        return whole.hexdigest()

    def _was_read(self, item: Item, whole: str) -> bool:
        """Whether this case has the messages of these very bytes already.

        They would stand there twice.
        """
        read = False
        for entry in self._vault.custody.of_subject(item.id):
            if entry.act is Act.ITEM_DESTROYED:
                read = False  # its messages went with it
            elif entry.act is Act.CHAT_IMPORTED and entry.case == self._case.id:
                read = read or entry.details.get("whole", whole) == whole
        return read

    def _not_understood(self, record: NotUnderstood) -> None:
        where = (
            f"{self._source.item.name}: {record.where}" if record.where else self._source.item.name
        )
        self._unread.append(NotUnderstood(where, record.what))

    def _room(self, record: RoomRead) -> None:
        room = self._people.room(record)
        if self._behind and self._vault.chats.twins.has_messages(room.id):
            self._known.add(room.id)

    def _tell_of_twins(self) -> None:
        """Say how many of the messages another export told before: they stand there from both."""
        count = 0
        for some in self._vault.chats.twins.counted(sorted(self._known), self._behind):
            self._job.check()
            count += some
        if count:
            self._unread.append(NotUnderstood(self._source.item.name, f"told_before: {count}"))

    def _message(self, record: MessageRead) -> None:
        room = self._people.rooms[record.room]
        # Looked up by texts alone: an enumeration's hash is a call, and a million messages pass.
        who = (record.room, record.sender_id, record.sender)
        if who not in self._senders:
            self._senders[who] = self._people.account(
                room.platform, record.sender_id, record.sender
            )
        message_id = next(self._message_ids)
        shown = tuple(map(self._media, record.media)) if record.media else ()
        message = Message(
            message_id,
            self._case.id,
            self._item,
            record.position,
            room.id,
            record.kind,
            record.native_id,
            self._senders[who],
            record.sender,
            record.text,
            record.shown,
            record.changed,
            record.forwarded_from,
            record.reply_to,
            record.action,
            shown,
            record.details,
        )
        self._messages.append(message)
        self._count += 1
        found = [read.link for read in record.links] if record.links else ()
        self._life.hear(message, room.platform, found)
        if shown:
            self._seen(message, room)
        for read in record.links:
            self._link(
                read.link.normal,
                read.link.original,
                read.link.host,
                read.link.kind,
                message_id,
                read.position,
            )
        if record.lineage is not None:
            self._people.moved(room, record.lineage)
        if len(self._messages) >= BATCH:
            self._flush()

    def _media(self, read: MediaRead) -> Media:
        if read.absent:
            return Media(read.role, read.named, None, read.absent)
        place = self._place_of(read.path)
        item = self._places.item(place)
        if item is None:
            return Media(read.role, read.named, None, self._places.why_absent(place))
        return Media(read.role, read.named, item, "")

    def _seen(self, message: Message, room: Room) -> None:
        """A sighting for each file that the message shows, and the link that can be rebuilt."""
        for one in message.media:
            if one.item is None:
                continue
            self._sightings.append(self._sighting(message, room.title, one.item))
        derived = derived_message_link(room.kind, room.native_id, message.native_id)
        if derived is not None:
            link = normalise(derived)
            if link is not None:
                self._link(
                    link.normal,
                    derived,
                    link.host,
                    link.kind,
                    message.id,
                    message.position,
                    derived=True,
                )

    def _sighting(self, message: Message, room_title: str, item: str) -> Sighting:
        return Sighting(
            next(self._sighting_ids),
            self._case.id,
            vault_moment(self._now),
            Method.EXPORT,
            item,
            message.id,
            message.room,
            message.account,
            message.shown,
            self._captured,
            room_title,
            "",
            self._source.item.id,
            message.position,
        )

    def _link(
        self,
        normal: str,
        original: str,
        host: str,
        kind: str,
        message: str,
        position: str,
        *,
        derived: bool = False,
    ) -> None:
        self._links.append(
            Link(
                next(self._link_ids),
                self._case.id,
                normal,
                original,
                LinkStanding.DERIVED if derived else LinkStanding.OBSERVED,
                host,
                kind,
                self._now,
                message,
                self._source.item.id,
                position,
            )
        )

    def _flush(self) -> None:
        """Write a batch. Stopping is safe here: the transaction takes everything back."""
        self._vault.chats.add_messages(self._messages)
        self._vault.sightings.add_many(self._sightings)
        self._links_found += self._vault.links.add_many(self._links)
        self._sightings_made += len(self._sightings)
        self._messages, self._sightings, self._links = [], [], []
        self._life.write()
        self._job.advance(self._count)
        self._job.check()
