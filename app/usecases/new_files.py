"""Write a new file where a person chose to have it: whole or not at all, over nothing."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from app.errors import EnvironmentProblem, InputProblem, OngiError
from app.vault.failures import from_disk

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def write_new(path: Path, data: bytes) -> None:
    """Write `data` durably, readable by this account only.

    Raises InputProblem INP-016 where something is there already, EnvironmentProblem ENV-001 (no
    room), ENV-004 (nothing can be saved there, or there is no such folder), ENV-005.
    """
    try:
        handle = os.open(path, _NEW_FILE, 0o600)
    except FileExistsError:
        raise InputProblem("INP-016", name=str(path)) from None
    except OSError as error:
        raise _told(error, path) from None
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise _told(error, path) from None


def _told(error: OSError, path: Path) -> OngiError:
    if error.errno == errno.ENOENT:
        return EnvironmentProblem("ENV-004", name=str(path))
    return from_disk(error, str(path))
