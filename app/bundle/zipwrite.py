"""Writing the archive of a bundle as a stream, in the one shape of `verify.zipform`.

Sizes and CRC stand in front of each file, since readers that go from front to back refuse stored
files without them. Both are known from when the bytes were first seen, so everything is read once:
summed on one thread, sealed and written on another. That is not the proof of its SHA-256, which is
checked when the bundle is read back. Never seeks, closes nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from app.bundle.plan import Entry
from app.bundle.verify.names import TOP, safe_path
from app.bundle.verify.sums import SideBySide
from app.bundle.verify.zipform import ZipEntry, directory, end_records, local_header
from app.errors import IntegrityProblem


class ZipWriter:
    """Adds files one after another; `finish` writes the directory. `written` counts bytes.

    `write` is called from `lanes`' thread too, never from two at once.
    """

    def __init__(
        self, write: Callable[[bytes | memoryview], object], stamp: int, lanes: SideBySide
    ) -> None:
        self._write = write
        self._stamp = stamp
        self._lanes = lanes
        self._entries: list[ZipEntry] = []
        self.written = 0

    def add(self, path: str, entry: Entry, tick: Callable[[int], None]) -> None:
        """Add a file as `path` in the bag. `tick` is told the bytes of it that are done.

        Raises IntegrityProblem (VLT-007) if its bytes are not the ones its size and CRC tell; what
        was written is then to be thrown away.
        """
        if not safe_path(path):
            raise ValueError(path)
        zipped = ZipEntry(TOP + path, entry.size, entry.crc32, self._stamp, self.written)
        self._entries.append(zipped)
        self._put(local_header(zipped))
        with entry.open() as src:
            found = self._lanes.run(src, self._put, tick=tick)
        if found != (entry.crc32, entry.size):
            raise IntegrityProblem("VLT-007", id=entry.item_id or entry.name)

    def _put(self, data: bytes | memoryview) -> None:
        self._write(data)
        self.written += len(data)

    def finish(self) -> None:
        """Write the directory and the end."""
        offset = self.written
        listed = directory(self._entries)
        self._put(listed)
        self._put(end_records(len(self._entries), len(listed), offset))
