"""A folder in memory for one process of `trying`, which nobody has to remove by hand.

It is removed when its user ends it, by `trying` itself when whoever gave it jobs is gone, and by
the next run where both were killed. A lock on the folder says that somebody is at work in it: the
system lets go of it with the last process that has it, however that one ends.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
"""Where nothing waits for a disk: what a disk keeps is tried by replaying, not by a real one."""

PREFIX = "ongi-fault-"


class MemoryFolder:
    """A fresh folder in `memory`, or in `other` where there is none, held until `remove`."""

    def __init__(self, other: Path, memory: Path = MEMORY) -> None:
        parent = memory if os.access(memory, os.W_OK) else other
        remove_left(parent)
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
            held = _hold(self.path)
            if held is not None:
                self.lock = held
                return

    def remove(self) -> None:
        """Remove it with all that is in it, then let go of it. No error where it is gone."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)


def remove_left(parent: Path) -> None:
    """Remove the folders of this user that nobody holds any more."""
    for path in parent.glob(f"{PREFIX}*"):
        held = _hold(path)
        if held is not None:
            shutil.rmtree(path, ignore_errors=True)
            os.close(held)


def _hold(path: Path) -> int | None:
    """A lock on a folder of this user; None where it is none, is gone, or somebody has it."""
    import fcntl

    try:
        opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    with suppress(OSError):
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found, there = os.fstat(opened), os.lstat(path)
        is_same = (found.st_dev, found.st_ino) == (there.st_dev, there.st_ino)
        if is_same and stat.S_ISDIR(there.st_mode) and there.st_uid == os.getuid():
            return opened
    os.close(opened)
    return None
