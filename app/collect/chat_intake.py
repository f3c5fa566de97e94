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
from pathlib import Path

from app.collect.chat_messages import ChatMessages, Origin, Seeing
from app.collect.chats.base import ChatImporter, ReadContext, RoomRead
from app.collect.chats.batches import Batch
from app.collect.chats.day_order import ASKED
from app.collect.chats.media_names import media
from app.collect.clock import Clock
from app.collect.course import Course, DoneChat, path_text
from app.collect.media import MediaWorker
from app.collect.places import Places
from app.collect.reading_chats import StoredPart, read_batches
from app.collect.rooms import People
from app.collect.tally import Tally
from app.domain.custody import Act
from app.domain.evidence.intake import NotUnderstood
from app.domain.evidence.items import Case, Item
from app.domain.times.times import Certainty, Moment, TimeSource
from app.jobs import Job
from app.vault import Vault
from app.vault.index.tokens import spelt


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
        self._unread: list[NotUnderstood] = []

    def take(self, source: ChatSource, places: Places, worker: MediaWorker) -> None:
        """Read everything. `places` leads from the paths of this import to its items."""
        self._source, self._places = source, places
        captured = Moment(source.modified.at_ms, TimeSource.FILE, Certainty.APPROXIMATE)
        self._origin = Origin(self._case.id, source.item.id, source.folder, captured, self._now)
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
        self._messages = ChatMessages(
            self._vault, self._origin, places, self._people, self._written
        )
        self._behind, self._known = self._vault.chats.twins.last_row(), set[str]()
        self._job.phase("collect.chat", None, "messages", source.item.name)
        with self._vault.transaction():
            for batch in self._batches(worker):
                for room in batch.rooms:
                    self._room(room)
                self._messages.take(batch.messages)
                for unread in batch.unread:
                    self._not_understood(unread)
            self._messages.finish()
            self._vault.rooms.mark_read(self._case.id, source.item.id)
            self._people.finish()
            self._tell_of_twins()
            if not any(one.what == ASKED for one in self._unread):
                self._log(whole)
            done = self._done()
            self._course.mark(done)
        self._tally.chat(done)

    def _written(self, messages: int) -> None:
        self._job.advance(messages)
        self._job.check()

    def _batches(self, worker: MediaWorker) -> Iterator[Batch]:
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
        return read_batches(worker, source.importer, context, parts, self._job.check)

    def _log(self, whole: str) -> None:
        """Say that this source was read into this case."""
        self._vault.custody.append(
            Act.CHAT_IMPORTED,
            self._source.item.id,
            self._case.id,
            {
                "importer": self._source.importer.name,
                "messages": self._messages.count,
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
        chats, seeing = self._vault.chats, Seeing(self._origin)
        sightings = []
        with self._vault.transaction():
            titles = {room.id: room.title for room in chats.rooms(self._case.id)}
            for message_id, place, one in chats.absent_media(self._case.id, self._source.item.id):
                self._job.check()
                path = media(one.role, one.named).path
                item = self._places.item(self._origin.beside(path)) if path else None
                if item is None:
                    continue
                chats.fill_media(message_id, place, item)
                message = chats.message(message_id)
                sightings.append(seeing.sighting(message, titles[message.room], item))
            if not sightings:
                return False
            found = self._vault.sightings.add_many(sightings)
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

    def _done(self) -> DoneChat:
        """What the list of the import says of this chat."""
        return DoneChat(
            place=self._place(),
            messages=self._messages.count,
            sightings=self._messages.sightings,
            links=self._messages.links,
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
