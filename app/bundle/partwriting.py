"""Writing `bundle.age` straight into parts, each durable before the next begins.

What is written is the same stream of bytes; `parts.sha256` comes last, so that a set without it was
never finished. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from app.bundle.place import durable_file
from app.bundle.verify.outside import BUNDLE, PART_LIST
from app.bundle.verify.parts import MAX_PARTS, part_name, write_part_list
from app.bundle.volume import FAT_PART, largest_file
from app.errors import InputProblem

SMALLEST_PART = 64 * 1024


def count_of_parts(total: int, size: int) -> int:
    """How many parts of `size` bytes a bundle of `total` bytes comes in.

    Raises InputProblem BND-036: a part this small makes more than 999, or is below 64 KiB.
    """
    count = max(1, -(-total // size)) if size >= SMALLEST_PART else MAX_PARTS + 1
    if count > MAX_PARTS:
        raise InputProblem("BND-036", most=MAX_PARTS)
    return count


def part_size_for(out: Path, room: int, wanted: int | None) -> int | None:
    """The size of a part for a bundle of at most `room` bytes; None where one piece will do.

    `wanted` is what the person or the recipient asks for. Raises InputProblem BND-036.
    """
    largest = largest_file(out)
    most = min(room if wanted is None else wanted, room if largest is None else largest)
    if most >= room:
        return None
    size = FAT_PART if most == largest else most
    count_of_parts(room, size)
    return size


class _Parts(io.RawIOBase):
    """A stream for writing that is cut every `size` bytes; the cut parts are on the disk."""

    def __init__(self, folder: Path, size: int) -> None:
        super().__init__()
        self._folder, self._size = folder, size
        self._written = self._left = 0
        self._file: BinaryIO | None = None
        self._open = ExitStack()
        self._digests: list[Any] = []

    def writable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._written

    def write(self, data: Any, /) -> int:
        """Write all of it, into as many parts as it takes. Raises OSError, InputProblem BND-036."""
        view = memoryview(data).cast("B")
        at = 0
        while at < len(view):
            if self._file is None or not self._left:
                self._next()
            piece = view[at : at + self._left]
            cast("BinaryIO", self._file).write(piece)
            self._digests[-1].update(piece)
            self._left -= len(piece)
            at += len(piece)
        self._written += at
        return at

    def _next(self) -> None:
        if len(self._digests) == MAX_PARTS:
            raise InputProblem("BND-036", most=MAX_PARTS)
        self._open.close()
        path = self._folder / part_name(len(self._digests) + 1)
        self._file = self._open.enter_context(durable_file(path))
        self._digests.append(hashlib.sha256())
        self._left = self._size

    def finish(self) -> None:
        """The last part is on the disk, and then the list."""
        self._open.close()
        with durable_file(self._folder / PART_LIST) as file:
            file.write(write_part_list([one.hexdigest() for one in self._digests]))

    def abandon(self) -> None:
        """Close what is open."""
        self._open.close()


@contextmanager
def bundle_file(folder: Path, part_size: int | None) -> Iterator[BinaryIO]:
    """The new `bundle.age` of a folder, whole or in parts; on the disk when the block ends."""
    if part_size is None:
        with durable_file(folder / BUNDLE) as file:
            yield file
        return
    parts = _Parts(folder, part_size)
    try:
        yield cast("BinaryIO", parts)
        parts.finish()
    finally:
        parts.abandon()
