"""SHA-256 and CRC-32 of a stream while it is passed on.

Hashing runs on a second thread, buffers are reused.

Memory is the same for any size. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO, Self

BUFFER = 256 * 1024


@dataclass(frozen=True, slots=True)
class Sums:
    """What was read: SHA-256 in hexadecimal, CRC-32, size in bytes."""

    sha256: str
    crc32: int
    size: int


class Summing:
    """Two buffers and a thread, kept for any number of streams. Use as a context."""

    def __init__(self) -> None:
        self._buffers = (memoryview(bytearray(BUFFER)), memoryview(bytearray(BUFFER)))
        self._lane = ThreadPoolExecutor(1, thread_name_prefix="sums")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._lane.shutdown()

    def run(
        self,
        src: BinaryIO,
        *,
        sink: Callable[[memoryview], object] | None = None,
        tick: Callable[[int], None] | None = None,
        hashing: bool = True,
    ) -> Sums:
        """Read a stream to its end, give each piece to `sink`, and sum it up.

        `tick` is told the bytes done so far and may raise to stop; without `hashing`
        the SHA-256 is left empty. What `src` and `sink` raise goes through.
        """
        digest = hashlib.sha256()
        crc = size = turn = 0
        pending: Future[None] | None = None
        try:
            while count := _fill(src, self._buffers[turn]):
                piece = self._buffers[turn][:count]
                if pending is not None:
                    pending.result()
                    pending = None
                if hashing and count == BUFFER:
                    pending = self._lane.submit(digest.update, piece)
                elif hashing:
                    digest.update(piece)
                crc = zlib.crc32(piece, crc)
                if sink is not None:
                    sink(piece)
                size += count
                turn = 1 - turn
                if tick is not None:
                    tick(size)
        finally:
            # The other thread may still look at a buffer that the next stream would fill.
            if pending is not None:
                pending.result()
        return Sums(digest.hexdigest() if hashing else "", crc, size)


def _fill(src: BinaryIO, view: memoryview) -> int:
    done = 0
    while done < len(view):
        count = src.readinto(view[done:])  # type: ignore[attr-defined]
        if not count:
            break
        done += count
    return done
