"""A time axis in Korean time for drawings: where an instant stands, and which days are written.

Times that no calendar of the case holds (a hostile export can say anything) stand outside; whoever
draws says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.domain.times import KST

_DAY_MS = 86_400_000
_EARLIEST_MS = 1_104_505_200_000  # 2005-01-01 in Korea: no messenger of today is older
_MOST_TICKS = 8
_DAY_STEPS = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)


@dataclass(frozen=True, slots=True)
class Axis:
    """From the beginning of one day in Korea to the end of another, UTC milliseconds."""

    start_ms: int
    end_ms: int

    def share(self, at_ms: int) -> float:
        """Where a time stands, from 0 to 1."""
        return (at_ms - self.start_ms) / (self.end_ms - self.start_ms)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Days to write under the axis, at most eight: `2024-08-27`."""
        first, last = _day(self.start_ms), _day(self.end_ms - 1)
        days = (last - first).days + 1
        for step in _DAY_STEPS:
            if days <= step * _MOST_TICKS:
                found = [first + timedelta(days=n) for n in range(0, days, step)]
                return self._at(found)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        step = next((one for one in _MONTH_STEPS if months <= one * _MOST_TICKS), 120)
        begun = [_month(first, n) for n in range(0, months, step)]
        return self._at(day for day in begun if day >= first)

    def _at(self, days: Iterable[datetime]) -> tuple[tuple[float, str], ...]:
        return tuple(
            (self.share(int(day.timestamp() * 1000)), day.strftime("%Y-%m-%d")) for day in days
        )


def axis_of(times: Iterable[int], made_ms: int) -> Axis | None:
    """The axis that holds all times between 2005 and the day after the report was made."""
    within = [at for at in times if stands_on(at, made_ms)]
    if not within:
        return None
    first, last = _day(min(within)), _day(max(within)) + timedelta(days=1)
    return Axis(int(first.timestamp() * 1000), int(last.timestamp() * 1000))


def stands_on(at_ms: int, made_ms: int) -> bool:
    """Whether a time can stand on a case's axis at all."""
    return _EARLIEST_MS <= at_ms <= made_ms + _DAY_MS


def _day(at_ms: int) -> datetime:
    """The beginning of the day in Korea."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(KST)
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _month(first: datetime, after: int) -> datetime:
    count = first.year * 12 + first.month - 1 + after
    return first.replace(year=count // 12, month=count % 12 + 1, day=1)
