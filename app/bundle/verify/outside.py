"""The files a bundle came as, by name: those of a folder, or those of one ZIP of that folder.

Only the names a bundle can have are seen; anything else that lies there is left alone. Each opens
for reading in place, seekable; nothing is unpacked. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
import os
import re
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

BUNDLE = "bundle.age"
KEY = "key-passphrase.age"
PART_LIST = "parts.sha256"
PART_NAME = re.compile(r"bundle\.age\.([0-9]{3})")
KEY_NAME = re.compile(r"key-([a-z0-9-]{1,32})\.age")
PAGES = ("OPEN.html", "READ-ME.html", "READ-ME.txt", "verify.sh")
"""What explains and opens a bundle; no reader of ours reads them, and no check covers them."""

_MAX_FILES = 3000
_MAX_END = 4 * 1024 * 1024
_LOCAL = struct.Struct("<4s22x2H")


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
    bundle, or more than one does.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        try:
            self._members = self._found()
        except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError):
            raise NotAnOutside from None

    def _found(self) -> Mapping[str, zipfile.ZipInfo]:
        _check_end_size(self._file)
        with zipfile.ZipFile(self._file) as archive:
            members = archive.infolist()
        places = [PurePosixPath(one.filename) for one in members]
        wholes = [place.parent for place in places if place.name == BUNDLE]
        homes = wholes or [place.parent for place in places if place.name == PART_LIST]
        if len(members) > _MAX_FILES or len(homes) != 1:
            raise NotAnOutside
        beside = [
            (place.name, member)
            for place, member in zip(places, members, strict=True)
            if place.parent == homes[0] and is_ours(place.name)
        ]
        names = [name for name, _ in beside]
        return {name: member for name, member in beside if names.count(name) == 1}

    @property
    def names(self) -> frozenset[str]:
        """The names that can be opened."""
        return frozenset(self._members)

    def open(self, name: str) -> BinaryIO:
        """One file, seekable. Raises KeyError, Packed, NotAnOutside, OSError."""
        member = self._members[name]
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 1:
            raise Packed
        try:
            return io.BufferedReader(_slice(self._file, member))
        except (struct.error, ValueError):
            raise NotAnOutside from None


def _check_end_size(file: BinaryIO) -> None:
    """Refuse a directory that would fill the memory: the standard library reads it whole."""
    total = file.seek(0, os.SEEK_END)
    file.seek(max(0, total - 22))
    end = file.read(22)
    if end[:4] != b"PK\x05\x06" or int.from_bytes(end[12:16], "little") > _MAX_END:
        raise ValueError("end record")


def _slice(file: BinaryIO, member: zipfile.ZipInfo) -> Slice:
    total = file.seek(0, os.SEEK_END)
    if not 0 <= member.header_offset < total:  # the system would call it a fault of the disk
        raise ValueError("offset")
    file.seek(member.header_offset)
    magic, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
    if magic != b"PK\x03\x04":
        raise ValueError("local header")
    start = member.header_offset + _LOCAL.size + name + extra
    if start + member.file_size > total:
        raise ValueError("size")
    return Slice(file, start, member.file_size)


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
