"""A follower behind a payload's writer: reads it again, authenticates it, syncs it on the way.

A wrong write is found while the original is still there. What is read comes from the operating
system's cache, so this vouches for the cipher, the memory and the file's place, not for the disk's
surface; a later check-up does that.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import BinaryIO

from crypto.age.chunks import CHUNK, NONCE_BYTES, SEALED, ChunkCipher, read_full
from crypto.errors import BadPayload, Truncated

SYNC_STEP = 64 * 1024 * 1024


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
        self._cipher: ChunkCipher | None = None
        self._sealed = memoryview(bytearray(SEALED if source else 0))
        self._plain = memoryview(bytearray(CHUNK if source else 0))
        self._index = 0
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

    def finish(self, size: int) -> None:
        """Follow to the end at ``size``. Raises BadPayload, Truncated, OSError."""
        self._join()
        self._raise()
        self._follow(size, to_end=True)

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
                self._follow(size, to_end=False)
                if self._sync is not None and size - self._synced_size >= SYNC_STEP:
                    self._sync()
                    self._synced_size = size
        except (BadPayload, OSError) as error:
            self._error = error

    def _follow(self, size: int, *, to_end: bool) -> None:
        """Authenticate the chunks that end at or before ``size``; the last one only ``to_end``."""
        if self._source is None:
            return
        if self._cipher is None:
            nonce = bytearray(NONCE_BYTES)
            if read_full(self._source, memoryview(nonce)) != NONCE_BYTES:
                raise Truncated("the payload was not stored", code="read_back")
            self._cipher = ChunkCipher(self._file_key, bytes(nonce))
        left = size - NONCE_BYTES - self._index * SEALED
        while left > SEALED or (to_end and left > 0):
            want = min(left, SEALED)
            if read_full(self._source, self._sealed[:want]) != want:
                raise Truncated("the payload was not stored whole", code="read_back")
            last = to_end and want == left
            self._cipher.open(self._index, self._sealed[:want], self._plain, last=last)
            self._index += 1
            left -= want
