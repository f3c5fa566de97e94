"""What every entry point calls first."""

from __future__ import annotations

import sys

from app.collect.media.starting import run_if_worker


def begin() -> None:
    """Leave no crash dumps; become the decoding worker where that was asked for.

    A dump of this program's memory would hold keys and evidence in the clear. The frozen program is
    its own worker, since there is no other interpreter to start.
    """
    _no_crash_dumps()
    run_if_worker()


def _no_crash_dumps() -> None:
    if sys.platform == "win32":  # error reports there are the system's: see THREATS.md
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
