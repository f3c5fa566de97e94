"""Notices that the machine slept by its clocks, on every system, at the latest when it wakes.

A sleeping machine's wall clock goes on, and no timer of ours fires. A wall clock that somebody sets
an hour ahead looks the same: locking once too often is no harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_MS = 5_000
JUMP_SECONDS = 60.0


class ClockJumps(QObject):
    """`slept` comes after either clock went ahead by more than a minute between two looks."""

    slept = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
        look_ms: int = LOOK_MS,
    ) -> None:
        super().__init__(parent)
        self._wall = wall
        self._steady = steady
        self._before = (wall(), steady())
        self._timer = QTimer(self)
        self._timer.setInterval(look_ms)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._before = (self._wall(), self._steady())
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Compare with the last look; on Windows both clocks go on in sleep: each counts alone."""
        now = (self._wall(), self._steady())
        most = JUMP_SECONDS + self._timer.interval() / 1000
        jumped = any(after - before > most for after, before in zip(now, self._before, strict=True))
        self._before = now
        if jumped:
            self.slept.emit()
