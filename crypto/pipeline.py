"""Hashing and sealing a stream side by side, with reused buffers, reading back what was written.

Three lanes: the caller's thread reads, seals and writes; a second sums the plaintext; a third,
where wanted, reads the stored bytes again, compares them and lets the disk have them while more is
being written. The library frees the interpreter lock in all of that. Memory is the same for
any size.
"""

from __future__ import annotations

import hashlib
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO, Self

from crypto.age.chunks import CHUNK, read_full
from crypto.age.writer import PayloadWriter
from crypto.quick_sums import crc32
from crypto.readback import Follower, SummedFile

BUFFER = 4 * CHUNK
_BUFFERS = 4

Tick = Callable[[int], None]

_ZEROS = memoryview(bytes(CHUNK))


@dataclass(frozen=True)
class Sealed:
    """SHA-256 (hex) and CRC-32 of the content, its size, the stored payload's size in bytes.

    Padding counts in the stored size alone.
    """

    sha256: str
    crc32: int
    size: int
    stored_size: int


def _no_tick(_done: int) -> None:
    return None


def seal_stream(
    src: BinaryIO,
    dst: BinaryIO,
    file_key: bytes,
    *,
    tick: Tick = _no_tick,
    read_back: BinaryIO | None = None,
    sync: Callable[[], None] | None = None,
    padding: Callable[[int], int] | None = None,
) -> Sealed:
    """Seal ``src`` to ``dst`` as an age payload, and hash the content.

    ``padding`` gives the length of the sealed plaintext for the content's size; zeros follow the
    content up to it. They are sealed and read back with it, but are no part of its hash or size.
    ``tick`` is told the bytes done after each buffer of 256 KiB and may raise to cancel.
    ``read_back``, a second seekable handle on ``dst``'s file at the payload's beginning, has
    everything read and compared once more. ``sync`` (an fsync of that file) is called along the way
    where it is long, so that the disk works meanwhile; the last one is the caller's. Closes
    nothing. Raises BadPayload or Truncated if what was read back is not what was written; OSError
    as the streams and ``sync`` raise it; whatever ``tick`` raises. ``dst`` is then to be thrown
    away.
    """
    follower = Follower(file_key, read_back, sync)
    first = memoryview(bytearray(BUFFER))
    count = read_full(src, first)
    summed = SummedFile(dst)
    writer = PayloadWriter(summed, file_key)
    try:
        if count < BUFFER:
            # Small files: two threads would cost more than they save.
            writer.write(first[:count])
            sums, size = _Sums(), count
            sums.update(first[:count])
        else:
            follower.start()
            sums, size = _seal_long(src, summed, writer, first, tick=tick, follower=follower)
        if padding is not None:
            _write_zeros(writer, padding(size) - size, follower)
        writer.finish()
        summed.flush()
    except BaseException:
        follower.abandon()
        raise
    follower.finish(writer.stored_size, summed.crc32)
    tick(size)
    return Sealed(sums.sha256.hexdigest(), sums.crc32, size, writer.stored_size)


def hash_stream(src: BinaryIO, *, tick: Tick = _no_tick) -> tuple[str, int]:
    """Return (SHA-256 in hex, size in bytes) of the rest of ``src``. ``tick`` as in seal_stream."""
    digest, size = hashlib.sha256(), 0
    buffer = memoryview(bytearray(BUFFER))
    while count := read_full(src, buffer):
        digest.update(buffer[:count])
        size += count
        tick(size)
    return digest.hexdigest(), size


def _seal_long(
    src: BinaryIO,
    dst: BinaryIO,
    writer: PayloadWriter,
    first: memoryview,
    *,
    tick: Tick,
    follower: Follower,
) -> tuple[_Sums, int]:
    size = 0
    with _Hasher(first) as hasher:
        buffer, count = first, len(first)
        while count:
            hasher.put(buffer, count)
            writer.write(buffer[:count])
            dst.flush()
            size += count
            follower.written(writer.stored_size)
            tick(size)
            buffer = hasher.free()
            count = read_full(src, buffer)
    return hasher.sums, size


def _write_zeros(writer: PayloadWriter, count: int, follower: Follower) -> None:
    while count > 0:
        count -= writer.write(_ZEROS[: min(count, len(_ZEROS))])
        follower.written(writer.stored_size)


class _Sums:
    """SHA-256 for evidence; CRC-32 for the archives that stand it before the bytes."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()
        self.crc32 = 0

    def update(self, data: memoryview) -> None:
        self.sha256.update(data)
        self.crc32 = crc32(data, self.crc32)


class _Hasher:
    """A thread that sums buffers up in order and gives them back. Leaving the block waits."""

    def __init__(self, first: memoryview) -> None:
        self.sums = _Sums()
        self._full: queue.SimpleQueue[memoryview | None] = queue.SimpleQueue()
        self._empty: queue.SimpleQueue[memoryview] = queue.SimpleQueue()
        for _ in range(_BUFFERS - 1):
            self._empty.put(memoryview(bytearray(len(first))))
        self._thread = threading.Thread(target=self._run, name="hash", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._full.put(None)
        self._thread.join()

    def put(self, buffer: memoryview, count: int) -> None:
        self._full.put(buffer[:count])

    def free(self) -> memoryview:
        return self._empty.get()

    def _run(self) -> None:
        while (view := self._full.get()) is not None:
            self.sums.update(view)
            self._empty.put(memoryview(view.obj))
