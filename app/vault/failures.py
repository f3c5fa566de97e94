"""Where failures of the disk and of the database become errors that a person can read.

Nothing from an exception's own text is passed on. What is no failure of disk or database passes
unchanged.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from app.errors import EnvironmentProblem, IntegrityProblem, OngiError
from crypto.errors import OutOfMemory

_NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_NO_ACCESS = {errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.ENAMETOOLONG}


def from_disk(error: OSError, name: str) -> OngiError:
    """The error for a failed file operation on the vault folder called `name`."""
    if error.errno in _NO_ROOM:
        return EnvironmentProblem("ENV-001")
    if error.errno in _NO_ACCESS:
        return EnvironmentProblem("ENV-004", name=name)
    return EnvironmentProblem("ENV-005")


def from_index(error: apsw.Error, name: str) -> OngiError | None:
    """The error for a failed database operation.

    None where it is a bug of ours (bad SQL, broken rule).
    """
    if isinstance(error, apsw.FullError):
        return EnvironmentProblem("ENV-001")
    if isinstance(error, apsw.NotADBError | apsw.CorruptError):
        return IntegrityProblem("VLT-006")
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return EnvironmentProblem("VLT-003")
    if isinstance(error, apsw.ReadOnlyError | apsw.CantOpenError | apsw.PermissionsError):
        return EnvironmentProblem("ENV-004", name=name)
    if isinstance(error, apsw.IOError):
        return EnvironmentProblem("ENV-005")
    return None


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Run a block.

    Disk and database failures in it leave as `OngiError`. `name` is the vault folder's.
    """
    try:
        yield
    except OSError as error:
        raise from_disk(error, name) from error
    except apsw.Error as error:
        told = from_index(error, name)
        if told is None:
            raise
        raise told from error


@contextmanager
def enough_memory() -> Iterator[None]:
    """Run a key derivation; what the machine can't give leaves as EnvironmentProblem VLT-016."""
    try:
        yield
    except OutOfMemory as error:
        raise EnvironmentProblem("VLT-016") from error
