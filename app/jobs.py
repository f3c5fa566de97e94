"""What long work is given: a place to report progress, and a question to ask between steps.

Use cases are plain synchronous functions. The screen and the command line pass a `Job`; the work
writes its newest progress into it and calls `check()` where stopping is safe. No threads here.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace

from app.errors import Cancelled


@dataclass(frozen=True)
class Progress:
    """The newest state of one piece of work.

    `phase` is a key from the list of phases ("collect.file", "report.pdf" …) that the screen
    words; `done` and `total` are in `unit` ("bytes", "items", "messages"); `total` is None while
    it can't be known. `subject` is a file name or the like, as the person knows it.
    """

    phase: str = ""
    done: int = 0
    total: int | None = None
    unit: str = "items"
    subject: str = ""


class Job:
    """Progress out, cancel in.

    Safe to read from another thread: progress is replaced whole, never changed.
    """

    def __init__(self) -> None:
        self._cancel = threading.Event()
        self._later = threading.Event()
        self.progress = Progress()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point."""
        self._cancel.set()

    def interrupt(self) -> None:
        """Ask the work to stop at its next safe point because something else must come first.

        Locking, closing, sleep: nobody said that the work is not wanted, so it is kept to go on.
        """
        self._later.set()
        self._cancel.set()

    @property
    def interrupted(self) -> bool:
        """Whether work that stops now is to go on another time."""
        return self._later.is_set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._cancel.is_set()

    def check(self) -> None:
        """Raise `Cancelled` if the person asked to stop. Called only where nothing is half done."""
        if self._cancel.is_set():
            raise Cancelled

    def phase(
        self, phase: str, total: int | None = None, unit: str = "items", subject: str = ""
    ) -> None:
        """Begin a phase of the work, counting from nought."""
        self.progress = Progress(phase, 0, total, unit, subject)

    def advance(self, done: int) -> None:
        """Say how far the phase has come, absolutely, in its unit."""
        self.progress = replace(self.progress, done=done)
