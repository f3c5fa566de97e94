"""A follower behind a payload's writer: reads it again, compares it, syncs it on the way.

A wrong write is found while the original is still there. All of it is held against a sum of what
was given to the file; the first and the last chunk are opened as a reader would. Opening all of
them would find hardly more: a chunk that was sealed wrongly opens, and what changed behind the sum
changes it; only a bit that turns between the cipher and the file, in memory, is in both. What is
read comes from the operating system's cache, so this vouches for the way to the file and the file's
place, not for the disk's surface; a later check-up does that.
"""

from __future__ import annotations

import io
import queue
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from crypto.age.chunks import CHUNK, NONCE_BYTES, SEALED, TAG, ChunkCipher, read_full
from crypto.errors import BadPayload, Truncated
from crypto.quick_sums import crc32

SYNC_STEP = 64 * 1024 * 1024
_PIECE = 4 * SEALED


class SummedFile(io.RawIOBase, BinaryIO):
    """Writes to a file that it is given and does not close, and sums up what the file took."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self.crc32 = 0

    def writable(self) -> bool:
        """Return True."""
        return True

    def write(self, data: Any, /) -> int:
        """Write what the file takes at once; how many bytes. Raises OSError as the file does."""
        count = self._file.write(data)
        self.crc32 = crc32(data[:count], self.crc32)
        return count

    def flush(self) -> None:
        """Flush the file. Raises OSError."""
        self._file.flush()


class Follower:
    """Follows one payload. Without ``start`` it does all its work in :meth:`finish`."""

    def __init__(
        self,
        file_key: bytes,
        source: BinaryIO | None,
        sync: Callable[[], None] | None,
    ) -> None:
        """Take a second handle on the file, and what syncs it to the disk; either may be None."""
        self._file_key = file_key
        self._source = source
        self._sync = sync
        self._piece = memoryview(bytearray(_PIECE if source else 0))
        self._crc32 = 0
        self._read = 0
        self._synced_size = 0
        self._marks: queue.SimpleQueue[int | None] = queue.SimpleQueue()
        self._error: BadPayload | OSError | None = None
        self._stop = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Follow in a thread of its own from now on."""
        if self._source is not None or self._sync is not None:
            self._thread = threading.Thread(target=self._run, name="read back", daemon=True)
            self._thread.start()

    def written(self, size: int) -> None:
        """Say how many bytes of the payload are in the file. Raises what the follower has met."""
        if self._thread:
            self._marks.put(size)
            self._raise()

    def finish(self, size: int, expected: int) -> None:
        """Follow to the end at ``size``, where the sum of what was written is ``expected``.

        Raises BadPayload, Truncated, OSError.
        """
        self._join()
        self._raise()
        if self._source is None:
            return
        self._follow(self._source, size)
        if self._crc32 != expected:
            raise BadPayload("what was stored is not what was written", code="read_back")
        self._open_ends(self._source, size)

    def abandon(self) -> None:
        """Stop as soon as possible and forget; for when the writer has failed."""
        self._stop = True
        self._join()

    def _join(self) -> None:
        if self._thread:
            self._marks.put(None)
            self._thread.join()
            self._thread = None

    def _raise(self) -> None:
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            while not self._stop and (size := self._marks.get()) is not None:
                if self._source is not None:
                    self._follow(self._source, size)
                if self._sync is not None and size - self._synced_size >= SYNC_STEP:
                    self._sync()
                    self._synced_size = size
        except (BadPayload, OSError) as error:
            self._error = error

    def _follow(self, source: BinaryIO, size: int) -> None:
        """Sum up what is there up to ``size``."""
        while want := min(size - self._read, _PIECE):
            if read_full(source, self._piece[:want]) != want:
                raise Truncated("the payload was not stored whole", code="read_back")
            self._crc32 = crc32(self._piece[:want], self._crc32)
            self._read += want

    def _open_ends(self, source: BinaryIO, size: int) -> None:
        """Open the first and the last chunk, with nothing but the file key."""
        sealed, plain = self._piece[:SEALED], memoryview(bytearray(CHUNK))
        begin = source.seek(-size, io.SEEK_CUR)
        nonce = bytearray(NONCE_BYTES)
        read_full(source, memoryview(nonce))
        cipher = ChunkCipher(self._file_key, bytes(nonce))
        last = max(0, -(-(size - NONCE_BYTES) // SEALED) - 1)
        for index in sorted({0, last}):
            place = NONCE_BYTES + index * SEALED
            count = min(SEALED, size - place)
            source.seek(begin + place)
            if count < TAG or read_full(source, sealed[:count]) != count:
                raise Truncated("the payload was not stored whole", code="read_back")
            cipher.open(index, sealed[:count], plain, last=index == last)
