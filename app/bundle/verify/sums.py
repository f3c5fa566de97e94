"""SHA-256 and CRC-32 of a stream, with one more thread beside the one that reads.

Buffers are reused: memory is the same for any size. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, Self

BUFFER = 512 * 1024

Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Sums:
    """What was read: SHA-256 in hexadecimal, CRC-32, size in bytes."""

    sha256: str
    crc32: int
    size: int


class SideBySide:
    """Two buffers and a thread, kept for any number of streams. Use as a context."""

    def __init__(self) -> None:
        self._buffers = (memoryview(bytearray(BUFFER)), memoryview(bytearray(BUFFER)))
        self._lane = ThreadPoolExecutor(1, thread_name_prefix="beside")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._lane.shutdown()

    def run(
        self, src: BinaryIO, beside: Callable[[memoryview], object], *, tick: Tick | None = None
    ) -> tuple[int, int]:
        """Read a stream to its end and give each piece to `beside`; its CRC-32 and size in bytes.

        Large pieces are given on the other thread while the next is read; one at a time, in order.
        `tick` is told the bytes done so far and may raise to stop. What `src` and `beside` raise
        goes through.
        """
        crc = size = turn = 0
        pending: Future[object] | None = None
        try:
            while count := _fill(src, self._buffers[turn]):
                piece = self._buffers[turn][:count]
                crc = zlib.crc32(piece, crc)
                if pending is not None:
                    pending.result()
                    pending = None
                if count == BUFFER:
                    pending = self._lane.submit(beside, piece)
                else:
                    beside(piece)
                size += count
                turn = 1 - turn
                if tick is not None:
                    tick(size)
        finally:
            # The other thread may still look at a buffer that the next stream would fill.
            if pending is not None:
                pending.result()
        return crc, size

    def sums(self, src: BinaryIO, *, tick: Tick | None = None) -> Sums:
        """Read a stream to its end and sum it up. Raises as `run`."""
        digest = hashlib.sha256()
        crc, size = self.run(src, digest.update, tick=tick)
        return Sums(digest.hexdigest(), crc, size)


def _fill(src: BinaryIO, view: memoryview) -> int:
    done = 0
    while done < len(view):
        count = src.readinto(view[done:])  # type: ignore[attr-defined]
        if not count:
            break
        done += count
    return done
