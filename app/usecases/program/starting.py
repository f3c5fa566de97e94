"""What every entry point calls first."""

from __future__ import annotations

import ctypes
import sys

from app.collect.media.starting import run_if_worker

TRY_WINDOWS = "--try-windows"
"""The argument with which the selftest starts the program that has the window."""
_PR_SET_DUMPABLE = 4


def begin() -> None:
    """Leave no crash dumps; become the decoding worker where that was asked for.

    A dump of this program's memory would hold keys and evidence in the clear. On Linux other
    programs of the same user can't look into the memory either, and a dump that the system would
    hand to a collector of its own, whatever the limit, is not made. The frozen program is its own
    worker, since there is no other interpreter to start.
    """
    _no_crash_dumps()
    run_if_worker()


def _no_crash_dumps() -> None:
    if sys.platform == "win32":  # error reports there are the system's: see THREATS.md
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
