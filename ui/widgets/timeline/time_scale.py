"""Where times stand on an axis.

Near ones apart, long times in which nothing happened drawn short. No Qt here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from math import log2

HOUR_MS = 3_600_000
BREAK_MS = 30 * 24 * HOUR_MS


class TimeScale:
    """A scale over some times (UTC milliseconds).

    The order is kept; distances are shortened, the more the longer.
    """

    def __init__(self, times: Iterable[int]) -> None:
        self.stops = sorted(set(times))
        weights = [log2(2 + (after - before) / HOUR_MS) for before, after in pairwise(self.stops)]
        whole = sum(weights)
        self._shares = [0.0 if weights else 0.5]
        for weight in weights:
            self._shares.append(self._shares[-1] + weight / whole)
        self._known = dict(zip(self.stops, self._shares, strict=False))

    @property
    def breaks(self) -> list[tuple[int, int]]:
        """The spans in which nothing stands for more than thirty days."""
        return [
            (before, after) for before, after in pairwise(self.stops) if after - before > BREAK_MS
        ]

    def share(self, at_ms: int) -> float:
        """Where a time stands, from 0 to 1."""
        if (known := self._known.get(at_ms)) is not None:
            return known
        place = bisect_right(self.stops, at_ms)
        if place == 0:
            return self._shares[0]
        if place == len(self.stops):
            return self._shares[-1]
        before, after = self.stops[place - 1], self.stops[place]
        part = (at_ms - before) / (after - before)
        return self._shares[place - 1] + part * (self._shares[place] - self._shares[place - 1])
