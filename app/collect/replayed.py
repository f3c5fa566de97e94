"""A stream whose beginning was looked at, read once more from that beginning."""

from __future__ import annotations

import io
from typing import BinaryIO


class Replayed(io.RawIOBase, BinaryIO):
    """A stream whose beginning was read already, once more from that beginning."""

    def __init__(self, head: bytes, src: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._src = src

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """The beginning first, then what follows."""
        room = memoryview(buffer).cast("B")
        piece = self._head[: len(room)] or self._src.read(len(room)) or b""
        self._head = self._head[len(piece) :]
        room[: len(piece)] = piece
        return len(piece)
