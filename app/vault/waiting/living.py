"""Which half-written files still have somebody who writes to them.

A writer holds the system's lock on its file; locks go when the process dies, so a file that can be
locked is left over. On Windows a file that is open can't be removed, which tells the same.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":  # pragma: no cover

    def hold(_file: BinaryIO, _path: Path) -> bool:
        """Nothing to do: an open file stays."""
        return True

    def remove_dead(path: Path) -> bool:
        """Remove the file unless somebody has it open; whether it is gone."""
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return False
        return True

else:
    import fcntl

    def hold(file: BinaryIO, path: Path) -> bool:
        """Mark a file of ours as being written, until it is closed; False if somebody took it away.

        A disk without locks lets us go on: left-overs then stay where they are.
        """
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return _is_still(file.fileno(), path)

    def remove_dead(path: Path) -> bool:
        """Remove the file unless a living process writes to it; whether it is gone."""
        try:
            handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is_still(handle, path):
                path.unlink()
        except OSError:
            return False
        finally:
            os.close(handle)
        return True

    def _is_still(handle: int, path: Path) -> bool:
        with suppress(OSError):
            here, there = os.fstat(handle), path.lstat()
            return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)
        return False
