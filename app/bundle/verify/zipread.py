"""Reading the directory of a bundle's ZIP, strictly.

Anything but the one shape of `zipform` is refused.

Reads the end and the central directory only, which is enough to know that the entries fill the
archive without a gap or an overlap; each local header is compared when its content is read. Never
writes; holds no content.
"""

from __future__ import annotations

import io
import os
from typing import BinaryIO

from app.bundle.verify.names import TOP, safe_path
from app.bundle.verify.zipform import (
    END64_BYTES,
    END_BYTES,
    LOCATOR_BYTES,
    ZipEntry,
    directory,
    end_records,
    local_header,
    read_central,
    read_end,
)

MAX_ENTRIES = 200_000
MAX_DIRECTORY = 64 * 1024 * 1024


class BadZip(Exception):
    """The archive is not one a bundle may be.

    `reason` is a stable word, `name` the entry it was found at.
    """

    def __init__(self, reason: str, name: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.name = name


def read_directory(src: BinaryIO) -> tuple[ZipEntry, ...]:
    """The entries of an archive in the order they lie in.

    Raises BadZip: "end", "count", "directory", "name", "twice", "layout". What `src` raises goes
    through.
    """
    total = src.seek(0, os.SEEK_END)
    tail_size = min(total, END_BYTES + LOCATOR_BYTES + END64_BYTES)
    src.seek(total - tail_size)
    tail = src.read(tail_size)
    try:
        count, size, offset = read_end(tail)
    except ValueError:
        raise BadZip("end") from None
    if count > MAX_ENTRIES or size > MAX_DIRECTORY:
        raise BadZip("count")
    ends = end_records(count, size, offset)
    if not tail.endswith(ends) or offset + size + len(ends) != total:
        raise BadZip("end")
    src.seek(offset)
    entries = _parse(src.read(size), count)
    _check_names(entries)
    _check_layout(entries, offset)
    return entries


def _parse(data: bytes, count: int) -> tuple[ZipEntry, ...]:
    entries: list[ZipEntry] = []
    at = 0
    try:
        while at < len(data) and len(entries) <= count:
            entry, at = read_central(data, at)
            entries.append(entry)
    except ValueError:
        raise BadZip("name" if _unreadable_name(data, at) else "directory") from None
    # Compression, encryption, comments, links, folders and other flags all show up here.
    if len(entries) != count or directory(entries) != data:
        raise BadZip("directory", _first_difference(entries, data))
    return tuple(entries)


def _unreadable_name(data: bytes, at: int) -> bool:
    return data[at : at + 4] == b"PK\x01\x02"


def _first_difference(entries: list[ZipEntry], data: bytes) -> str:
    at = 0
    for entry in entries:
        one = directory([entry])
        if data[at : at + len(one)] != one:
            return entry.name
        at += len(one)
    return ""


def _check_names(entries: tuple[ZipEntry, ...]) -> None:
    seen: set[str] = set()
    for entry in entries:
        if not entry.name.startswith(TOP) or not safe_path(entry.name):
            raise BadZip("name", entry.name)
        folded = entry.name.lower()
        if folded in seen:
            raise BadZip("twice", entry.name)
        seen.add(folded)
    for entry in entries:
        # A file that is a folder, too: no system can unpack both.
        parts = entry.name.lower().split("/")
        if any("/".join(parts[:depth]) in seen for depth in range(1, len(parts))):
            raise BadZip("name", entry.name)


def _check_layout(entries: tuple[ZipEntry, ...], directory_offset: int) -> None:
    at = 0
    for entry in entries:
        if entry.offset != at:
            raise BadZip("layout", entry.name)
        at = entry.end
    if at != directory_offset:
        raise BadZip("layout")


def check_local_header(src: BinaryIO, entry: ZipEntry) -> None:
    """Compare an entry's local header with what the directory says; leaves `src` at the content.

    Raises BadZip "local".
    """
    expected = local_header(entry)
    src.seek(entry.offset)
    if src.read(len(expected)) != expected:
        raise BadZip("local", entry.name)


class EntryReader(io.RawIOBase):
    """The content of one entry as a readable, seekable stream.

    Does not close what it reads from.
    """

    def __init__(self, src: BinaryIO, entry: ZipEntry) -> None:
        super().__init__()
        check_local_header(src, entry)
        self._src = src
        self._entry = entry
        self._at = 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to a place in the content."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._entry.size}[whence]
        if base + offset < 0:
            raise ValueError("a place before the beginning")
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """Return the place in the content."""
        return self._at

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` from the content; 0 at its end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        count = max(0, min(len(view), self._entry.size - self._at))
        self._src.seek(self._entry.data_offset + self._at)
        got: int = self._src.readinto(view[:count])  # type: ignore[attr-defined]
        self._at += got
        return got
