"""Keeps what the system's own libraries say off the terminal."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

_ONE_AT_A_TIME = threading.Lock()
"""Two at once would put back each other's end of standard error."""


@contextlib.contextmanager
def silent() -> Iterator[None]:
    """Keep what system libraries write to standard error by themselves off the terminal.

    For calls that return soon: others who ask for the same wait meanwhile.
    """
    with _ONE_AT_A_TIME:
        try:
            kept = os.dup(2)
        except OSError:
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)
