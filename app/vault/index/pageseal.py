"""The seal of the index's pages: one value that changes whenever any stored page does.

Every page of the database ends with 32 bytes that no two writings of it share: a random nonce and
the page's tag. The seal is SHA-256 over all of them, so a page put back from an older copy shows,
which the cipher alone would accept. Must not write, decrypt or judge anything: what a difference
means is told by `app.vault.index.state`. See FORMAT.md, section "Index".
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO, Self

PAGE = 4096
TAG = 32
_OPEN_BYTES = 24  # of the first page: salt and page size, which lie outside its tag
_PAGES_AT_ONCE = 256
_WAL_HEADER = 32
_FRAME_HEADER = 24
_FRAME = _FRAME_HEADER + PAGE
_FRAMES_AT_ONCE = 256
_PAGE_OF_FRAME = struct.Struct(f">I{_FRAME - 4}x")


class PageTags:
    """What every page of one database file ends with, kept in memory (8 bytes a KiB of file).

    Once read, only pages that this program has written itself are looked at again: a page that
    somebody else puts into the file meanwhile is not taken over, and shows at the next opening.
    """

    def __init__(self, beginning: bytes, tags: bytearray, size: int) -> None:
        self._beginning = beginning
        self._tags = tags
        self._size = size

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a whole file once. Raises OSError."""
        with path.open("rb", buffering=0) as src:
            size = os.fstat(src.fileno()).st_size
            beginning = src.read(_OPEN_BYTES) or b""
            src.seek(0)
            return cls(beginning, _all_tags(src), size)

    def refresh(self, path: Path, pages: Collection[int]) -> None:
        """Read the named pages again (numbers from 1), and those the file has grown by.

        Raises OSError.
        """
        with path.open("rb", buffering=0) as src:
            size = os.fstat(src.fileno()).st_size
            before, count = len(self._tags) // TAG, size // PAGE
            # The salt too: where SQLite could not read it once, it writes another.
            beginning = (src.read(_OPEN_BYTES) or b"") if 1 in pages else self._beginning
            found = {}
            for page in sorted({*pages, *range(before + 1, count + 1)}):
                if 1 <= page <= count:
                    src.seek(page * PAGE - TAG)
                    found[page] = src.read(TAG)
        # Nothing is changed before all is read: what fails here is asked again.
        self._beginning = beginning
        del self._tags[count * TAG :]
        self._tags.extend(bytes(max(0, count - before) * TAG))
        for page, tag in found.items():
            self._tags[(page - 1) * TAG : page * TAG] = tag
        self._size = size

    def seal(self) -> bytes:
        """SHA-256 of the file's first 24 bytes, all tags in order, and the size as u64."""
        digest = hashlib.sha256(self._beginning)
        digest.update(self._tags)
        digest.update(struct.pack(">Q", self._size))
        return digest.digest()


def wal_pages(path: Path) -> set[int]:
    """Numbers of the pages that a write-ahead log holds; empty where there is none.

    May name more than were committed, never fewer. Raises OSError.
    """
    found: set[int] = set()
    try:
        src = path.open("rb", buffering=0)
    except FileNotFoundError:
        return found
    with src:
        if len(src.read(_WAL_HEADER) or b"") < _WAL_HEADER:
            return found
        buffer = bytearray(_FRAME * _FRAMES_AT_ONCE)
        while count := _fill(src, buffer):
            whole = memoryview(buffer)[: count - count % _FRAME]
            found.update(page for (page,) in _PAGE_OF_FRAME.iter_unpack(whole))
    return found


def wal_size(frames: int) -> int:
    """How long a write-ahead log of so many frames is, in bytes; 0 for none."""
    return _WAL_HEADER + frames * _FRAME if frames else 0


def _all_tags(src: BinaryIO) -> bytearray:
    one = f"{PAGE - TAG}x{TAG}s"
    many = struct.Struct(one * _PAGES_AT_ONCE)
    buffer = bytearray(PAGE * _PAGES_AT_ONCE)
    tags = bytearray()
    while count := _fill(src, buffer):
        if count == len(buffer):
            tags += b"".join(many.unpack(buffer))
        else:
            tags += b"".join(struct.unpack_from(one * (count // PAGE), buffer))
    return tags


def _fill(src: BinaryIO, buffer: bytearray) -> int:
    """Fill a buffer as far as the file goes: a raw read may stop early."""
    view, done = memoryview(buffer), 0
    while done < len(buffer) and (count := src.readinto(view[done:])):  # type: ignore[attr-defined]
        done += count
    return done
