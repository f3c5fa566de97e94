"""The check-up: reads everything back and says what is damaged. Repairs and removes nothing.

Steps: every page of the index; the chain of the custody log from its first entry; its newest head
against the copies outside the index; every item's bytes against its hash, and its entry in the log;
files that nothing explains.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.domain.custody import Act
from app.errors import IntegrityProblem, OngiError
from app.jobs import Job
from app.vault.blobs import Blobs
from app.vault.custody import Custody
from app.vault.drop import is_name
from app.vault.failures import translated
from app.vault.folder import (
    BLOB_FOLDER,
    DROP_FOLDER,
    DROP_KEY,
    HEAD_FILES,
    INDEX_FILES,
    LOCK_FILE,
    SLOT_FILES,
    TEMPORARY,
)
from app.vault.headfile import HeadFiles
from app.vault.index import Index
from app.vault.items import BlobPlace, Items
from app.vault.slotfile import read_newest

_READ = 256 * 1024
_OUR_FILES = frozenset((*SLOT_FILES, *HEAD_FILES, *INDEX_FILES, LOCK_FILE, DROP_KEY))


@dataclass(frozen=True)
class Damage:
    """One thing that is damaged.

    `id` and `name` are the item's, or empty; `code` says what; `where` the file.
    """

    id: str
    name: str
    code: str
    where: str


@dataclass(frozen=True)
class CheckResult:
    """What a check-up found. `clean` when nothing is damaged, unexplained files or not.

    `items` were read back whole or not. `index_ok`, `log_ok` and `head_ok` tell of the index's
    pages, the log's chain, and the log's newest entry against the copy outside the index.
    `unexplained` are paths in the vault folder that belong to nothing.
    """

    clean: bool
    items: int
    damaged: tuple[Damage, ...]
    index_ok: bool
    log_ok: bool
    head_ok: bool
    unexplained: tuple[str, ...]


class Checkup:
    """Checks one open vault."""

    def __init__(
        self,
        root: Path,
        index: Index,
        *,
        custody: Custody,
        heads: HeadFiles,
        items: Items,
        blobs: Blobs,
    ) -> None:
        self._root = root
        self._index = index
        self._custody = custody
        self._heads = heads
        self._items = items
        self._blobs = blobs

    def run(self, job: Job) -> CheckResult:
        """Check everything.

        Raises Cancelled, and EnvironmentProblem where the disk itself fails.
        """
        with translated(self._root.name):
            return self._run(job)

    def _run(self, job: Job) -> CheckResult:
        damaged: list[Damage] = []
        job.phase("check.index")
        index_ok = not self._index.damage()
        if not index_ok:
            damaged.append(Damage("", "", "VLT-006", INDEX_FILES[0]))
        job.check()
        log_ok = self._log(damaged)
        head_ok = self._head(damaged)
        self._slots(damaged)
        job.check()
        named: set[str] = set()
        unexplained: tuple[str, ...] = ()
        try:
            self._all_items(job, damaged, named)
            unexplained = self._unexplained(named)
        except IntegrityProblem as problem:
            # A damaged index may end the list of items early; then nothing can be called strange.
            damaged.append(Damage("", "", problem.code, INDEX_FILES[0]))
            index_ok = False
        return CheckResult(
            not damaged, len(named), tuple(damaged), index_ok, log_ok, head_ok, unexplained
        )

    def _log(self, damaged: list[Damage]) -> bool:
        try:
            self._custody.verify()
        except IntegrityProblem as problem:
            where = f"log {problem.values.get('number', '')}".strip()
            damaged.append(Damage("", "", problem.code, where))
            return False
        return True

    def _head(self, damaged: list[Damage]) -> bool:
        for name, found in zip(HEAD_FILES, self._heads.reread(), strict=True):
            if found is None and (self._root / name).exists():
                damaged.append(Damage("", "", "VLT-013", name))
        newest = self._heads.newest()
        try:
            kept = None if newest is None else self._custody.head_at(newest.number)
        except IntegrityProblem:
            return False
        if newest is None:
            damaged.append(Damage("", "", "VLT-013", HEAD_FILES[0]))
            return False
        if kept != newest.head:
            damaged.append(Damage("", "", "VLT-009", INDEX_FILES[0]))
            return False
        return True

    def _slots(self, damaged: list[Damage]) -> None:
        try:
            code = "" if read_newest(self._root).whole else "VLT-015"
        except OngiError as problem:
            # Both copies are gone or damaged while the vault is open: still a finding, not an end.
            code = "VLT-005" if problem.family == "format" else problem.code
        if code:
            damaged.append(Damage("", "", code, SLOT_FILES[0]))

    def _all_items(self, job: Job, damaged: list[Damage], named: set[str]) -> None:
        total = self._index.one("SELECT coalesce(sum(size), 0) FROM items")
        job.phase("check.items", int(total[0]) if total else 0, "bytes")
        done = 0
        for place in self._items.places():
            named.add(place.name)
            code = self._read_back(place, job, done) or self._custody_code(place)
            if code:
                where = f"{BLOB_FOLDER}/{place.name[:2]}/{place.name}"
                damaged.append(Damage(place.item.id, place.item.name, code, where))
            done += place.item.size
            job.advance(done)

    def _read_back(self, place: BlobPlace, job: Job, done: int) -> str:
        digest = hashlib.sha256()
        buffer = memoryview(bytearray(_READ))
        size = 0
        try:
            with self._blobs.open(
                place.name,
                place.header,
                place.stored_size,
                size=place.item.size,
                shown_id=place.item.id,
            ) as src:
                while count := src.readinto(buffer):
                    digest.update(buffer[:count])
                    size += count
                    job.advance(done + size)
                    job.check()
                padded_well = src.padding_is_zeros()
        except IntegrityProblem as problem:
            return problem.code
        except OngiError as problem:
            if problem.family == "environment":
                return problem.code
            raise
        same = (digest.hexdigest(), size) == (place.item.sha256, place.item.size)
        return "" if same and padded_well else "VLT-007"

    def _custody_code(self, place: BlobPlace) -> str:
        """What is wrong with the log's own word on an item: no entry, or another hash."""
        row = self._index.one(
            "SELECT details FROM log WHERE subject = ? AND act = ?",
            (place.item.id, Act.ITEM_TAKEN.value),
        )
        if row is None:
            return "VLT-014"
        try:
            details = msgspec.json.decode(row[0], type=dict[str, str | int])
        except msgspec.DecodeError:
            return "VLT-014"
        return "" if details.get("sha256", place.item.sha256) == place.item.sha256 else "VLT-014"

    def _unexplained(self, named: set[str]) -> tuple[str, ...]:
        waiting = {row[0].hex() for row in self._index.read("SELECT name FROM intents")}
        found: list[str] = []
        for path in sorted(self._root.iterdir()):
            if path.name == BLOB_FOLDER:
                for file in sorted(path.rglob("*")):
                    name = file.name.removesuffix(TEMPORARY)
                    expected = name in waiting or (file.name in named)
                    if not (file.is_dir() and len(file.name) == 2) and not expected:
                        found.append(file.relative_to(self._root).as_posix())
            elif path.name == DROP_FOLDER:
                names = (file.name for file in sorted(path.iterdir()))
                strange = (name for name in names if not is_name(name.removesuffix(TEMPORARY)))
                found += [f"{DROP_FOLDER}/{name}" for name in strange]
            elif path.name not in _OUR_FILES:
                found.append(path.name)
        return tuple(found)
