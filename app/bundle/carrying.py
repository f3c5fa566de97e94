"""A finished bundle on its way to a stick: in one piece or in parts, read back, and gone on with.

Written under a name that says it is unfinished, so nothing is called done before every file was
read back from there and was right. Broken off, what is whole stays; the same once more goes on.
Reads the bundle's outside alone: needs no key. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bundle.partwriting import count_of_parts, part_size_for
from app.bundle.place import FULL, check_room, durable_file, durable_folder, forget_cached, settle
from app.bundle.verify.outer import Outer, open_outer
from app.bundle.verify.outside import BUNDLE, PART_LIST, PART_NAME, is_ours
from app.bundle.verify.parts import part_name, sum_of, write_part_list
from app.errors import EnvironmentProblem, InputProblem, IntegrityProblem
from app.jobs import Job

UNFINISHED = ".unfinished"
_STEP = 1024 * 1024
_SPARE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Carried:
    """A copy that is there.

    `parts` is how many it has (1: in one piece), `kept` how many of them an earlier try had left
    there whole, `size` their bytes.
    """

    path: Path
    parts: int
    kept: int
    size: int


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A file to be written: its name, and where its bytes lie in `source`."""

    name: str
    source: BinaryIO
    start: int
    size: int


def carry(bundle: Path, to: Path, job: Job, *, part_size: int | None = None) -> Carried:
    """Copy a bundle (its folder, or a ZIP of it) into a new folder of its name in `to`.

    In parts where `part_size` asks for it or the file system of `to` does. Raises InputProblem
    (INP-002, BND-036, BND-037, BND-041), EnvironmentProblem (ENV-001, ENV-003, ENV-004; BND-038,
    BND-039: broken off, and can be gone on with), FormatProblem (BND-002, BND-007),
    IntegrityProblem (BND-035, BND-040: it was not stored as it was written), Cancelled.
    """
    with open_outer(bundle) as outer:
        source = whole(outer)
        target = to / name_of(bundle)
        if target.exists():
            raise InputProblem("BND-037", name=target.name)
        with _place(to):
            durable_folder(to)
        total = source.seek(0, os.SEEK_END)
        size = part_size_for(to, total, part_size)
        count = 1 if size is None else count_of_parts(total, size)
        return _Carrier(outer, target, job, total, size or total, count).run(source)


def whole(outer: Outer) -> BinaryIO:
    """The bundle's one stream. Raises IntegrityProblem BND-035 where parts are lacking."""
    if outer.bundle is None:
        raise IntegrityProblem("BND-035")
    return outer.bundle


def name_of(bundle: Path) -> str:
    """The name a copy gets: the folder's own, or the ZIP's without its ending."""
    place = bundle.absolute()
    if place.is_dir():
        return place.name
    return place.parent.name if is_ours(place.name) else place.stem


class _Carrier:
    """One run. What it says of the parts that are written stands in `_done`."""

    def __init__(
        self, outer: Outer, target: Path, job: Job, total: int, size: int, count: int
    ) -> None:
        self._outer, self._target, self._job = outer, target, job
        self._total, self._size, self._count = total, size, count
        self._folder = target.with_name(target.name + UNFINISHED)
        self._done = self._kept = self._moved = 0
        self._sums: list[str] = []

    def run(self, source: BinaryIO) -> Carried:
        """Write what is not there yet, then give the folder its name."""
        self._job.phase("bundle.carry", self._total, "bytes")
        with self._told():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._take_out_strays()
            room = self._total + sum(self._others().values()) + _SPARE
            check_room(self._folder, room - self._there())
        for stretch in self._parts(source):
            wanted, kept = self._put(stretch)
            self._sums.append(wanted)
            self._kept += kept
            self._done += 1
        self._put_others()
        with self._told():
            settle(self._folder)
            self._folder.rename(self._target)
            settle(self._target.parent)
        return Carried(self._target, self._count, self._kept, self._total)

    def _parts(self, source: BinaryIO) -> Iterator[_Stretch]:
        for number in range(1, self._count + 1):
            start = (number - 1) * self._size
            name = part_name(number) if self._count > 1 else BUNDLE
            yield _Stretch(name, source, start, min(self._size, self._total - start))

    def _take_out_strays(self) -> None:
        """What an earlier try in other parts left; nothing but our own names is touched."""
        wanted = {part_name(number) for number in range(1, self._count + 1)}
        wanted = wanted if self._count > 1 else {BUNDLE}
        for path in self._folder.iterdir():
            of_parts = path.name in (BUNDLE, PART_LIST) or PART_NAME.fullmatch(path.name)
            if of_parts and path.name not in wanted:
                path.unlink()

    def _there(self) -> int:
        return sum(path.stat().st_size for path in self._folder.iterdir() if path.is_file())

    def _put(self, stretch: _Stretch) -> tuple[str, bool]:
        """One file and its SHA-256: kept if it is there and right, else written and read back."""
        path = self._folder / stretch.name
        wanted = ""
        with self._told():
            there = path.is_file() and path.stat().st_size == stretch.size
        if there:
            wanted = self._read(stretch, lambda _data: None)
            with self._told():
                forget_cached(path)  # after a failed write, all there is may be the system's copy
            with self._told(), path.open("rb") as file:
                if sum_of(file, lambda _done: self._job.check()) == wanted:
                    return wanted, True
            self._moved -= stretch.size
        with self._told():
            path.unlink(missing_ok=True)
            with durable_file(path) as file:
                wanted = self._read(stretch, file.write)
            self._read_back(path, wanted)
        return wanted, False

    def _read(self, stretch: _Stretch, use: Callable[[bytes], object]) -> str:
        """The SHA-256 of a stretch of the source while its bytes are used."""
        digest = hashlib.sha256()
        left = stretch.size
        with _reading(self._target):
            stretch.source.seek(stretch.start)
        while left:
            with _reading(self._target):
                data = stretch.source.read(min(left, _STEP))
            if not data:
                raise EnvironmentProblem("ENV-003", name=self._target.name)
            digest.update(data)
            use(data)
            left -= len(data)
            self._moved += len(data)
            self._job.check()
            self._job.advance(self._moved)
        return digest.hexdigest()

    def _read_back(self, path: Path, wanted: str) -> None:
        """From the disk as far as the system lets go of its own copy."""
        forget_cached(path)
        with path.open("rb") as file:
            if sum_of(file, lambda _done: self._job.check()) != wanted:
                raise IntegrityProblem("BND-040", name=path.name)

    def _others(self) -> dict[str, int]:
        """What goes along with the bundle, and its bytes."""
        files = self._outer.files
        found = {}
        for name in sorted(files.names):
            if name not in (BUNDLE, PART_LIST) and not PART_NAME.fullmatch(name):
                with _reading(self._target), files.open(name) as file:
                    found[name] = file.seek(0, os.SEEK_END)
        return found

    def _put_others(self) -> None:
        """Keys and pages, and last of all the list of parts."""
        for name, size in self._others().items():
            with _reading(self._target):
                file = self._outer.files.open(name)
            with file:
                self._put(_Stretch(name, file, 0, size))
        if self._count > 1:
            listed = write_part_list(self._sums)
            self._put(_Stretch(PART_LIST, io.BytesIO(listed), 0, len(listed)))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the machine refuses, with what is written so far."""
        try:
            yield
        except OSError as error:
            code = "BND-039" if error.errno in FULL else "BND-038"
            if error.errno == errno.EFBIG:
                raise InputProblem("BND-041") from None
            if not self._done and error.errno in _NOT_WRITABLE:
                raise EnvironmentProblem("ENV-004", name=str(self._target.parent)) from None
            raise EnvironmentProblem(code, done=self._done, count=self._count) from None


_NOT_WRITABLE = frozenset((errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR))


@contextmanager
def _place(to: Path) -> Iterator[None]:
    try:
        yield
    except OSError:
        raise EnvironmentProblem("ENV-004", name=str(to)) from None


@contextmanager
def _reading(target: Path) -> Iterator[None]:
    """An error here is the source's, not the stick's."""
    try:
        yield
    except OSError:
        raise EnvironmentProblem("ENV-003", name=target.name) from None
