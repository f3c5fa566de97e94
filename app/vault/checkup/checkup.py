"""The check-up: reads everything back and says what is damaged. Repairs and removes nothing.

Steps: every page of the index; the chain of the custody log from its first entry; its newest head
and the seal of the index's pages against what is kept outside; the key files; every item's bytes
against its hash, and its entry in the log; the spare segments; what waits; files that nothing
explains. What a damaged index does not tell of an item, the spare segments may.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import msgspec

from app.domain.custody import Act
from app.errors import IntegrityProblem, OngiError
from app.jobs import Job
from app.vault.blobs.blobs import BlobReader
from app.vault.checkup.findings import CheckResult, Damage
from app.vault.checkup.known import KnownItem, KnownItems, Segments
from app.vault.checkup.unexplained import unexplained
from app.vault.failures import translated
from app.vault.folder import (
    BLOB_FOLDER,
    DROP_FOLDER,
    HEAD_FILES,
    INDEX_FILES,
    SLOT_FILES,
    SPARE_FOLDER,
)
from app.vault.index.index import Index
from app.vault.index.readable import has_table
from app.vault.keys.slotfile import read_copies, strange_copy
from app.vault.opening.headfile import HeadFiles
from app.vault.stores.custody import Custody, index_state
from app.vault.waiting.waiting import UnreadableError, Waiting, WaitingReader

__all__ = ["CheckResult", "Checked", "Checkup", "Damage"]

_READ = 256 * 1024


@dataclass(frozen=True)
class Checked:
    """What a check-up works on: a folder, and what its key gave.

    `index` and `custody` are None where the index can't be read at all; `problem` says why. With
    `look_only` the pages are compared with what was said of them outside, else with those that this
    program wrote.
    """

    root: Path
    index: Index | None
    custody: Custody | None
    heads: HeadFiles
    blobs: BlobReader
    segments: Segments
    waiting: WaitingReader
    problem: str = ""
    look_only: bool = False
    notices: tuple[str, ...] = ()


class Checkup:
    """One check-up of one vault."""

    def __init__(self, checked: Checked, job: Job) -> None:
        self._on = checked
        self._job = job
        self._damaged: list[Damage] = []
        self._known = KnownItems(checked.index, checked.segments)
        self._seen: set[str] = set()
        self._items_read = 0
        self._done = 0

    def run(self) -> CheckResult:
        """Check everything. Raises Cancelled; EnvironmentProblem where the disk itself fails."""
        with translated(self._on.root.name):
            self._job.phase("check.index")
            index_ok = self._index()
            self._job.check()
            log_ok = self._log()
            head_ok = self._head()
            self._slots()
            self._job.check()
            self._items()
            self._segments()
            self._waiting()
            strange = self._unexplained()
        if self._known.gaps and index_ok:
            self._damage("VLT-006", INDEX_FILES[0])
            index_ok = False
        return CheckResult(
            not self._damaged,
            self._items_read,
            tuple(self._damaged),
            index_ok,
            log_ok,
            head_ok,
            strange,
            by_spares=self._on.index is None,
            notices=self._on.notices,
        )

    def _damage(self, code: str, where: str, item: KnownItem | None = None) -> None:
        named = ("", "") if item is None else (item.id, item.name)
        self._damaged.append(Damage(*named, code, where))

    def _index(self) -> bool:
        if self._on.index is None:
            self._damage(self._on.problem, INDEX_FILES[0])
            return False
        if self._on.index.damage():
            self._damage("VLT-006", INDEX_FILES[0])
            return False
        return True

    def _log(self) -> bool:
        if self._on.custody is None:
            return False
        try:
            self._on.custody.verify()
        except IntegrityProblem as problem:
            where = f"log {problem.values.get('number', '')}".strip()
            self._damage(problem.code, where)
            return False
        return True

    def _head(self) -> bool:
        """The two heads, the log at their number, and the pages they speak of."""
        for name, found in zip(HEAD_FILES, self._on.heads.reread(), strict=True):
            if found is None and (self._on.root / name).exists():
                self._damage("VLT-013", name)
        newest = self._on.heads.newest()
        if newest is None:
            self._damage("VLT-013", HEAD_FILES[0])
            return False
        if self._on.index is None or self._on.custody is None:
            return False
        try:
            if self._on.custody.head_at(newest.number) != newest.head:
                self._damage("VLT-009", INDEX_FILES[0])
                return False
            code = ""
            if self._on.look_only:
                code = self._on.index.compare(index_state(newest.facts))
            elif not self._on.index.pages_fit():
                code = "VLT-035"
        except IntegrityProblem:
            return False
        if code:
            self._damage(code, INDEX_FILES[1 if code == "VLT-036" else 0])
        return not code

    def _slots(self) -> None:
        """Each copy of the key file that is damaged or gone, while the vault is open."""
        try:
            copies = read_copies(self._on.root)
            whole = copies.whole and not strange_copy(self._on.root)
            code = "" if whole else "VLT-005" if copies.newest is None else "VLT-015"
        except OngiError as problem:
            code = "VLT-005" if problem.family == "format" else problem.code
        if code:
            self._damage(code, SLOT_FILES[0])

    def _items(self) -> None:
        self._job.phase("check.items", self._known.total(), "bytes")
        unplaced: dict[str, KnownItem] = {}
        for item in self._known.by_index():
            self._seen.add(item.id)
            if not item.destroyed and not item.blob and self._known.gaps:
                unplaced[item.id] = item  # the index lost its place; the spare segments may know it
            elif not item.destroyed:
                self._item(item, self._read_back(item) or self._custody_code(item))
        lost = self._on.index is None or self._known.gaps > 0
        for item in self._known.by_spares():
            if known := unplaced.pop(item.id, None):
                self._item(known, self._read_back(item) or self._custody_code(known))
            elif item.id not in self._seen and lost:
                self._seen.add(item.id)
                self._item(item, self._read_back(item))
        for item in unplaced.values():
            self._item(item, "VLT-008")

    def _item(self, item: KnownItem, code: str) -> None:
        self._items_read += 1
        if code:
            self._damage(code, f"{BLOB_FOLDER}/{item.blob[:2]}/{item.blob}", item)
        self._done += item.size
        self._job.advance(self._done)

    def _read_back(self, item: KnownItem) -> str:
        digest = hashlib.sha256()
        buffer = memoryview(bytearray(_READ))
        size = 0
        try:
            with self._on.blobs.open(
                item.blob, item.header, item.stored_size, size=item.size, shown_id=item.id
            ) as src:
                while count := src.readinto(buffer):
                    digest.update(buffer[:count])
                    size += count
                    self._job.advance(self._done + size)
                    self._job.check()
                padded_well = src.padding_is_zeros()
        except IntegrityProblem as problem:
            return problem.code if item.blob else "VLT-008"
        except OngiError as problem:
            if problem.family == "environment":
                return problem.code
            raise
        same = (digest.hexdigest(), size) == (item.sha256, item.size)
        return "" if same and padded_well else "VLT-007"

    def _custody_code(self, item: KnownItem) -> str:
        """What is wrong with the log's own word on an item: no entry, or another hash."""
        if self._on.index is None:
            return ""
        try:
            row = self._on.index.one(
                "SELECT details FROM log WHERE subject = ? AND act IN (?, ?)",
                (item.id, Act.ITEM_TAKEN.value, Act.ITEM_MADE.value),
            )
        except IntegrityProblem:
            return ""  # the log itself is damaged, which is told already
        if row is None:
            return "VLT-014"
        try:
            details = msgspec.json.decode(row[0], type=dict[str, str | int])
        except msgspec.DecodeError:
            return "VLT-014"
        return "" if details.get("sha256", item.sha256) == item.sha256 else "VLT-014"

    def _segments(self) -> None:
        there = set(self._named_segments())
        for name in dict.fromkeys(self._known.damaged_segments):
            self._damage("VLT-041", f"{SPARE_FOLDER}/{name}")
            there.discard(name)
        for name in sorted(there):
            if not (self._on.root / SPARE_FOLDER / name).is_file():
                self._damage("VLT-041", f"{SPARE_FOLDER}/{name}")

    def _waiting(self) -> None:
        """Every file that waits: opened, read to its end, compared with the sum sealed with it."""
        for one in self._on.waiting.list():
            self._job.check()
            if not (isinstance(one, Waiting) and self._waits_whole(one)):
                self._damage("VLT-057", f"{DROP_FOLDER}/{one.name}")

    def _waits_whole(self, one: Waiting) -> bool:
        digest = hashlib.sha256()
        try:
            with self._on.waiting.open(one.name) as src:
                while data := src.read(_READ):
                    digest.update(data)
                    self._job.check()
        except UnreadableError:
            return False
        return digest.hexdigest() == one.sha256

    def _named_segments(self) -> list[str]:
        index = self._on.index
        if index is None or not has_table(index, "spares"):
            return []
        return [name.hex() for (name,) in self._read("SELECT DISTINCT segment FROM spares")]

    def _unexplained(self) -> tuple[str, ...]:
        if self._on.index is None or self._known.gaps:
            # A damaged index may end the list of items early; then no blob can be called strange.
            folder = self._on.root / BLOB_FOLDER
            blobs = {path.name for path in folder.rglob("*")} if folder.is_dir() else set()
            spare = self._on.root / SPARE_FOLDER
            named = {path.name for path in spare.iterdir()} if spare.is_dir() else set()
        else:
            blobs, named = self._known.blobs, set(self._named_segments())
        begun = {name.hex() for (name,) in self._read("SELECT name FROM intents")}
        return tuple(unexplained(self._on.root, blobs, begun, named))

    def _read(self, sql: str) -> list[tuple[bytes, ...]]:
        if self._on.index is None:
            return []
        try:
            return self._on.index.read(sql)
        except IntegrityProblem:
            return []
