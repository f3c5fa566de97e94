"""The name by which a list of running programs shows this one: `ongi`, and no path beside it.

From a checkout it would be `python -m ui`, with the folder of the checkout. Only on Linux, where a
process may write its own name and arguments: prctl(2), PR_SET_NAME; proc(5), arg_start. Elsewhere,
and where the system does not tell where the arguments lie, the name stays what it is. Frozen, the
program's file gives the name.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

NAME = b"ongi"
_PR_SET_NAME = 15
_ARG_START, _ARG_END = 45, 46
_STAT = Path("/proc/self/stat")
_MOST = 128 * 1024


def be_called(name: bytes = NAME) -> bool:
    """Take the name; whether the arguments are covered as well."""
    if sys.platform != "linux":
        return False
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_NAME, name, 0, 0, 0)
    start, end = _arguments()
    room = end - start
    if not len(name) < room <= _MOST:
        return False
    ctypes.memset(start, 0, room)
    ctypes.memmove(start, name, len(name))
    return True


def _arguments() -> tuple[int, int]:
    """Where the arguments lie in memory; two zeros where the system does not tell."""
    try:
        fields = _STAT.read_text("ascii", "replace").rpartition(")")[2].split()
        return int(fields[_ARG_START]), int(fields[_ARG_END])
    except (OSError, ValueError, IndexError):
        return 0, 0
