"""A spare segment: one age file of JSON lines that tell of items what a rescue needs.

It knows lines, keys and one file, no index. Its plaintext is a first line with the format, a line
an item, then zeros up to a padded size. A damaged part costs the lines in it, not the rest. See
FORMAT.md, section "Spare segments".
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal

import msgspec

from app.vault.folder import TEMPORARY, Step, sync_folder
from crypto.age import PayloadReader, X25519Identity, make_header, new_file_key, open_file
from crypto.age.chunks import CHUNK
from crypto.age.writer import write_all
from crypto.errors import BadPayload, CryptoError
from crypto.padding import padded_size
from crypto.pipeline import seal_stream

LONGEST_LINE = 256 * 1024


class SpareLine(msgspec.Struct, frozen=True, kw_only=True):
    """What a rescue needs of one item; the fields are those of the index (FORMAT.md)."""

    id: str
    blob: str
    header: bytes
    sha256: str
    size: int
    stored_size: int
    name: str
    kind: str
    media_type: str
    added_ms: int


class _First(msgspec.Struct, frozen=True):
    format: Literal["ongi-spares-v1"]


_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(SpareLine)
_FIRST = _ENCODER.encode(_First("ongi-spares-v1"))


def write_segment(
    path: Path, lines: Iterator[SpareLine], identity: X25519Identity, step: Step
) -> None:
    """Write a segment whole and durably, read back, where no file is yet.

    Raises OSError, and BadPayload where what was read back is not what was written.
    """
    part = path.with_name(path.name + TEMPORARY)
    key = new_file_key()
    header = make_header(key, [identity.recipient])
    with part.open("wb", buffering=0) as file, part.open("rb", buffering=0) as again:
        write_all(file, memoryview(header))
        again.seek(len(header))
        seal_stream(
            _Source(_encoded(lines)),
            file,
            key,
            read_back=again,
            sync=lambda: os.fsync(file.fileno()),
            padding=padded_size,
        )
        os.fsync(file.fileno())
    step("spare.written")
    part.replace(path)
    sync_folder(path.parent)
    step("spare.durable")


def opens(path: Path, identity: X25519Identity) -> bool:
    """Whether a segment's file is there and its beginning opens. Raises OSError else."""
    if not path.is_file():
        return False
    try:
        with path.open("rb", buffering=0) as src, open_file(src, [identity]):
            return True
    except (FileNotFoundError, CryptoError):
        return False


class SegmentReader:
    """The lines of one segment, as far as they can be read.

    `whole` is True once all of it was read and nothing was damaged.
    """

    def __init__(self, path: Path, identity: X25519Identity) -> None:
        self._path = path
        self._identity = identity
        self.whole = False

    def lines(self) -> Iterator[SpareLine]:
        """Give the lines one by one. Raises OSError; damage only ends or shortens it."""
        self.whole = False
        with self._path.open("rb", buffering=0) as src:
            try:
                reader = open_file(src, [self._identity])
                size = reader.size
            except CryptoError:
                return
            with reader:
                yield from self._read(reader, size)

    def _read(self, reader: PayloadReader, size: int) -> Iterator[SpareLine]:
        whole, begun, torn = True, b"", False
        for start in range(0, size, CHUNK):
            try:
                reader.seek(start)
                data = begun + reader.read(min(CHUNK, size - start))
            except BadPayload:
                # The line that was begun, and the end of one that begins in here, are lost.
                whole, begun, torn = False, b"", True
                continue
            if torn:
                _lost, found, data = data.partition(b"\n")
                torn = not found
            *lines, begun = data.split(b"\n")
            for line in lines:
                told = _line(line)
                if isinstance(told, SpareLine):
                    yield told
                else:
                    whole = whole and told
            if len(begun) > LONGEST_LINE:
                whole, begun, torn = False, b"", True
        self.whole = whole and not torn and not any(begun)


def _line(line: bytes) -> SpareLine | bool:
    """One item's line; True for the first line, False for what can't be understood."""
    try:
        if line == _FIRST:
            return True
        return _DECODER.decode(line)
    except msgspec.DecodeError:
        return False


def _encoded(lines: Iterator[SpareLine]) -> Iterator[bytes]:
    yield _FIRST + b"\n"
    for line in lines:
        yield _ENCODER.encode(line) + b"\n"


class _Source(io.RawIOBase, BinaryIO):
    """Pieces of bytes as a file to be read in order."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        if not self._left:
            self._left = memoryview(next(self._pieces, b""))
        count = min(len(view), len(self._left))
        view[:count] = self._left[:count]
        self._left = self._left[count:]
        return count
