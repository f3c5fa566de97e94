"""How the worker's process is started: from the checkout, or frozen, where it is the same program.

A frozen program must call `run_if_worker()` before anything else, since there is no other
interpreter to start.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

WORKER_ARGUMENT = "--look-at-media"
_CHECKOUT = Path(__file__).resolve().parents[3]
_KEPT = (
    "SYSTEMROOT",
    "_PYI_APPLICATION_HOME_DIR",
    "_PYI_ARCHIVE_FILE",
    "_PYI_PARENT_PROCESS_LEVEL",
)
_START = "import sys; sys.path[:] = sys.argv[1:]; from app.collect.media.worker import main; main()"


def worker_command() -> list[str]:
    """The command line: an interpreter that reads no environment and no start-up files."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_ARGUMENT]
    paths = [str(_CHECKOUT), *(path for path in sys.path if path and Path(path).is_absolute())]
    return [sys.executable, "-I", "-S", "-B", "-X", "utf8", "-c", _START, *dict.fromkeys(paths)]


def start_worker(command: list[str]) -> subprocess.Popen[bytes]:
    """Start it with pipes, an empty environment and nothing inherited. Raises OSError."""
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(sys.executable).anchor,
        env={name: os.environ[name] for name in _KEPT if name in os.environ},
        creationflags=flags,
    )


def run_if_worker() -> None:
    """In a frozen program: become the worker if that is what this process was started as."""
    if sys.argv[1:] == [WORKER_ARGUMENT]:
        from app.collect.media.worker import main

        main()
        sys.exit(0)
