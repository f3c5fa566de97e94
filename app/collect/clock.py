"""What the person said of times that an export leaves open, and how unfinished work keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.evidence.intake import DayOrder
from app.errors import InputProblem


@dataclass(frozen=True, slots=True)
class Clock:
    """The zone of clock times without one, in minutes east of UTC, and the order of dates."""

    zone_minutes: int
    days: DayOrder = DayOrder.ASSUMED

    def arguments(self) -> dict[str, str | int]:
        """As it is written down with work that has begun."""
        return {"zone": self.zone_minutes, "days": self.days.value}


def clock_of(arguments: Mapping[str, object], work: int) -> Clock:
    """What was written down with the work of a number. Raises InputProblem INP-033."""
    zone, days = arguments.get("zone"), arguments.get("days", DayOrder.ASSUMED.value)
    if not isinstance(zone, int) or days not in list(DayOrder):
        raise InputProblem("INP-033", number=work)
    return Clock(zone, DayOrder(str(days)))
