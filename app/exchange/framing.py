"""A case file opened: its regions behind the signed list, each read only as far as it goes.

Everything in it was written by somebody else. Sizes have to add up to the file's own before a line
is read; sums are compared before a record is believed. FORMAT.md, section "Case file".
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Self

import msgspec

from app.errors import (
    AccessProblem,
    EnvironmentProblem,
    FormatProblem,
    InputProblem,
    IntegrityProblem,
)
from app.exchange.manifest import Manifest, Region, read_manifest
from app.jobs import Job
from crypto.age import Identity, PayloadReader, open_file
from crypto.errors import BadHeader, BadPayload, CryptoError, OutOfMemory, WorkTooHigh, WrongKey

MOST_LINE = 32 * 1024 * 1024
_PIECE = 256 * 1024


class CaseFile:
    """An open case file whose signature fits."""

    def __init__(self, src: PayloadReader, name: str) -> None:
        self._src = src
        self._name = name
        self.manifest: Manifest
        self.digest: str
        with told(name):
            start = io.BufferedReader(_Slice(src, 0, src.size, name))
            self.manifest, self.digest, self._records = read_manifest(start, name)
            self._log = self._records + self.manifest.records.size
            self._payloads = self._log + self.manifest.log.size
            if self._payloads + self.manifest.payloads != src.size:
                raise FormatProblem("BND-070", name=name)
            src.verify_end()

    def check(self, job: Job) -> None:
        """Compare the sums of records and log. Raises IntegrityProblem BND-072, Cancelled."""
        job.phase("case.check", self.manifest.records.size + self.manifest.log.size, "bytes")
        with told(self._name):
            done = self._sum(self._records, self.manifest.records, job, 0)
            self._sum(self._log, self.manifest.log, job, done)

    def records(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The records, each with the name of its table. Raises FormatProblem BND-070."""
        decode = msgspec.json.Decoder(tuple[str, dict[str, Any]]).decode
        for line in self._lines(self._records, self.manifest.records):
            try:
                yield decode(line)
            except (msgspec.DecodeError, RecursionError):
                raise FormatProblem("BND-070", name=self._name) from None

    def log(self) -> Iterator[bytes]:
        """The lines of the log."""
        return self._lines(self._log, self.manifest.log)

    def payload(self, offset: int, size: int) -> BinaryIO:
        """The bytes of one item. Raises FormatProblem BND-070 beyond the end."""
        if offset + size > self.manifest.payloads:
            raise FormatProblem("BND-070", name=self._name)
        return _Slice(self._src, self._payloads + offset, size, self._name)

    def close(self) -> None:
        """Close the file."""
        self._src.close()

    def __enter__(self) -> Self:
        """The open file."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close it."""
        self.close()

    def _sum(self, start: int, region: Region, job: Job, done: int) -> int:
        found = hashlib.sha256()
        self._src.seek(start)
        left = region.size
        while left:
            job.check()
            piece = self._src.read(min(_PIECE, left))
            if not piece:
                break
            found.update(piece)
            left -= len(piece)
            done += len(piece)
            job.advance(done)
        if left or found.hexdigest() != region.sha256:
            raise IntegrityProblem("BND-072", name=self._name)
        return done

    def _lines(self, start: int, region: Region) -> Iterator[bytes]:
        with io.BufferedReader(_Slice(self._src, start, region.size, self._name), _PIECE) as src:
            while line := src.readline(MOST_LINE):
                if not line.endswith(b"\n"):
                    raise FormatProblem("BND-070", name=self._name)
                yield line


class told:  # noqa: N801 - reads as a word where it is used
    """What goes wrong with the file while a block runs leaves as an error that a person reads."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: object, error: BaseException | None, _where: object) -> None:
        """Translate. Raises IntegrityProblem BND-072, EnvironmentProblem ENV-003."""
        if isinstance(error, BadPayload):
            raise IntegrityProblem("BND-072", name=self._name) from error
        if isinstance(error, OSError):
            raise EnvironmentProblem("ENV-003", name=self._name) from error


class _Slice(io.RawIOBase, BinaryIO):
    """A part of the file as a stream of its own; keeps its place, whoever else reads."""

    def __init__(self, src: PayloadReader, start: int, size: int, name: str) -> None:
        super().__init__()
        self._src = src
        self._at = start
        self._end = start + size
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        view = memoryview(buffer).cast("B")
        wanted = min(len(view), self._end - self._at)
        with told(self._name):
            self._src.seek(self._at)
            count = self._src.readinto(view[:wanted])
        self._at += count
        return count


def open_case_file(path: Path, identities: list[Identity], name: str) -> CaseFile:
    """Open a case file with what there is to open it with.

    Raises AccessProblem BND-074 (not sealed to any of these), FormatProblem BND-070, BND-071,
    BND-004, IntegrityProblem BND-072, InputProblem INP-002, EnvironmentProblem ENV-003, ENV-010.
    """
    try:
        file = path.open("rb", buffering=0)
    except (FileNotFoundError, ValueError):
        raise InputProblem("INP-002", name=name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=name) from None
    try:
        return CaseFile(_opened(file, identities, name), name)
    except BaseException:
        file.close()
        raise


def _opened(file: BinaryIO, identities: list[Identity], name: str) -> PayloadReader:
    try:
        return open_file(file, identities, close_source=True)
    except WrongKey:
        raise AccessProblem("BND-074", name=name) from None
    except WorkTooHigh:
        raise FormatProblem("BND-004") from None
    except OutOfMemory:
        raise EnvironmentProblem("ENV-010") from None
    except BadHeader:
        raise FormatProblem("BND-070", name=name) from None
    except CryptoError:
        raise IntegrityProblem("BND-072", name=name) from None
    except OSError:
        raise EnvironmentProblem("ENV-003", name=name) from None
