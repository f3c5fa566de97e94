"""Plays a film at its own speed, silent: one frame after the other is asked for.

Frames that would come too late are left out by the worker; where even that is too slow, the film
goes slower. Nothing is asked for while it is covered.
"""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.evidence.sights import Sight

LATE_MS = 400
"""Later than this, the clock waits for the film."""


class FilmPlayer(QObject):
    """`wanted`: the frame after a time, none before another. `due`: a sight to be shown now."""

    wanted = Signal(int, int)
    due = Signal(object)
    ended = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._is_on = False
        self._is_asked = False
        self._at_ms = 0
        self._zero = 0.0
        self._next: Sight | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._show)

    @property
    def is_on(self) -> bool:
        """Whether it plays."""
        return self._is_on

    def play(self, at_ms: int) -> None:
        """Go on from the frame that is shown."""
        self._is_on = True
        self._at_ms = at_ms
        self._zero = monotonic() - at_ms / 1000
        self._ask()

    def stop(self) -> None:
        """Stop where it is; a frame on its way is shown no more."""
        self._is_on = self._is_asked = False
        self._next = None
        self._timer.stop()

    def take(self, sight: Sight | None) -> None:
        """The frame that was asked for; None: there is none any more."""
        if not self._is_on or not self._is_asked:
            return
        self._is_asked = False
        if sight is None or (sight.facing.at_ms or 0) <= self._at_ms:
            self.stop()
            self.ended.emit()
            return
        self._next = sight
        wait = (sight.facing.at_ms or 0) - self._now_ms()
        if wait < -LATE_MS:
            self._zero = monotonic() - (sight.facing.at_ms or 0) / 1000
        self._timer.start(max(0, wait))

    def _now_ms(self) -> int:
        return int((monotonic() - self._zero) * 1000)

    def _ask(self) -> None:
        self._is_asked = True
        self.wanted.emit(self._at_ms, self._now_ms())

    def _show(self) -> None:
        sight, self._next = self._next, None
        if sight is None or not self._is_on:
            return
        self._at_ms = sight.facing.at_ms or 0
        self.due.emit(sight)
        if self._is_on:
            self._ask()
