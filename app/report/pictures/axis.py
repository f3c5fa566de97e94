"""A time axis in Korean time for drawings: where an instant stands, and which days are written.

Months in which nothing happened are left out, or all that happened would lie on one spot; whoever
draws shows where. Times that no calendar of the case holds (a hostile export can say anything)
stand outside; whoever draws says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from app.domain.times.times import KST

_DAY_MS = 86_400_000
_EARLIEST_MS = 1_104_505_200_000  # 2005-01-01 in Korea: no messenger of today is older
_MOST_TICKS = 8
_DAY_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)
_BREAK_MS = 30 * _DAY_MS  # as the window's time line does
_MOST_BREAKS = 4
_BREAK = 0.05  # the share of the width where days were left out
_LEAST = 0.12  # of a stretch: room for one written day


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole days in Korea, UTC milliseconds, and the shares of the width they lie between."""

    start_ms: int
    end_ms: int
    left: float
    right: float

    def share(self, at_ms: int) -> float:
        """Where a time of the stretch stands on the whole width, from 0 to 1."""
        part = (at_ms - self.start_ms) / (self.end_ms - self.start_ms)
        return self.left + part * (self.right - self.left)


@dataclass(frozen=True, slots=True)
class Axis:
    """From the beginning of one day in Korea to the end of another, one stretch or several."""

    stretches: tuple[Stretch, ...]

    @property
    def start_ms(self) -> int:
        """The beginning of the first day, UTC milliseconds."""
        return self.stretches[0].start_ms

    @property
    def breaks(self) -> tuple[float, ...]:
        """Where days were left out: the middle of each such place."""
        return tuple((one.right + two.left) / 2 for one, two in pairwise(self.stretches))

    def share(self, at_ms: int) -> float:
        """Where a time stands, from 0 to 1; one that was left out stands where its break ends."""
        found = next((one for one in self.stretches if at_ms < one.end_ms), self.stretches[-1])
        return found.share(max(at_ms, found.start_ms))

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Days to write under the axis, at most eight in a stretch: `2024-08-27`."""
        ends = [two.left for two in self.stretches[1:]] + [1.0]
        found: list[tuple[float, str]] = []
        for stretch, end in zip(self.stretches, ends, strict=True):
            for place, day in enumerate(_days(stretch)):
                share = stretch.share(int(day.timestamp() * 1000))
                if place == 0 or end - share >= _LEAST:
                    found.append((share, day.strftime("%Y-%m-%d")))
        return tuple(found)


def axis_of(times: Iterable[int], made_ms: int) -> Axis | None:
    """The axis that holds all times between 2005 and the day after the report was made."""
    within = sorted({at for at in times if stands_on(at, made_ms)})
    if not within:
        return None
    gaps = [(after - before, before, after) for before, after in pairwise(within)]
    longest = sorted((gap for gap in gaps if gap[0] > _BREAK_MS), reverse=True)[:_MOST_BREAKS]
    left_out = sorted((before, after) for _length, before, after in longest)
    starts = [within[0], *(after for _before, after in left_out)]
    ends = [*(before for before, _after in left_out), within[-1]]
    return Axis(_laid_out([_whole_days(*one) for one in zip(starts, ends, strict=True)]))


def _laid_out(days: list[tuple[int, int]]) -> tuple[Stretch, ...]:
    """Stretches side by side: each has room for one written day, the rest goes by their length."""
    whole = sum(end - start for start, end in days)
    rest = 1 - len(days) * _LEAST - (len(days) - 1) * _BREAK
    found: list[Stretch] = []
    left = 0.0
    for start, end in days:
        right = left + _LEAST + rest * (end - start) / whole
        found.append(Stretch(start, end, left, right))
        left = right + _BREAK
    return tuple(found)


def _days(stretch: Stretch) -> list[datetime]:
    """The days to write of a stretch, its first one or the first month that begins in it on."""
    most = max(1, int((stretch.right - stretch.left) * _MOST_TICKS + 0.01))
    first, last = _day(stretch.start_ms), _day(stretch.end_ms - 1)
    days = (last - first).days + 1
    for step in _DAY_STEPS:
        if days <= step * most:
            return [first + timedelta(days=n) for n in range(0, days, step)]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((one for one in _MONTH_STEPS if months <= one * most), 120)
    begun = [_month(first, n) for n in range(0, months, step)]
    return [day for day in begun if day >= first] or [first]


def stands_on(at_ms: int, made_ms: int) -> bool:
    """Whether a time can stand on a case's axis at all."""
    return _EARLIEST_MS <= at_ms <= made_ms + _DAY_MS


def _whole_days(first_ms: int, last_ms: int) -> tuple[int, int]:
    begun, ended = _day(first_ms), _day(last_ms) + timedelta(days=1)
    return int(begun.timestamp() * 1000), int(ended.timestamp() * 1000)


def _day(at_ms: int) -> datetime:
    """The beginning of the day in Korea."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(KST)
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _month(first: datetime, after: int) -> datetime:
    count = first.year * 12 + first.month - 1 + after
    return first.replace(year=count // 12, month=count % 12 + 1, day=1)
