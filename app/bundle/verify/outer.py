"""The outside of a bundle.

A folder with `bundle.age` and its keys, that file itself, or one ZIP of the folder.

Opens for reading only, in place: nothing is unpacked, nothing is written. FORMAT.md, section
"Bundle".
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from app.errors import EnvironmentProblem, FormatProblem, InputProblem

BUNDLE = "bundle.age"
KEY = "key-passphrase.age"
MAX_KEY = 64 * 1024
_MAX_OUTER_FILES = 1000
_MAX_OUTER_END = 4 * 1024 * 1024
_LOCAL = struct.Struct("<4s22x2H")
_AGE = b"age-encryption.org/"


@dataclass(frozen=True, slots=True)
class Outer:
    """The encrypted archive as a seekable stream; `key` is None if there is no key file."""

    bundle: BinaryIO
    key: bytes | None


@contextmanager
def open_outer(path: Path) -> Iterator[Outer]:
    """Open what a person chose, and close it again.

    Raises InputProblem (INP-002), EnvironmentProblem (ENV-003), FormatProblem (BND-002, BND-007).
    """
    with ExitStack() as stack:
        try:
            yield _find(path, stack)
        except FileNotFoundError:
            raise InputProblem("INP-002", name=str(path)) from None
        except OSError:
            raise EnvironmentProblem("ENV-003", name=str(path)) from None


def _find(path: Path, stack: ExitStack) -> Outer:
    if path.is_dir():
        if not (path / BUNDLE).is_file():
            raise FormatProblem("BND-002", name=str(path))
        return Outer(stack.enter_context((path / BUNDLE).open("rb")), _key_beside(path))
    if path.exists() and not path.is_file():
        raise FormatProblem("BND-002", name=str(path))
    file = stack.enter_context(path.open("rb"))
    head = file.read(len(_AGE))
    file.seek(0)
    if head == _AGE:
        return Outer(file, _key_beside(path.parent))
    if head[:2] == b"PK":
        return _in_zip(file, path)
    raise FormatProblem("BND-002", name=str(path))


def _key_beside(folder: Path) -> bytes | None:
    if not (folder / KEY).is_file():
        return None
    with (folder / KEY).open("rb") as file:
        return file.read(MAX_KEY + 1)


def _in_zip(file: BinaryIO, path: Path) -> Outer:
    """Find the two files in a ZIP that somebody made of the folder.

    It is read in place, so the files must be stored, not compressed.
    """
    try:
        _check_end_size(file)
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
        bundles = [one for one in members if PurePosixPath(one.filename).name == BUNDLE]
        if len(members) > _MAX_OUTER_FILES or len(bundles) != 1:
            raise FormatProblem("BND-002", name=str(path))
        place = PurePosixPath(bundles[0].filename).parent / KEY
        keys = [one for one in members if PurePosixPath(one.filename) == place]
        if any(
            one.compress_type != zipfile.ZIP_STORED or one.flag_bits & 1 for one in bundles + keys
        ):
            raise FormatProblem("BND-007", name=str(path))
        key = _slice(file, keys[0]).read(MAX_KEY + 1) if len(keys) == 1 else None
        return Outer(io.BufferedReader(_slice(file, bundles[0])), key)
    except (zipfile.BadZipFile, struct.error, ValueError, NotImplementedError, EOFError):
        raise FormatProblem("BND-002", name=str(path)) from None


def _check_end_size(file: BinaryIO) -> None:
    """Refuse a directory that would fill the memory: the standard library reads it whole."""
    total = file.seek(0, os.SEEK_END)
    file.seek(max(0, total - 22))
    end = file.read(22)
    if end[:4] != b"PK\x05\x06" or int.from_bytes(end[12:16], "little") > _MAX_OUTER_END:
        raise ValueError("end record")


def _slice(file: BinaryIO, member: zipfile.ZipInfo) -> Slice:
    file.seek(member.header_offset)
    magic, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
    if magic != b"PK\x03\x04":
        raise ValueError("local header")
    start = member.header_offset + _LOCAL.size + name + extra
    if start + member.file_size > file.seek(0, os.SEEK_END):
        raise ValueError("size")
    return Slice(file, start, member.file_size)


class Slice(io.RawIOBase):
    """A part of a file as a readable, seekable stream. Does not close the file."""

    def __init__(self, file: BinaryIO, start: int, size: int) -> None:
        super().__init__()
        self._file, self._start, self._size, self._at = file, start, size, 0

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to a place in the part."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("a place before the beginning")
        self._at = base + offset
        return self._at

    def readinto(self, buffer: object, /) -> int:
        """Fill `buffer` from the part; 0 at its end."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        count = max(0, min(len(view), self._size - self._at))
        self._file.seek(self._start + self._at)
        data = self._file.read(count)
        view[: len(data)] = data
        self._at += len(data)
        return len(data)
