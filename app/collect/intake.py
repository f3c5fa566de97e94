"""Takes files into the vault: one at a time, whole or not at all.

Each with its place in the case, its custody entry, or the reason why not.

Order for every file: what kind it is (by its first bytes, before storing, since minor mode must
keep pictures out) -> hash, encrypt, store, read back -> item, case, custody in one transaction ->
only then a look inside. Chat exports are read afterwards, from the stored bytes. However it ends,
the list of what was taken and refused is kept.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from app.collect.chat_intake import ChatIntake, ChatSource
from app.collect.chats.base import ChatImporter
from app.collect.first_look import SEEN_KINDS, FirstLook, first_look, opened, stamp
from app.collect.looking import is_whole, look_inside
from app.collect.media import MediaWorker
from app.collect.minor_guard import keeps_out
from app.collect.places import Places
from app.collect.tally import Tally
from app.collect.walk import Found, readable, walk
from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.intake import IntakeReport, NotUnderstood, Refused
from app.domain.items import Case, Item, ItemKind, Method, Sighting
from app.domain.times import Certainty, Moment, TimeSource, vault_moment
from app.errors import EnvironmentProblem, OngiError
from app.jobs import Job
from app.vault import StoredBlob, Vault

_DRESS = ("css", "js", "images")
"""Folders that Telegram's pages bring along for their looks; media lie in others."""


class _ChangedError(Exception):
    """Somebody writes to the file while it is read."""


class Intake:
    """One import into one case. Used once."""

    def __init__(
        self, vault: Vault, case: Case, job: Job, zone_minutes: int, *, pictures_confirmed: bool
    ) -> None:
        self._vault = vault
        self._case = case
        self._job = job
        self._zone = zone_minutes
        self._pictures_confirmed = pictures_confirmed
        self._tally = Tally(new_id("import"))
        self._siblings: dict[Path, frozenset[str]] = {}
        self._exports: set[Path] = set()
        self._sources: list[ChatSource] = []
        self._left_to: list[tuple[Found, ChatImporter]] = []
        self._places = Places()
        self._unseen: list[tuple[Item, FirstLook, Found]] = []
        self._done_bytes = 0

    def take(self, paths: Sequence[Path]) -> IntakeReport:
        """Take everything under the paths.

        See `app.usecases.collecting.collect` for what is raised.
        """
        found = self._find(paths)
        try:
            self._take(found)
        except MemoryError as error:
            self._end_early()
            raise EnvironmentProblem("ENV-010") from error
        except BaseException:
            self._end_early()
            raise
        return self._end()

    def _take(self, found: Sequence[Found]) -> None:
        if self._case.minor_mode:
            self._foresee(found)
        with MediaWorker() as worker:
            for file in found:
                self._job.check()
                self._one(file, worker)
        waiting = list(reversed(self._sources))
        try:
            while waiting:
                self._job.check()
                chat = ChatIntake(self._vault, self._case, self._job, self._zone, self._tally)
                chat.take(waiting[-1], self._places)
                waiting.pop()
        finally:
            names = [NotUnderstood(source.item.name, "not_read") for source in reversed(waiting)]
            self._tally.unread(names)
        self._see_the_rest()
        self._tell_of_unread()

    def _foresee(self, found: Sequence[Found]) -> None:
        """Know all exports before the first file is judged, whatever order they come in."""
        for file in found:
            self._job.check()
            with suppress(OSError), opened(file) as src:
                look = first_look(file, src, self._siblings[file.folder])
                if look is not None and look.alone is not None:
                    self._exports.add(file.folder)

    def _see_the_rest(self) -> None:
        """Files of an export that no message names are seen as files: each item has a sighting."""
        now, vault = self._vault.now_ms(), self._vault
        rest = [
            self._sighting(item, look, now, file)
            for item, look, file in self._unseen
            if all(one.case != self._case.id for one in vault.sightings.of_item(item.id))
        ]
        with vault.transaction():
            vault.sightings.add_many(rest)
        self._tally.sightings += len(rest)

    def _tell_of_unread(self) -> None:
        """Name the files of a chat that were kept, not read: another format lies beside them."""
        for file, importer in self._left_to:
            read = [one for one in self._sources if one.folder == file.folder]
            if not any(one.importer.name == importer.name for one in read):
                self._tally.unread([NotUnderstood(file.origin, "beside_another")])

    def _find(self, paths: Sequence[Path]) -> list[Found]:
        self._job.phase("collect.walk")
        found: list[Found] = []
        seen: set[Path] = set()
        for path in paths:
            for one in walk(path, self._vault.path):
                self._job.check()
                if isinstance(one, Refused):
                    self._tally.refuse(one.path, one.code)
                elif one.path not in seen:
                    seen.add(one.path)
                    found.append(one)
        names: dict[Path, set[str]] = {}
        for file in found:
            names.setdefault(file.folder, set()).add(file.path.name)
        self._siblings = {folder: frozenset(inside) for folder, inside in names.items()}
        total = sum(_size(file.path) for file in found)
        self._job.phase("collect.file", total, "bytes")
        return found

    def _one(self, file: Found, worker: MediaWorker) -> None:
        shown = readable(file.path.name)
        self._job.phase("collect.file", self._job.progress.total, "bytes", shown)
        self._job.advance(self._done_bytes)
        try:
            with opened(file) as src:
                self._open(file, src, worker)
        except FileNotFoundError:
            self._refuse(file, "ENV-002")
        except OSError:
            self._refuse(file, "ENV-003")

    def _open(self, file: Found, src: BinaryIO, worker: MediaWorker) -> None:
        look = first_look(file, src, self._siblings[file.folder])
        if look is None:
            self._refuse(file, "ENV-006")
            return
        if look.importer is not None:
            self._exports.add(file.folder)
        in_export = self._in_export(file.folder)
        if self._case.minor_mode and keeps_out(
            look.kind, looked_through=self._pictures_confirmed, in_export=in_export
        ):
            self._refuse(file, "COL-004", "dropped_minor_mode")
            return
        try:
            stored = self._store(src, look)
        except _ChangedError:
            self._refuse(file, "ENV-006")
            return
        self._done_bytes += stored.size
        item, is_new = self._keep(file, look, stored, in_export=in_export)
        self._places.keep(file.path, item.id)
        if is_new or not (self._vault.items.preview(item.id) or self._vault.items.facts(item.id)):
            look_inside(self._vault, item, worker)
        if look.importer is None and look.alone is not None:
            self._left_to.append((file, look.alone))
        if look.importer is not None:
            self._sources.append(
                ChatSource(
                    item,
                    look.importer,
                    file.folder,
                    file.path.name,
                    self._siblings[file.folder],
                    look.modified,
                )
            )

    def _store(self, src: BinaryIO, look: FirstLook) -> StoredBlob:
        """The bytes, stored as they were at the first look. Raises _ChangedError, OSError."""

        def tick(done: int) -> None:
            self._job.check()
            self._job.advance(self._done_bytes + done)
            if done > look.size:  # a file that grows while it is read may never end
                raise _ChangedError

        stored = self._vault.blobs.store(src, tick=tick)
        try:
            changed = stamp(os.fstat(src.fileno())) != look.stamp
        except OSError:
            changed = True
        if changed or stored.size != look.size:
            self._vault.blobs.discard(stored)
            raise _ChangedError
        return stored

    def _in_export(self, folder: Path) -> bool:
        return any(export == folder or export in folder.parents for export in self._exports)

    def _keep(
        self, file: Found, look: FirstLook, stored: StoredBlob, *, in_export: bool
    ) -> tuple[Item, bool]:
        """Item, place in the case, sighting and custody entry, in one transaction."""
        vault, now = self._vault, self._vault.now_ms()
        item = vault.items.by_sha256(stored.sha256)
        is_new, whole = item is None, True
        if item is None:
            item = Item(
                id=new_id("item"),
                kind=look.kind,
                name=readable(file.path.name),
                size=stored.size,
                sha256=stored.sha256,
                media_type=look.media_type,
                added_ms=now,
                origin=file.origin,
                modified=look.modified,
            )
        else:
            whole = is_whole(vault, item)
            if whole:
                vault.blobs.discard(stored)
        with vault.transaction():
            if is_new:
                vault.items.add(item, stored)
            elif not whole:
                vault.items.restore(item.id, stored)
            vault.items.place(item.id, self._case.id)
            if not in_export:
                vault.sightings.add_many([self._sighting(item, look, now, file)])
            vault.custody.append(
                Act.ITEM_TAKEN if is_new else Act.ITEM_SEEN_AGAIN,
                item.id,
                self._case.id,
                {
                    "sha256": item.sha256,
                    "size": item.size,
                    "name": readable(file.path.name),
                    "import": self._tally.import_id,
                    **({} if whole else {"restored": 1}),
                },
            )
        self._tally.kept(stored.size, is_new=is_new, sightings=0 if in_export else 1)
        if in_export and _may_be_named(file, look, self._exports):
            self._unseen.append((item, look, file))
        return item, is_new

    def _sighting(self, item: Item, look: FirstLook, now: int, file: Found) -> Sighting:
        taken = look.modified if look.kind in SEEN_KINDS else None
        return Sighting(
            id=new_id("sighting"),
            case=self._case.id,
            entered=vault_moment(now),
            method=Method.FILE,
            item=item.id,
            captured=taken
            and Moment(
                taken.at_ms, TimeSource.FILE, Certainty.APPROXIMATE
            ),  # a file's time may be its copy's
            where=file.origin,
        )

    def _refuse(self, file: Found, code: str, absent: str = "refused") -> None:
        self._places.leave_out(file.path, absent)
        self._tally.refuse(file.origin, code)

    def _end_early(self) -> None:
        """Keep the list of what came in until now, if the disk lets us; the failure is told."""
        with suppress(OngiError):
            self._end()

    def _end(self) -> IntakeReport:
        report = self._tally.report()
        with self._vault.transaction():
            for refused in report.refused:
                self._vault.custody.append(
                    Act.ITEM_REFUSED,
                    report.import_id,
                    self._case.id,
                    {"name": refused.path, "code": refused.code},
                )
            self._vault.imports.save(report, self._case.id, self._vault.now_ms())
        self._vault.custody.checkpoint()
        return report


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0


def _may_be_named(file: Found, look: FirstLook, exports: set[Path]) -> bool:
    """Whether a file of an export is evidence by itself, and no part of its pages' dress."""
    dress = any(export / name in file.path.parents for export in exports for name in _DRESS)
    return look.importer is None and look.kind is not ItemKind.TEXT and not dress
