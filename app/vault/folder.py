"""The vault folder: names in it, and durable writing of small files.

Knows files and bytes only, no keys. See FORMAT.md, section "Vault".
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

Step = Callable[[str], None]
"""Told of every durable step by name. The fault tests stop the process there."""

SLOT_FILES = ("slots-a", "slots-b")
HEAD_FILES = ("head-a", "head-b")
INDEX_FILES = ("index.db", "index.db-wal", "index.db-shm")
LOCK_FILE = "lock"
DROP_KEY = "drop-key"
DROP_FOLDER = "drop"
BLOB_FOLDER = "blobs"
BACKUP_MARK = "backup.part"
SPARE_FOLDER = "spare"
TEMPORARY = ".part"

_SMALL_FILE = 64 * 1024


def no_step(_name: str) -> None:
    """The step callback of everyday use: nothing."""


def sync_folder(path: Path) -> None:
    """Make renames and removals in a folder durable. Windows has no such call and needs none."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def make_folder(path: Path) -> None:
    """Make a folder, and those above it where they are not there, with durable names.

    Without that, a power cut could take away a whole vault whose files are all durable. Raises
    OSError.
    """
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    for one in missing:
        sync_folder(one.parent)


def replace_file(path: Path, data: bytes, step: Step = no_step) -> None:
    """Put a small file in place of what is there, whole or not at all, and durably.

    A link that lies in the way is never written through. What was there before is overwritten as
    soon as it has no name any more: key slots and heads tell of epochs that are over. Raises
    OSError.
    """
    part = path.with_name(path.name + TEMPORARY)
    part.unlink(missing_ok=True)
    with _wiped(path):
        with part.open("xb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        step(f"{path.name}.written")
        part.replace(path)
        sync_folder(path.parent)
        step(f"{path.name}.replaced")


def remove_small(path: Path) -> None:
    """Remove a small file, if it is there, and overwrite what it held. Raises OSError.

    Its name goes first, and for good: a power cut in between left a file that looked damaged.
    """
    with _wiped(path):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


@contextmanager
def _wiped(path: Path) -> Iterator[None]:
    """Overwrite the file that is at a path now if the block has taken its last name from it.

    Never what has another name (a copy made by links). Not on Windows, where a file that is open
    can't be replaced; and a disk that writes elsewhere keeps what it has: THREATS.md says so.
    """
    handle = _opened(path)
    try:
        yield
        if handle is not None:
            with suppress(OSError):
                found = os.fstat(handle)
                if found.st_nlink == 0 and stat.S_ISREG(found.st_mode):
                    os.pwrite(handle, bytes(min(found.st_size, _SMALL_FILE)), 0)
                    os.fsync(handle)
    finally:
        if handle is not None:
            os.close(handle)


def _opened(path: Path) -> int | None:
    if os.name == "nt":
        return None
    try:
        return os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None


def remove_unfinished(root: Path) -> None:
    """Remove what a kill left of a small file that was being replaced. Raises OSError."""
    for name in (*SLOT_FILES, *HEAD_FILES, DROP_KEY):
        (root / f"{name}{TEMPORARY}").unlink(missing_ok=True)


def read_small(path: Path) -> bytes | None:
    """The bytes of a small file, None where there is none.

    Longer files are cut: they are not ours.
    """
    try:
        if stat.S_ISFIFO(path.stat().st_mode):
            return b""  # somebody put it there: to read from one would wait for ever
        with path.open("rb") as src:
            return src.read(_SMALL_FILE)
    except FileNotFoundError:
        return None


def make_blob_folders(root: Path) -> None:
    """Make all 256 folders for blobs at once, so that storing one never has to. Raises OSError."""
    blobs = root / BLOB_FOLDER
    blobs.mkdir()
    for first in range(256):
        (blobs / f"{first:02x}").mkdir()
    sync_folder(blobs)


def blob_path(root: Path, name: str) -> Path:
    """Where the payload of a blob lies."""
    return root / BLOB_FOLDER / name[:2] / name


def remove_begun(path: Path, *, with_folder: bool) -> None:
    """Take away what the making of a vault left when it failed.

    Files of ours by name, nothing else. `with_folder`: the folder was made for it, so it goes too.
    What can't be removed stays.
    """
    names = [*SLOT_FILES, *HEAD_FILES, *INDEX_FILES, LOCK_FILE, DROP_KEY]
    for name in [*names, *(name + TEMPORARY for name in names)]:
        with suppress(OSError):
            (path / name).unlink()
    with suppress(OSError):
        for folder in (path / BLOB_FOLDER).iterdir():
            folder.rmdir()
        (path / BLOB_FOLDER).rmdir()
    if with_folder:
        with suppress(OSError):
            path.rmdir()
