"""The files a bundle came as, by name: those of a folder, or those of one ZIP of that folder.

Only the names a bundle can have are seen; anything else that lies there is left alone. Each opens
for reading in place, seekable; nothing is unpacked. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from app.bundle.verify.outerzip import Member, members_of, start_of

BUNDLE = "bundle.age"
KEY = "key-passphrase.age"
PART_LIST = "parts.sha256"
PART_NAME = re.compile(r"bundle\.age\.([0-9]{3})")
KEY_NAME = re.compile(r"key-([a-z0-9-]{1,32})\.age")
PAGES = ("OPEN.html", "READ-ME.html", "READ-ME.txt", "verify.sh")
"""What explains and opens a bundle; no reader of ours reads them, and no check covers them."""


def is_ours(name: str) -> bool:
    """Whether a name is one of those that a bundle can come with."""
    return name in (BUNDLE, PART_LIST, *PAGES) or bool(
        PART_NAME.fullmatch(name) or KEY_NAME.fullmatch(name)
    )


class Outside(Protocol):
    """What lies around. `names` are the files of a bundle that are there."""

    @property
    def names(self) -> frozenset[str]:
        """The names that can be opened."""
        ...

    def open(self, name: str) -> BinaryIO:
        """One file, seekable; to be closed by the caller. Raises KeyError, Packed, OSError."""
        ...


def read_small(outside: Outside, name: str, limit: int) -> bytes | None:
    """The bytes of a small file, one more than `limit` of a larger one; None if it is not there."""
    if name not in outside.names:
        return None
    with outside.open(name) as file:
        return file.read(limit + 1)


class Packed(Exception):
    """A file in a ZIP is compressed or locked, so it can't be read in place."""


class NotAnOutside(Exception):
    """The ZIP is not one that can hold a bundle."""


class FolderFiles:
    """The files of a folder. `chosen` stands for the bundle, whatever its name is."""

    def __init__(self, folder: Path, chosen: Path | None = None) -> None:
        found = {one.name: one for one in folder.iterdir() if is_ours(one.name) and one.is_file()}
        self._paths = found if chosen is None else {**found, BUNDLE: chosen}

    @property
    def names(self) -> frozenset[str]:
        """The names that can be opened."""
        return frozenset(self._paths)

    def open(self, name: str) -> BinaryIO:
        """One file, seekable. Raises KeyError, OSError."""
        return self._paths[name].open("rb")


class ZipFiles:
    """The files of one folder in a ZIP that somebody made of a bundle; they have to be stored.

    A name that stands there twice is none. Raises NotAnOutside where no folder of it holds a
    bundle, more than one does, or a file lies elsewhere than it says; Packed where one that a
    reader needs is compressed or locked.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        try:
            self._members = _of_one_home(members_of(file))
            needed = [one for name, one in self._members.items() if name not in PAGES]
            if any(one.packed for one in needed):
                raise Packed
            for one in needed:
                start_of(file, one)
        except ValueError:
            raise NotAnOutside from None

    @property
    def names(self) -> frozenset[str]:
        """The names that can be opened."""
        return frozenset(self._members)

    def open(self, name: str) -> BinaryIO:
        """One file, seekable. Raises KeyError, Packed, NotAnOutside, OSError."""
        member = self._members[name]
        if member.packed:
            raise Packed
        try:
            start = start_of(self._file, member)
        except ValueError:
            raise NotAnOutside from None
        return io.BufferedReader(Slice(self._file, start, member.size))


def _of_one_home(members: Sequence[Member]) -> dict[str, Member]:
    """The bundle's files by name, out of the one folder that holds a bundle. Raises ValueError."""
    homes = [one.folder for one in members if one.name == BUNDLE]
    homes = homes or [one.folder for one in members if one.name == PART_LIST]
    if len(homes) != 1:
        raise ValueError("homes")
    beside = [one for one in members if one.folder == homes[0] and is_ours(one.name)]
    often = Counter(one.name for one in beside)
    return {one.name: one for one in beside if often[one.name] == 1}


class Slice(io.RawIOBase):
    """A stretch of a file as a readable, seekable stream. Does not close the file."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to a place in the stretch."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("a place before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` from the stretch; 0 at its end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        count = max(0, min(len(view), self._size - self._at))
        self._file.seek(self._start + self._at)
        data = self._file.read(count)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)
