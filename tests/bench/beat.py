"""A beat on the GUI thread: how long the event loop stood still, by the clock and by its own work.

A timer asks to be called every few milliseconds. Between two calls lies whatever the loop did
meanwhile: by the clock, which has all waiting in it (for a processor that others use, for Python's
lock), without the wait for a processor (as Linux tells it, thread by thread), and in processor time
of this thread alone.
"""

from __future__ import annotations

import statistics
import time
from array import array
from pathlib import Path

from PySide6.QtCore import QTimer

BEAT_MS = 5
LIMIT_MS = 50.0
_SCHEDULED = Path("/proc/thread-self/schedstat")


def _waited() -> float:
    """Seconds that this thread could have run and waited for a processor; 0 where nothing tells."""
    try:
        return int(_SCHEDULED.read_text("ascii").split()[1]) / 1e9
    except OSError:
        return 0.0


class Beat:
    """Beats from its making on."""

    def __init__(self) -> None:
        self._wall, self._own, self._free = array("d"), array("d"), array("d")
        self._last = (time.perf_counter(), time.thread_time(), _waited())
        self._timer = QTimer()
        self._timer.setTimerType(self._timer.timerType().PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = (time.perf_counter(), time.thread_time(), _waited())
        self._wall.append((now[0] - self._last[0]) * 1000)
        self._free.append(self._wall[-1] - (now[2] - self._last[2]) * 1000)
        self._own.append((now[1] - self._last[1]) * 1000)
        self._last = now

    @property
    def wall_ms(self) -> float:
        """The longest turn by the clock."""
        return max(self._wall, default=0.0)

    @property
    def free_ms(self) -> float:
        """The longest turn by the clock, without the wait for a processor that others used."""
        return max(self._free, default=0.0)

    @property
    def own_ms(self) -> float:
        """The longest turn in processor time of this thread."""
        return max(self._own, default=0.0)

    @property
    def beats(self) -> int:
        """How often the loop came round."""
        return len(self._wall)

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def figures(self) -> dict[str, float]:
        """In milliseconds; `most_ms` is what 99 of 100 turns stay under, `over` counts late ones."""
        hundredths = statistics.quantiles(self._wall, n=100)
        return {
            "wall_ms": self.wall_ms,
            "free_ms": self.free_ms,
            "own_ms": self.own_ms,
            "median_ms": hundredths[49],
            "most_ms": hundredths[98],
            "over": sum(one > LIMIT_MS for one in self._wall),
            "over_free": sum(one > LIMIT_MS for one in self._free),
            "beats": self.beats,
            "seconds": sum(self._wall) / 1000,
        }
