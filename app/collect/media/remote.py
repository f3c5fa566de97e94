"""The worker's view of the file: bytes are asked for through the pipe when a decoder wants them."""

from __future__ import annotations

import io
import os
from typing import IO

from app.collect.media.protocol import READ, READ_LIMIT, ProtocolProblem, receive, send


class RemoteFile(io.RawIOBase):
    """A read-only, seekable file of `size` bytes at the other end of two pipes.

    They lie there from `begin` on.
    """

    def __init__(self, ask: IO[bytes], answer: IO[bytes], size: int, begin: int = 0) -> None:
        super().__init__()
        self._ask = ask
        self._answer = answer
        self._size = size
        self._begin = begin
        self._place = 0

    def part(self, begin: int, size: int) -> RemoteFile:
        """A file of its own of `size` bytes, from `begin` on in this one."""
        return RemoteFile(self._ask, self._answer, size, self._begin + begin)

    def readable(self) -> bool:
        """Yes."""
        return True

    def seekable(self) -> bool:
        """Yes."""
        return True

    def tell(self) -> int:
        """The place of the next byte."""
        return self._place

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move, as any file does. Raises ValueError for a place before the beginning."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise ValueError("before the beginning")
        self._place = start + offset
        return self._place

    def readinto(self, buffer: memoryview | bytearray) -> int:  # type: ignore[override]
        """Fill the buffer as far as one answer goes; 0 at the end."""
        wanted = min(len(buffer), READ_LIMIT, max(0, self._size - self._place))
        if wanted == 0:
            return 0
        send(self._ask, b"R", READ.pack(self._begin + self._place, wanted))
        letter, body = receive(self._answer)
        if letter != b"B" or len(body) > wanted:
            raise ProtocolProblem("broken")
        buffer[: len(body)] = body
        self._place += len(body)
        return len(body)
