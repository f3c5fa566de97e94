"""How many pictures, films and sounds were uncovered in one go; says when a pause may do good.

The number is never shown and never kept. A break of some minutes, a lock, or going on by choice
begin anew.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, Signal

from app.domain.care import Care

ONE_GO_SECONDS = 10 * 60
"""What was uncovered longer ago than this belongs to another go."""


class OpenedCount(QObject):
    """Told of each uncovering; `enough` comes once, after as many as were chosen.

    `clock` gives seconds that only grow.
    """

    enough = Signal()

    def __init__(
        self, parent: QObject | None = None, *, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._times: deque[float] = deque(maxlen=64)
        self.at_once = Care().at_once
        """After how many `enough` comes; 0 for never."""

    def tell_opened(self) -> None:
        """One was uncovered just now."""
        now = self._clock()
        self._times.append(now)
        while self._times and now - self._times[0] > ONE_GO_SECONDS:
            self._times.popleft()
        if self.at_once and len(self._times) >= self.at_once:
            self.begin_anew()
            self.enough.emit()

    def begin_anew(self) -> None:
        """Another go begins: after a pause, a lock, or a choice to go on."""
        self._times.clear()
