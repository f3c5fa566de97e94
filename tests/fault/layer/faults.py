"""The fault layer as the tests use it: compiled once, loaded before the C library, told what to do.

`library` builds it (None where no compiler is). A process started with `environment` can make a
`Faults` and let calls on files under one folder fail. See faults.c for what is intercepted.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import platform
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
_SOURCE = Path(__file__).with_name("faults.c")


class Kind(IntEnum):
    """Kinds of calls, numbered as in faults.c."""

    READ = 0
    WRITE = 1
    SYNC = 2
    OPEN = 3
    RENAME = 4
    UNLINK = 5
    TRUNCATE = 6
    MKDIR = 7


def library() -> Path | None:
    """The compiled layer; None on other systems and where there is no compiler."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if sys.platform != "linux" or sys.maxsize < 2**32 or compiler is None:
        return None
    name = f"faults-{hashlib.sha256(_SOURCE.read_bytes()).hexdigest()[:16]}-{platform.machine()}.so"
    built = ROOT / ".cache" / name
    if not built.exists():
        built.parent.mkdir(exist_ok=True)
        part = built.with_name(f"{name}.{os.getpid()}")
        subprocess.run(
            [compiler, "-O1", "-shared", "-fPIC", "-o", part, _SOURCE, "-lpthread"], check=True
        )
        part.replace(built)
    return built


def environment(layer: Path) -> dict[str, str]:
    """The environment of a child that has the layer under it."""
    return {**os.environ, "LD_PRELOAD": str(layer), "PYTHONPATH": str(ROOT)}


class Faults:
    """The layer under this very process."""

    def __init__(self) -> None:
        self._calls = ctypes.CDLL(None)
        self._calls.fault_fail.argtypes = [ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int]
        self._calls.fault_room.argtypes = [ctypes.c_long]
        self._calls.fault_count.restype = ctypes.c_long

    def under(self, folder: Path) -> None:
        """Look at calls on files under a folder; nothing fails until one of the others says so."""
        self._calls.fault_under(os.fsencode(folder.resolve()))

    def off(self) -> None:
        """Look at nothing any more."""
        self._calls.fault_off()

    def fail(self, kind: Kind, at: int, error: int, *, stays: bool = False) -> None:
        """Let the call number `at` (from 1) of a kind fail, or all from there on."""
        self._calls.fault_fail(kind, at, error, stays)

    def full_after(self, room: int) -> None:
        """ENOSPC once so many bytes were written."""
        self._calls.fault_room(room)

    def short_writes(self) -> None:
        """Every write takes only a part of what it is given."""
        self._calls.fault_short(1)

    def read_only(self) -> None:
        """EROFS for all that would change anything."""
        self._calls.fault_read_only(1)

    def counts(self) -> list[int]:
        """How many calls of each kind there were so far; last, how many bytes were written."""
        return [int(self._calls.fault_count(kind)) for kind in range(len(Kind) + 1)]

    def record(self, log: Path) -> None:
        """Write every change, and what the process prints, down in a file elsewhere."""
        if not self._calls.fault_record(os.fsencode(log)):
            raise OSError(f"can't write {log}")
