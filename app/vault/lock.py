"""One vault, one writer: a lock of the operating system, which lets go when the process dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.errors import EnvironmentProblem

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class VaultLock:
    """Held from the constructor until `release`.

    Raises EnvironmentProblem VLT-003 when someone holds it, OSError.
    """

    def __init__(self, path: Path) -> None:
        # Not inherited by child processes: one that outlived us would keep the vault locked.
        self._handle: int | None = os.open(
            path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600
        )
        try:
            _take(self._handle)
        except OSError as error:
            self.release()
            raise EnvironmentProblem("VLT-003") from error

    def release(self) -> None:
        """Let go. May be called again."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
