"""Takes files into the vault: one at a time, whole or not at all, each with its place.

Its custody entry and its reason.

Order for every file: what kind it is (by its first bytes, before storing, since minor mode must
keep pictures out) -> hash, encrypt, store, read back -> item, case, custody in one transaction ->
only then a look inside. Chat exports are read afterwards, from the stored bytes.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.collect.chat_intake import ChatIntake, ChatSource
from app.collect.chats.base import HEAD_BYTES, ChatImporter
from app.collect.chats.registry import recognise
from app.collect.kinds import sniff_kind
from app.collect.looking import look_inside
from app.collect.media import MediaWorker
from app.collect.tally import Tally
from app.collect.walk import Found, walk
from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.intake import IntakeReport, NotUnderstood, Refused
from app.domain.items import Case, Item, ItemKind, Method, Sighting
from app.domain.times import Certainty, Moment, TimeSource, vault_moment
from app.errors import Cancelled
from app.jobs import Job
from app.vault import StoredBlob, Vault

SEEN_KINDS = {ItemKind.PICTURE, ItemKind.VIDEO, ItemKind.AUDIO}
"""What minor mode keeps out."""

_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True)
class _Look:
    """What the first bytes and the file system say of a file."""

    kind: ItemKind
    media_type: str
    importer: ChatImporter | None
    alone: ChatImporter | None
    modified: Moment
    size: int
    stamp: tuple[int, int]


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
        self._kept: dict[Path, str] = {}
        self._left_out: set[Path] = set()
        self._done_bytes = 0

    def take(self, paths: Sequence[Path]) -> IntakeReport:
        """Take everything under the paths.

        See `app.usecases.collecting.collect` for what is raised.
        """
        found = self._find(paths)
        try:
            with MediaWorker() as worker:
                for file in found:
                    self._job.check()
                    self._one(file, worker)
            for source in self._sources:
                self._job.check()
                chat = ChatIntake(self._vault, self._case, self._job, self._zone, self._tally)
                chat.take(source, self._kept, self._left_out)
            self._tell_of_unread()
        except Cancelled:
            self._end()
            raise
        return self._end()

    def _tell_of_unread(self) -> None:
        """Name the files of a chat that were kept.

        And not read because another format of it lies beside them.
        """
        for file, importer in self._left_to:
            read = [one for one in self._sources if one.folder == file.folder]
            if not any(one.importer.name == importer.name for one in read):
                self._tally.unread([NotUnderstood(readable(file.origin), "beside_another")])

    def _find(self, paths: Sequence[Path]) -> list[Found]:
        self._job.phase("collect.walk")
        found: list[Found] = []
        for path in paths:
            for one in walk(path, self._vault.path):
                self._job.check()
                if isinstance(one, Refused):
                    self._tally.refuse(one.path, one.code)
                else:
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
            descriptor = os.open(file.path, os.O_RDONLY | _NO_FOLLOW)
            with os.fdopen(descriptor, "rb", buffering=0) as src:
                self._open(file, src, worker)
        except FileNotFoundError:
            self._refuse(file, "ENV-002")
        except OSError:
            self._refuse(file, "ENV-003")

    def _open(self, file: Found, src: BinaryIO, worker: MediaWorker) -> None:
        look = self._look(file, src)
        if look is None:
            self._refuse(file, "COL-002")
            return
        if look.importer is not None:
            self._exports.add(file.folder)
        in_export = self._in_export(file.folder)
        if self._kept_out(look.kind, in_export=in_export):
            self._left_out.add(file.path)
            self._refuse(file, "COL-004")
            return
        stored = self._vault.blobs.store(src, tick=self._tick)
        if _stamp(os.fstat(src.fileno())) != look.stamp or stored.size != look.size:
            self._vault.blobs.discard(stored)
            self._refuse(file, "ENV-006")
            return
        self._done_bytes += stored.size
        item, is_new = self._keep(file, look, stored, in_export=in_export)
        self._kept[file.path] = item.id
        if is_new:
            look_inside(self._vault, item, worker)
        if look.importer is None and look.alone is not None:
            self._left_to.append((file, look.alone))
        if look.importer is not None:
            self._sources.append(
                ChatSource(
                    item, look.importer, file.folder, self._siblings[file.folder], look.modified
                )
            )

    def _look(self, file: Found, src: BinaryIO) -> _Look | None:
        status = os.fstat(src.fileno())
        if not stat.S_ISREG(status.st_mode):
            return None
        head = src.read(HEAD_BYTES)
        src.seek(0)
        kind, media_type = sniff_kind(head, file.path.name)
        name = file.path.name
        importer = recognise(head, name, self._siblings[file.folder])
        alone = importer or recognise(head, name, frozenset({name}))
        modified = Moment(status.st_mtime_ns // 1_000_000, TimeSource.FILE, Certainty.EXACT)
        return _Look(
            ItemKind.CHAT if importer else kind,
            media_type,
            importer,
            alone,
            modified,
            status.st_size,
            _stamp(status),
        )

    def _kept_out(self, kind: ItemKind, *, in_export: bool) -> bool:
        if not self._case.minor_mode or kind not in SEEN_KINDS:
            return False
        return in_export or not (self._pictures_confirmed and kind is ItemKind.PICTURE)

    def _in_export(self, folder: Path) -> bool:
        return any(export == folder or export in folder.parents for export in self._exports)

    def _keep(
        self, file: Found, look: _Look, stored: StoredBlob, *, in_export: bool
    ) -> tuple[Item, bool]:
        """The item, its place in the case, its sighting and its custody entry.

        In one transaction.
        """
        vault, now = self._vault, self._vault.now_ms()
        item = vault.items.by_sha256(stored.sha256)
        is_new = item is None
        if item is None:
            item = Item(
                id=new_id("item"),
                kind=look.kind,
                name=readable(file.path.name),
                size=stored.size,
                sha256=stored.sha256,
                media_type=look.media_type,
                added_ms=now,
                origin=readable(file.origin),
                modified=look.modified,
            )
        else:
            vault.blobs.discard(stored)
        with vault.transaction():
            if is_new:
                vault.items.add(item, stored)
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
                },
            )
        self._tally.kept(stored.size, is_new=is_new, sightings=0 if in_export else 1)
        return item, is_new

    def _sighting(self, item: Item, look: _Look, now: int, file: Found) -> Sighting:
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
            where=readable(file.origin),
        )

    def _tick(self, done: int) -> None:
        self._job.check()
        self._job.advance(self._done_bytes + done)

    def _refuse(self, file: Found, code: str) -> None:
        self._tally.refuse(readable(file.origin), code)

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


def readable(name: str) -> str:
    r"""A file name as text: bytes that are no UTF-8 stand as `\xff`.

    So that the index and every document can hold it.
    """
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:
        return 0
