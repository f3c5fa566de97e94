"""A verified copy of an open vault, as an ordinary vault in another folder.

What never changes comes first (payloads, spare segments, what waits), checked as it is read back;
then the index with slots and heads (`backup_index`); at last what only the earlier backup needed is
removed. So a kill anywhere leaves the earlier backup or the new one, and a first one has no slots
until it is whole. Changes nothing in the vault itself. See FORMAT.md, section "Backups".
"""

from __future__ import annotations

import copy
import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import EnvironmentProblem, InputProblem
from app.jobs import Job
from app.vault.backup.copying import Copier, UnreadableError, size_of
from app.vault.backup.index_copy import put_index
from app.vault.backup.place import Earlier, judge, outside, same_disk
from app.vault.failures import translated
from app.vault.folder import (
    BACKUP_MARK,
    BLOB_FOLDER,
    DROP_FOLDER,
    DROP_KEY,
    INDEX_FILES,
    LOCK_FILE,
    SLOT_FILES,
    SPARE_FOLDER,
    TEMPORARY,
    Step,
    blob_path,
    make_blob_folders,
    make_folder,
    no_step,
    read_small,
    replace_file,
    sync_folder,
)
from app.vault.index.copies import forget_versioned_copies
from app.vault.lock import VaultLock
from app.vault.parts import Parts
from app.vault.stores.items import BlobPlace, Items
from app.vault.waiting.drop import remove_left_over
from crypto.age import PayloadReader, open_header
from crypto.errors import CryptoError
from crypto.slots import SlotBlock

_SPARE_ROOM = 4 * 1024 * 1024
_DRAWN = re.compile(r"[0-9a-f]{32}\Z")
_PIECE = 1024 * 1024
NEW_INDEX = "index.db.new"


@dataclass(frozen=True)
class NotCopied:
    """An item whose bytes are damaged or gone in the vault itself, so that no copy was made."""

    id: str
    name: str
    code: str


@dataclass(frozen=True)
class BackupMade:
    """What a backup did.

    `items` are in it whole; `files` and `size` (bytes) were copied this time; `removed` counts
    payloads that the earlier backup had and the vault has no more. `same_disk`: it lies on the
    vault's own disk. `first`: there was none in that folder before.
    """

    path: Path
    items: int
    files: int
    size: int
    removed: int
    not_copied: tuple[NotCopied, ...]
    same_disk: bool
    first: bool


class Backup:
    """One copying of an open vault (`slots` are its key slots as they are now). Used once."""

    def __init__(
        self, parts: Parts, items: Items, slots: SlotBlock, job: Job, step: Step = no_step
    ) -> None:
        self._parts = parts
        self._items = items
        self._slots = copy.deepcopy(slots)
        self._job = job
        self._step = step
        self._done = 0
        self._copier = Copier(self._tick, step)
        self._not_copied: list[NotCopied] = []
        self._whole = 0

    def make(self, to: Path, *, thorough: bool = False, only_new: bool = False) -> BackupMade:
        """Copy the vault to a folder, or bring the earlier backup there up to date.

        `thorough` reads and compares payloads that are there already; `only_new` refuses a folder
        that holds anything. Raises InputProblem INP-009, INP-020; IntegrityProblem VLT-046,
        VLT-047; EnvironmentProblem VLT-003 (open elsewhere), VLT-050 (the disk does not keep what
        is written), ENV-…; Cancelled.
        """
        with translated(to.name):
            place = outside(self._parts.path, to)
            make_folder(place)
            if only_new and any((place / name).exists() for name in SLOT_FILES):
                raise InputProblem("INP-009", name=to.name)
            judge(self._parts, self._slots.vault_id, place)  # before a lock is made where none goes
            lock = VaultLock(place / LOCK_FILE)
            try:
                # Anew: until we had the lock, somebody else could work in it.
                earlier = judge(self._parts, self._slots.vault_id, place)
                return self._make(place, earlier, thorough=thorough)
            finally:
                lock.release()

    def _make(self, to: Path, earlier: Earlier, *, thorough: bool) -> BackupMade:
        if not earlier.has_slots:
            replace_file(to / BACKUP_MARK, self._slots.vault_id.hex().encode(), self._step)
        if not (to / BLOB_FOLDER / "ff").is_dir():
            _blob_folders(to)
        self._check_room(to)
        self._payloads(to, thorough=thorough)
        self._beside(to)
        self._copier.settle()
        self._job.check()
        put_index(self._parts, self._slots, to, earlier, self._step)
        removed = self._remove_old(to) if self._may_remove(earlier) else 0
        (to / BACKUP_MARK).unlink(missing_ok=True)
        sync_folder(to)
        self._step("backup.done")
        copied = self._copier
        return BackupMade(
            to,
            self._whole,
            copied.files,
            copied.size,
            removed,
            tuple(self._not_copied),
            same_disk(self._parts.path, to),
            first=not earlier.has_slots,
        )

    def _tick(self, count: int) -> None:
        self._done += count
        self._job.advance(self._done)
        self._job.check()

    def _check_room(self, to: Path) -> None:
        """Whether all that is missing there fits. Raises EnvironmentProblem ENV-001."""
        needed = _SPARE_ROOM + 2 * (size_of(self._parts.path / INDEX_FILES[0]) or 0)
        for place in self._items.places():
            if size_of(blob_path(to, place.name)) != place.stored_size:
                needed += place.stored_size
        if shutil.disk_usage(to).free < needed:
            raise EnvironmentProblem("ENV-001")
        self._job.phase("backup.copy", needed - _SPARE_ROOM, "bytes")

    def _payloads(self, to: Path, *, thorough: bool) -> None:
        for place in self._items.places():
            self._job.check()
            code = self._payload(place, to, thorough=thorough)
            if code:
                self._not_copied.append(NotCopied(place.item.id, place.item.name, code))
            else:
                self._whole += 1

    def _payload(self, place: BlobPlace, to: Path, *, thorough: bool) -> str:
        """Copy one; why there is no whole copy of it, or nothing."""
        src, dst = blob_path(self._parts.path, place.name), blob_path(to, place.name)
        there = size_of(dst) == place.stored_size
        if there and not (thorough and not self._is_whole(dst, place)):
            return ""
        if size_of(src) is None:
            return "VLT-008"
        try:
            self._copy_payload(src, dst, place)
        except UnreadableError:
            return "VLT-007"
        except EnvironmentProblem:
            # What was read back is not the item: is it the copy's disk, or the vault's own file?
            if self._is_whole(src, place):
                raise
            return "VLT-007"
        return ""

    def _copy_payload(self, src: Path, dst: Path, place: BlobPlace) -> None:
        """Copy one; what can't be read once is read again, for a disk may fail for a moment."""
        before = self._done
        try:
            self._copier.copy(src, dst, lambda part: self._is_whole(part, place))
        except UnreadableError:
            self._done = before
            self._copier.copy(src, dst, lambda part: self._is_whole(part, place))

    def _is_whole(self, path: Path, place: BlobPlace) -> bool:
        """Whether a payload decrypts to the item that the index tells of."""
        digest, left = hashlib.sha256(), place.item.size
        try:
            file_key = open_header(place.header, [self._parts.derived.identity])
            with path.open("rb", buffering=0) as raw:
                src = PayloadReader(raw, file_key)
                while left and (piece := src.read(min(left, _PIECE))):
                    digest.update(piece)
                    left -= len(piece)
                    self._job.check()
        except (CryptoError, OSError):
            return False
        return not left and digest.hexdigest() == place.item.sha256

    def _beside(self, to: Path) -> None:
        """Spare segments and what waits, by names that stand for one content each."""
        root = self._parts.path
        for name in (SPARE_FOLDER, DROP_FOLDER):
            for src in _named_files(root / name):
                (to / name).mkdir(exist_ok=True)
                if size_of(to / name / src.name) != size_of(src):
                    self._copier.copy(src, to / name / src.name)
        key = read_small(root / DROP_KEY)
        if key is not None and key != read_small(to / DROP_KEY):
            replace_file(to / DROP_KEY, key, self._step)

    def _may_remove(self, earlier: Earlier) -> bool:
        return not earlier.has_slots or earlier.epoch is not None

    def _remove_old(self, to: Path) -> int:
        """Take away files of ours that the new index does not name; how many payloads."""
        removed = 0
        forget_versioned_copies(to)
        kept = {place.name for place in self._items.places()}
        for folder in sorted((to / BLOB_FOLDER).iterdir()):
            gone = [path for path in _named_files(folder, begun=True) if path.name not in kept]
            for path in gone:
                path.unlink()
                self._step("backup.removed")
            if gone:
                sync_folder(folder)
            removed += sum(not path.name.endswith(TEMPORARY) for path in gone)
        for name in (SPARE_FOLDER, DROP_FOLDER):
            ours = {path.name for path in _named_files(self._parts.path / name)}
            for path in list(_named_files(to / name, begun=name == SPARE_FOLDER)):
                if path.name not in ours:
                    path.unlink()
        remove_left_over(to)
        return removed


def _blob_folders(to: Path) -> None:
    """The 256 folders, as far as they are not there."""
    if not (to / BLOB_FOLDER).exists():
        make_blob_folders(to)
        return
    for first in range(256):
        (to / BLOB_FOLDER / f"{first:02x}").mkdir(exist_ok=True)
    sync_folder(to / BLOB_FOLDER)


def _named_files(folder: Path, *, begun: bool = False) -> Iterator[Path]:
    """The plain files in a folder with names as the vault draws them, in their order.

    `begun`: those as well that a kill left half copied.
    """
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.iterdir()):
        name = path.name.removesuffix(TEMPORARY) if begun else path.name
        if _DRAWN.match(name) and size_of(path) is not None:
            yield path
