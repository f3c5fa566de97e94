"""Copying out what can still be read of one payload, chunk by chunk.

What does not authenticate is never given out: zeros stand in its place, and it is counted. For a
rescue only; everyday reading stops at the first damage.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.jobs import Job
from app.vault.failures import from_disk
from crypto.age import PayloadReader, X25519Identity, open_header
from crypto.age.chunks import CHUNK
from crypto.errors import BadPayload, CryptoError


@dataclass(frozen=True)
class Copied:
    """What came of one payload: SHA-256 (hexadecimal) of what was written, bytes not readable.

    `there` is False where no file of that name is.
    """

    sha256: str
    unreadable: int
    there: bool = True


@dataclass(frozen=True)
class Payload:
    """A payload's file, its header, and the length both should have; sizes in bytes."""

    path: Path
    header: bytes
    stored_size: int
    size: int


def copy_readable(
    payload: Payload, identity: X25519Identity, out: BinaryIO, job: Job, done: int
) -> Copied:
    """Write the content as far as it can be read, zeros for the rest.

    `done` is where the job's count of bytes stands. Raises Cancelled; OSError only as `out` does.
    """
    try:
        key = open_header(payload.header, [identity])
        src = payload.path.open("rb", buffering=0)
    except FileNotFoundError:
        return Copied("", payload.size, there=False)
    except (CryptoError, OSError):
        return Copied("", payload.size)
    with src:
        try:
            there = min(payload.stored_size, payload.path.stat().st_size)
            reader = PayloadReader(src, key, length=there)
        except (CryptoError, OSError):
            return Copied("", payload.size)
        return _copy(reader, payload.size, out, job, done)


def _copy(reader: PayloadReader, size: int, out: BinaryIO, job: Job, done: int) -> Copied:
    digest, unreadable = hashlib.sha256(), 0
    for start in range(0, size, CHUNK):
        job.check()
        want = min(CHUNK, size - start)
        data = _chunk(reader, start, want)
        unreadable += want - len(data)
        data += bytes(want - len(data))
        digest.update(data)
        try:
            out.write(data)
        except OSError as error:
            raise from_disk(error, "") from error
        job.advance(done + start + want)
    return Copied(digest.hexdigest(), unreadable)


def _chunk(reader: PayloadReader, start: int, want: int) -> bytes:
    """One chunk's bytes, none where they are damaged or the disk does not give them."""
    try:
        reader.seek(start)
        return reader.read(want)
    except (BadPayload, OSError):
        return b""
