"""Reading an age payload at any place. C2SP age specification, section "Payload".

Never yields a byte whose chunk has not been authenticated, and never lets a whole-file read end
without the last-chunk flag: a payload cut at a chunk border looks whole up to its very end.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from typing import Any, BinaryIO

from crypto.age.chunks import CHUNK, NONCE_BYTES, SEALED, TAG, ChunkCipher, read_full
from crypto.errors import Truncated
from crypto.readahead import read_in_order


class PayloadReader(io.BufferedIOBase, BinaryIO):
    """A readable file of the plaintext; seekable when ``src`` is. Not thread-safe.

    In a seekable ``src`` the payload (nonce first) lies at ``start`` and is ``length`` bytes long,
    to the end if None; it seeks before every read, so several readers may share one ``src``. In any
    other ``src`` it is what comes next, and ``start`` and ``length`` must be left alone. ``src`` is
    closed with the reader only if ``close_source`` is set.

    Raises Truncated if there is not even a nonce; reading raises BadPayload and Truncated.
    """

    def __init__(
        self,
        src: BinaryIO,
        file_key: bytes,
        *,
        start: int = 0,
        length: int | None = None,
        close_source: bool = False,
    ) -> None:
        """Read the nonce and, in a seekable source, learn the size."""
        super().__init__()
        self._src = src
        self._close_source = False
        self._random = src.seekable()
        if not self._random and (start or length is not None):
            raise ValueError("start and length need a seekable source")
        self._start = start
        self._sealed_total = 0
        if self._random:
            end = src.seek(0, os.SEEK_END)
            available = max(0, end - start)
            length = available if length is None else length
            if length > available:
                raise Truncated("the payload is shorter than it should be")
            self._sealed_total = length - NONCE_BYTES
            src.seek(start)
            read_in_order(src)
        nonce = bytearray(NONCE_BYTES)
        if self._sealed_total < 0 or read_full(src, memoryview(nonce)) != NONCE_BYTES:
            raise Truncated("the payload has no nonce", code="nonce")
        self._cipher = ChunkCipher(file_key, bytes(nonce))
        self._sealed = memoryview(bytearray(SEALED + 1))
        self._ahead = 0
        self._plain = memoryview(bytearray(CHUNK))
        self._loaded = -1
        self._loaded_size = 0
        self._next = 0
        self._position = 0
        self._end_seen = False
        self._close_source = close_source

    @property
    def size(self) -> int:
        """Plaintext size in bytes as the stored length tells it; proved by :meth:`verify_end`.

        Raises io.UnsupportedOperation in a stream, Truncated for an impossible length.
        """
        return self._sealed_total - TAG * self._chunk_count()

    def verify_end(self) -> None:
        """Authenticate the last chunk and its flag. Raises BadPayload, Truncated."""
        if not self._end_seen:
            self._load(self._chunk_count() - 1)

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return whether the source can seek."""
        return self._random

    def tell(self) -> int:
        """Return the place in the plaintext, in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move in the plaintext. Going to or past the end authenticates the end first."""
        if not self._random:
            raise io.UnsupportedOperation("seek")
        if whence == os.SEEK_END:
            target = self.size + offset
        else:
            target = offset + (self._position if whence == os.SEEK_CUR else 0)
        if target < 0:
            raise ValueError("a place before the beginning")
        if whence == os.SEEK_END or target >= self.size:
            self.verify_end()
        self._position = target
        return target

    def readinto(self, buffer: Any, /) -> int:
        """Fill ``buffer`` as far as the plaintext goes; return the count, 0 at the end."""
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view):
            chunk = self._here()
            if not chunk:
                break
            count = min(len(chunk), len(view) - done)
            view[done : done + count] = chunk[:count]
            done += count
            self._position += count
        return done

    def readinto1(self, buffer: Any, /) -> int:
        """Like :meth:`readinto`, but opens at most one chunk."""
        view = memoryview(buffer).cast("B")
        chunk = self._here() if len(view) else view
        count = min(len(chunk), len(view))
        view[:count] = chunk[:count]
        self._position += count
        return count

    def read(self, size: int | None = -1, /) -> bytes:
        """Return ``size`` bytes, less only at the end; all that is left if negative or None."""
        if size is None or size < 0:
            return b"".join(bytes(chunk) for chunk in self.chunks())
        if self._random:
            size = min(size, max(0, self.size - self._position) or 1)
        data = bytearray(min(size, CHUNK))
        parts = []
        while size and (count := self.readinto(memoryview(data)[: min(size, CHUNK)])):
            parts.append(bytes(memoryview(data)[:count]))
            size -= count
        return b"".join(parts)

    def read1(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes of at most one chunk."""
        data = bytearray(CHUNK if size < 0 else min(size, CHUNK))
        return bytes(memoryview(data)[: self.readinto1(data)])

    def chunks(self) -> Iterator[memoryview]:
        """Yield the rest of the plaintext by views of up to 64 KiB, each valid until the next.

        Ends only after the end was authenticated.
        """
        while chunk := self._here():
            self._position += len(chunk)
            yield chunk.toreadonly()

    def close(self) -> None:
        """Close the reader, and the source if it was handed over. The last plaintext is wiped."""
        if not self.closed:
            if hasattr(self, "_plain"):
                self._plain[:] = bytes(CHUNK)
            if self._close_source:
                self._src.close()
        super().close()

    def _here(self) -> memoryview:
        """Return authenticated bytes from the position to its chunk's end, or none at the end."""
        if self.closed:
            raise ValueError("read of a closed payload")
        index, offset = divmod(self._position, CHUNK)
        if self._random and self._position >= self.size:
            self.verify_end()
            return self._plain[:0]
        if index != self._loaded:
            if not self._random and self._end_seen:
                return self._plain[:0]
            self._load(index)
        return self._plain[offset : self._loaded_size]

    def _load(self, index: int) -> None:
        """Authenticate chunk ``index`` into the plaintext buffer."""
        self._loaded = -1
        if self._random:
            last = index == self._chunk_count() - 1
            want = self._sealed_total - index * SEALED if last else SEALED
            self._src.seek(self._start + NONCE_BYTES + index * SEALED)
            got = read_full(self._src, self._sealed[:want])
            if got != want:
                raise Truncated("the source became shorter while it was read")
        else:
            # One byte more than a chunk tells whether another one follows.
            got = self._ahead + read_full(self._src, self._sealed[self._ahead :])
            last = got <= SEALED
            want = min(got, SEALED)
        size = self._cipher.open(index, self._sealed[:want], self._plain, last=last)
        if not self._random and not last:
            self._sealed[0] = self._sealed[SEALED]
            self._ahead = 1
        self._loaded, self._loaded_size = index, size
        self._end_seen = self._end_seen or last

    def _chunk_count(self) -> int:
        if not self._random:
            raise io.UnsupportedOperation("the size of a source that cannot seek")
        count = -(-self._sealed_total // SEALED)
        rest = self._sealed_total - (count - 1) * SEALED
        if count < 1 or rest < TAG or (rest == TAG and count > 1):
            raise Truncated("the payload is cut off")
        return count
