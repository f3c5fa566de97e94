"""A bundle in parts: `bundle.age.001`, `.002` … and `parts.sha256`, read in place as one stream.

Whole or refused: a part that is not there, or one too many, is named before anything is opened.
The sums name a part that is not the right one; no check rests on them, since every byte is
authenticated as a whole. Must never write or copy. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import bisect
import hashlib
import io
import os
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO

from app.bundle.verify.outside import (
    BUNDLE,
    PART_LIST,
    PART_NAME,
    FolderFiles,
    Outside,
    read_small,
)
from app.errors import EnvironmentProblem, FormatProblem, InputProblem
from app.i18n import N_

MAX_PARTS = 999
MAX_LIST = 128 * 1024
_STEP = 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64})  (bundle\.age\.[0-9]{3})")


def part_name(number: int) -> str:
    """`bundle.age.007` for 7."""
    return f"{BUNDLE}.{number:03d}"


def write_part_list(sums: Sequence[str]) -> bytes:
    """`parts.sha256` from the SHA-256 of each part in order, in the form `sha256sum -c` reads."""
    lines = (f"{one}  {part_name(number)}\n" for number, one in enumerate(sums, 1))
    return "".join(lines).encode("ascii")


def read_part_list(data: bytes) -> tuple[str, ...]:
    """The SHA-256 of each part in order. Raises ValueError for anything but our one form."""
    if len(data) > MAX_LIST:
        raise ValueError("size")
    found = [_LINE.fullmatch(line) for line in data.decode("ascii").split("\n")[:-1]]
    sums = tuple(one[1] for one in found if one is not None)
    if not 1 <= len(sums) <= MAX_PARTS or write_part_list(sums) != data:
        raise ValueError("form")
    return sums


@dataclass(frozen=True, slots=True)
class PartsLacking(Exception):
    """The set is not whole. `why` is an English message id, `values` fill it."""

    why: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def listed_parts(outside: Outside) -> tuple[str, ...]:
    """The sums of a set of parts that is whole, as far as names tell. Raises PartsLacking."""
    raw = read_small(outside, PART_LIST, MAX_LIST)
    if raw is None:
        raise PartsLacking(N_("parts.sha256 is not there."))
    try:
        sums = read_part_list(raw)
    except ValueError:
        raise PartsLacking(N_("parts.sha256 can't be read.")) from None
    there = {int(found[1]) for name in outside.names if (found := PART_NAME.fullmatch(name))}
    for number in range(1, len(sums) + 1):
        if number not in there:
            values = {"number": number, "count": len(sums)}
            raise PartsLacking(N_("Part {number} of {count} is not here."), values)
    if over := sorted(there - set(range(1, len(sums) + 1))):
        name = f"{BUNDLE}.{over[0]:03d}"
        raise PartsLacking(N_("{name} is here, but does not belong to the set."), {"name": name})
    return sums


class PartsStream(io.RawIOBase):
    """All parts as one readable, seekable stream; one of them is open at a time."""

    def __init__(self, outside: Outside, count: int) -> None:
        super().__init__()
        self._outside = outside
        sizes = [_size(outside, part_name(number)) for number in range(1, count + 1)]
        self._ends = list(accumulate(sizes))
        self._at = 0
        self._open_index = -1
        self._file: BinaryIO | None = None

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the place in the whole."""
        return self._at

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to a place in the whole."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._ends[-1]}[whence]
        if base + offset < 0:
            raise ValueError("a place before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` from the part that lies here; 0 at the end of the last."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        index = bisect.bisect_right(self._ends, self._at)
        if index == len(self._ends) or not view:
            return 0
        start = self._ends[index - 1] if index else 0
        file = self._part(index)
        file.seek(self._at - start)
        data = file.read(min(len(view), self._ends[index] - self._at))
        view[: len(data)] = data
        self._at += len(data)
        return len(data)

    def _part(self, index: int) -> BinaryIO:
        if self._file is None or self._open_index != index:
            if self._file is not None:
                self._file.close()
            self._file = self._outside.open(part_name(index + 1))
            self._open_index = index
        return self._file

    def close(self) -> None:
        """Close the part that is open."""
        if self._file is not None:
            self._file.close()
            self._file = None
        super().close()


def _size(outside: Outside, name: str) -> int:
    with outside.open(name) as file:
        return file.seek(0, os.SEEK_END)


def sum_of(file: BinaryIO, tick: Callable[[int], None] | None = None) -> str:
    """The SHA-256 of a stream to its end, in hexadecimal; `tick` is told the bytes of each step."""
    digest = hashlib.sha256()
    while data := file.read(_STEP):
        digest.update(data)
        if tick is not None:
            tick(len(data))
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class PartChecked:
    """One part alone: its number in the set, how many the set has, and whether it is as listed."""

    number: int
    count: int
    right: bool


def check_part(path: Path, tick: Callable[[int], None] | None = None) -> PartChecked:
    """Hold one part against the `parts.sha256` beside it; the others need not be there.

    Raises FormatProblem BND-042 (no part, or no list that names it), InputProblem INP-002,
    EnvironmentProblem ENV-003.
    """
    found = PART_NAME.fullmatch(path.name)
    try:
        raw = read_small(FolderFiles(path.absolute().parent), PART_LIST, MAX_LIST)
        sums = read_part_list(raw or b"")
        if found is None or not 1 <= int(found[1]) <= len(sums):
            raise FormatProblem("BND-042", name=path.name)
        with path.open("rb") as file:
            right = sum_of(file, tick) == sums[int(found[1]) - 1]
    except ValueError:
        raise FormatProblem("BND-042", name=path.name) from None
    except FileNotFoundError:
        raise InputProblem("INP-002", name=str(path)) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=str(path)) from None
    return PartChecked(int(found[1]), len(sums), right)


def first_wrong(
    outside: Outside, sums: Sequence[str], tick: Callable[[int], None] | None = None
) -> int:
    """The number of the first part that is not the one in the list; 0 if all are."""
    for number, wanted in enumerate(sums, 1):
        with outside.open(part_name(number)) as file:
            if sum_of(file, tick) != wanted:
                return number
    return 0
