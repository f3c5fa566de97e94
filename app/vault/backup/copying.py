"""Copies of stored files on another disk: hashed while they are read, and read back from there.

The bytes are sealed already, so nothing here knows keys. A file has its name only once it is whole
and durable; a name stands for one content for ever, so what is there by name and size is not copied
again. See FORMAT.md, section "Backups".
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO as _Raw
from pathlib import Path

from app.errors import EnvironmentProblem
from app.vault.folder import TEMPORARY, Step, sync_folder

_PIECE = 1024 * 1024
Tick = Callable[[int], None]


class Copier:
    """Copies files into one folder tree and counts what it did.

    `files` and `size` tell of what was copied. Methods raise OSError, and `UnreadableError` where
    it is the source that can't be read. `tick` gets the bytes of each piece and may raise to stop.
    """

    def __init__(self, tick: Tick, step: Step) -> None:
        self._tick = tick
        self._step = step
        self._folders: set[Path] = set()
        self.files = 0
        self.size = 0

    def copy(self, src: Path, dst: Path, is_whole: Callable[[Path], bool] | None = None) -> None:
        """Copy a file; durable by its bytes when this returns, by its name after `settle`.

        It is read back by `is_whole`, or else compared with what was read. Raises
        EnvironmentProblem VLT-050 where what the disk gives back is something else. Whatever is
        raised, nothing of what was begun is left.
        """
        part = dst.with_name(dst.name + TEMPORARY)
        part.unlink(missing_ok=True)
        try:
            size = self._begin(src, part, is_whole)
            part.replace(dst)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        self._folders.add(dst.parent)
        self.files += 1
        self.size += size
        self._step("copy.renamed")

    def _begin(self, src: Path, part: Path, is_whole: Callable[[Path], bool] | None) -> int:
        """Write a file beside its place, durably, and read it back; its size in bytes."""
        with _opened(src) as reading, part.open("xb", buffering=0) as writing:
            digest, size = hashlib.sha256(), 0
            buffer = memoryview(bytearray(_PIECE))
            while count := _read(reading, buffer):
                digest.update(buffer[:count])
                _write_all(writing, buffer[:count])
                size += count
                self._tick(count)
            os.fsync(writing.fileno())
        _forget_cached(part)
        same = hash_of(part) == digest.digest() if is_whole is None else is_whole(part)
        if not same:
            raise EnvironmentProblem("VLT-050", name=part.name.removesuffix(TEMPORARY))
        return size

    def settle(self) -> None:
        """Make the names of all that was copied durable."""
        for folder in sorted(self._folders):
            sync_folder(folder)
        self._folders.clear()


class UnreadableError(OSError):
    """A file of the source can't be read."""


def hash_of(path: Path, tick: Tick | None = None) -> bytes:
    """SHA-256 of a file's bytes. Raises OSError."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_PIECE))
    with path.open("rb", buffering=0) as src:
        while count := src.readinto(buffer):
            digest.update(buffer[:count])
            if tick is not None:
                tick(count)
    return digest.digest()


def size_of(path: Path) -> int | None:
    """The size of a plain file, None where there is none (or something else). Raises OSError."""
    if path.is_symlink() or not path.is_file():
        return None
    return path.stat().st_size


def _opened(src: Path) -> _Raw:
    try:
        return src.open("rb", buffering=0)
    except OSError as error:
        raise UnreadableError(error.errno, "source") from error


def _read(src: _Raw, buffer: memoryview) -> int:
    try:
        return src.readinto(buffer) or 0
    except OSError as error:
        raise UnreadableError(error.errno, "source") from error


def _write_all(dst: _Raw, data: memoryview) -> None:
    while data:
        data = data[dst.write(data) or 0 :]


def _forget_cached(path: Path) -> None:
    """Ask the system to read the file from its disk next time, where it can be asked."""
    if hasattr(os, "posix_fadvise"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)
