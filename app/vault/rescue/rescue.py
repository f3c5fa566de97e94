"""Copying out of a vault what can still be read: files, and the words of the index as JSON lines.

By the index row by row, and by the spare segments where it does not help. Never writes into the
vault. What it writes is not encrypted: the person was asked before. See FORMAT.md, section
"Rescue".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.domain.evidence.exhibit_names import exhibit_name
from app.jobs import Job
from app.vault.checkup.known import KnownItem, KnownItems
from app.vault.failures import translated
from app.vault.folder import BLOB_FOLDER, TEMPORARY, blob_path
from app.vault.opening.looking import Looked
from app.vault.rescue.records import TABLES, write_records
from app.vault.rescue.salvage import Copied, Payload, copy_readable
from app.vault.rescue.waiting_files import copy_waiting

FILES = "files"


class RescueState(StrEnum):
    """What came of an item's bytes."""

    WHOLE = "whole"  # written, and its SHA-256 is the one it came in with
    DAMAGED = "damaged"  # written as far as it can be read, or nothing of it can be
    MISSING = "missing"  # no bytes of it are there
    DESTROYED = "destroyed"  # the person had it destroyed; nothing is lost by damage
    UNKNOWN = "unknown"  # bytes without the key to them: which item they were is not known


_WORTH_A_TRY = (RescueState.DAMAGED, RescueState.MISSING)


@dataclass(frozen=True)
class RescuedItem:
    """One item in the list of a rescue.

    `file` is its path in the output folder, empty where nothing was written; `unreadable` counts
    bytes that zeros stand for in it. Sizes are bytes, `added_ms` UTC milliseconds.
    """

    file: str
    id: str
    name: str
    media_type: str
    size: int
    sha256: str
    added_ms: int
    state: RescueState
    unreadable: int


@dataclass(frozen=True)
class RescuedRecords:
    """One file of JSON lines: its path in the output folder, lines, places where lines are lost."""

    file: str
    lines: int
    gaps: int


@dataclass(frozen=True)
class RescueResult:
    """What was copied out.

    `index` says whether the index could be read ("whole", "partly", "none"); `problem` is the code
    why not. `segments` are spare segments that are damaged. `notices` are codes.
    """

    items: tuple[RescuedItem, ...]
    records: tuple[RescuedRecords, ...]
    index: str
    problem: str
    segments: tuple[str, ...]
    notices: tuple[str, ...]

    def count(self, state: RescueState) -> int:
        """How many items are in a state."""
        return sum(item.state is state for item in self.items)


class Rescue:
    """One rescue of one folder into another."""

    def __init__(self, looked: Looked, out: Path, job: Job) -> None:
        self._looked = looked
        self._out = out
        self._job = job
        self._known = KnownItems(looked.index, looked.spare_lines)
        self._items: dict[str, RescuedItem] = {}
        self._numbers: dict[str, int] = {}
        self._tried: set[tuple[str, str, bytes]] = set()
        self._done = 0

    def run(self) -> RescueResult:
        """Copy all out. Raises Cancelled, EnvironmentProblem (the output's disk)."""
        with translated(self._out.name):
            (self._out / FILES).mkdir()
            self._job.phase("rescue.items", self._known.total(), "bytes")
            for item in self._known.by_index():
                self._take(item)
            for item in self._known.by_spares():
                before = self._items.get(item.id)
                if before is None or before.state in _WORTH_A_TRY:
                    self._take(item)
            self._unknown()
            self._waiting()
            records = self._records()
        gaps = self._known.gaps + sum(one.gaps for one in records)
        return RescueResult(
            tuple(self._items.values()),
            records,
            "none" if self._looked.index is None else "partly" if gaps else "whole",
            self._looked.problem,
            tuple(sorted(set(self._known.damaged_segments))),
            self._looked.notices,
        )

    def _unknown(self) -> None:
        """Blobs that nothing names: told by their file, since nobody can say what they were."""
        if self._looked.index is not None and not self._known.gaps:
            return  # what an unfinished intake left behind, as the check-up says
        folder = self._looked.path / BLOB_FOLDER
        for path in sorted(folder.glob("??/*")) if folder.is_dir() else ():
            if path.name not in self._known.blobs and not path.name.endswith(TEMPORARY):
                where = path.relative_to(self._looked.path).as_posix()
                self._items[where] = RescuedItem(
                    "", "", where, "", path.stat().st_size, "", 0, RescueState.UNKNOWN, 0
                )

    def _waiting(self) -> None:
        """What came in while the vault was locked, and has no place in a case yet."""
        for one in copy_waiting(self._looked.waiting(), self._out, self._job):
            state = RescueState.WHOLE if one.whole else RescueState.DAMAGED
            lost = 0 if one.whole else max(one.size - one.written, 0)
            self._items[one.file or one.name] = RescuedItem(
                one.file, "", one.name, "", one.size, one.sha256, one.captured_ms,
                state if one.file else RescueState.UNKNOWN, lost,
            )  # fmt: skip

    def _take(self, known: KnownItem) -> None:
        """Copy one item out. A second try, by other words on it, counts only if it is whole."""
        self._job.check()
        attempt = (known.id, known.blob, known.header)
        if attempt in self._tried:
            return
        self._tried.add(attempt)
        number = self._numbers.setdefault(known.id, len(self._numbers) + 1)
        ending = exhibit_name(number, known.media_type).partition(".")[2]
        path = self._out / FILES / f"{number:06d}.{ending}"
        part = path.with_name(path.name + TEMPORARY)
        copied = self._copied(known, part)
        self._done += known.size
        state = self._state(known, copied)
        if known.id in self._items and state is not RescueState.WHOLE:
            part.unlink(missing_ok=True)
            return
        written = part.exists()
        if written:
            part.replace(path)
        self._items[known.id] = RescuedItem(
            path.relative_to(self._out).as_posix() if written else "",
            known.id,
            known.name,
            known.media_type,
            known.size,
            known.sha256,
            known.added_ms,
            state,
            copied.unreadable,
        )

    def _copied(self, known: KnownItem, part: Path) -> Copied:
        if not known.blob:
            return Copied("", known.size, there=False)
        place = Payload(
            blob_path(self._looked.path, known.blob), known.header, known.stored_size, known.size
        )
        with part.open("xb") as out:
            copied = copy_readable(place, self._looked.derived.identity, out, self._job, self._done)
        if copied.unreadable >= known.size > 0 or not copied.there:
            part.unlink()
        return copied

    def _state(self, known: KnownItem, copied: Copied) -> RescueState:
        if not copied.unreadable and copied.sha256 == known.sha256:
            return RescueState.WHOLE
        if copied.there:
            return RescueState.DAMAGED
        return RescueState.DESTROYED if known.destroyed else RescueState.MISSING

    def _records(self) -> tuple[RescuedRecords, ...]:
        index = self._looked.index
        if index is None:
            return ()
        self._job.phase("rescue.records", len(TABLES))
        made: list[RescuedRecords] = []
        for done, table in enumerate(TABLES):
            self._job.check()
            self._job.advance(done)
            lines, gaps = write_records(index, table, self._out)
            made.append(RescuedRecords(table.file, lines, gaps))
        return tuple(made)
