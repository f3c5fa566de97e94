"""Where a bundle lands.

It is made under a hidden name, made durable, then renamed; on failure nothing of it is left. Knows
nothing of what is written. Turns the machine's refusals into errors a person can act on.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from app.domain.times.times import KST
from app.errors import EnvironmentProblem

FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_REFUSED = frozenset(
    (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST)
)


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Turn OSError into EnvironmentProblem.

    ENV-001 (full), ENV-004 (can't write there), ENV-005 (the rest).
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise EnvironmentProblem("ENV-001") from None
        if error.errno in _REFUSED:
            raise EnvironmentProblem("ENV-004", name=str(folder)) from None
        raise EnvironmentProblem("ENV-005") from None


def check_room(folder: Path, wanted: int) -> None:
    """Raise EnvironmentProblem ENV-001 if fewer than `wanted` bytes are free."""
    if shutil.disk_usage(folder).free < wanted:
        raise EnvironmentProblem("ENV-001")


def durable_folder(path: Path) -> None:
    """Make a folder and those above it where they are not there yet, their names durable.

    Raises OSError.
    """
    missing = [one for one in (path, *path.parents) if not one.exists()]
    path.mkdir(parents=True, exist_ok=True)
    for one in missing:
        settle(one.parent)


@contextmanager
def unfinished_folder(out: Path) -> Iterator[Path]:
    """A new folder in `out` under a hidden name.

    It is removed with all in it unless it was renamed by then.
    """
    folder = out / f".unfinished-{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        if folder.exists():
            shutil.rmtree(folder, ignore_errors=True)


def free_name(out: Path, made_ms: int) -> str:
    """The first of `bundle-20261123-1`, `-2` … that is not taken; the day is Korea's.

    Tells nothing of the case.
    """
    day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=made_ms)).astimezone(KST)
    taken = {entry.name for entry in out.iterdir()}
    number = 1
    while any(f"bundle-{day:%Y%m%d}-{number}{tail}" in taken for tail in ("", "-passphrase.txt")):
        number += 1
    return f"bundle-{day:%Y%m%d}-{number}"


@contextmanager
def durable_file(path: Path) -> Iterator[BinaryIO]:
    """A new file, readable by its owner alone, that is on the disk when the block ends."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def forget_cached(path: Path) -> None:
    """Let the system drop its copy of a file, so that reading it back reads the disk."""
    if hasattr(os, "posix_fadvise"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def settle(folder: Path) -> None:
    """Make the names in a folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
