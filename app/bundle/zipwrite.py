"""Writing the archive of a bundle as a stream, in the one shape of `verify.zipform`.

Sizes and CRC stand in front of each file, since readers that go from front to back refuse stored
files without them. The CRC is not known beforehand, so a small file is held in memory and a large
one read twice: its CRC costs a tenth of what sealing costs, and damage shows before a byte of it is
written. Never seeks, closes nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO

from app.bundle.plan import Entry
from app.bundle.verify.names import TOP, safe_path
from app.bundle.verify.sums import Summing, Sums
from app.bundle.verify.zipform import ZipEntry, directory, end_records, local_header
from app.errors import IntegrityProblem

IN_MEMORY = 8 * 1024 * 1024


class ZipWriter:
    """Adds files one after another; `finish` writes the directory. `written` counts bytes."""

    def __init__(
        self, write: Callable[[bytes | memoryview], object], stamp: int, summing: Summing
    ) -> None:
        self._write = write
        self._stamp = stamp
        self._summing = summing
        self._entries: list[ZipEntry] = []
        self.written = 0

    def add(self, path: str, entry: Entry, tick: Callable[[int], None]) -> None:
        """Add a file as `path` in the bag. `tick` is told the bytes of it that are done.

        Raises IntegrityProblem (VLT-007) if its bytes are not the ones its size and SHA-256 tell.
        """
        if not safe_path(path):
            raise ValueError(path)
        if entry.size <= IN_MEMORY:
            with entry.open() as src:
                data = src.read(entry.size + 1)
            sums = self._checked(entry, self._summing.run(io.BytesIO(data)))
            self._begin(path, sums)
            self._put(data)
            tick(entry.size)
            return
        with entry.open() as src:
            sums = self._checked(entry, self._summing.run(src, tick=lambda _done: tick(0)))
        self._begin(path, sums)
        with entry.open() as src:
            self._copy(entry, sums, src, tick)

    def _copy(self, entry: Entry, sums: Sums, src: BinaryIO, tick: Callable[[int], None]) -> None:
        # Hashed a moment ago; what was written is hashed again when it is read back.
        again = self._summing.run(src, sink=self._put, tick=tick, hashing=False)
        if (again.crc32, again.size) != (sums.crc32, sums.size):
            raise IntegrityProblem("VLT-007", id=entry.item_id or entry.name)

    def _checked(self, entry: Entry, sums: Sums) -> Sums:
        if (sums.sha256, sums.size) != (entry.sha256, entry.size):
            raise IntegrityProblem("VLT-007", id=entry.item_id or entry.name)
        return sums

    def _begin(self, path: str, sums: Sums) -> None:
        zipped = ZipEntry(TOP + path, sums.size, sums.crc32, self._stamp, self.written)
        self._entries.append(zipped)
        self._put(local_header(zipped))

    def _put(self, data: bytes | memoryview) -> None:
        self._write(data)
        self.written += len(data)

    def finish(self) -> None:
        """Write the directory and the end."""
        offset = self.written
        listed = directory(self._entries)
        self._put(listed)
        self._put(end_records(len(self._entries), len(listed), offset))
