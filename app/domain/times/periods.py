"""Periods of law and practice, counted in days of Korea, to the earlier day where two are possible.

Whether the first day counts is not settled in our sources (facts: U-16, article 66 of the Criminal
Procedure Act), so it is taken to count, which gives the earlier end. That an end on a holiday may
move to a later day is not counted on either. No rule stands here, and no clock is read.
"""

from __future__ import annotations

import calendar
from datetime import date, datetime, timedelta

import msgspec

from app.domain.times.times import KST, Certainty, Moment

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
_LESS_THAN_A_DAY = (Certainty.EXACT, Certainty.MINUTE, Certainty.ZONE_ASSUMED)


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A length of time, in one of three measures; the others are 0."""

    months: int = 0
    days: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        given = [one for one in (self.months, self.days, self.hours) if one]
        if len(given) != 1 or not 0 < given[0] < 1000:
            raise ValueError("a period has one measure, above nothing")


class End(msgspec.Struct, frozen=True):
    """Where a period ends: a day of Korea, and the instant in UTC milliseconds.

    The instant is the end of that day, or to the minute (`exact`) for hours counted from a time
    that is known to the minute.
    """

    day: date
    at_ms: int
    exact: bool = False


def korean_day(at_ms: int) -> date:
    """The day of Korea that an instant lies in. Raises OverflowError outside the calendar."""
    return datetime.fromtimestamp(at_ms / 1000, KST).date()


def start_of(day: date) -> int:
    """Midnight of Korea at the beginning of a day, in UTC milliseconds."""
    return round(datetime(day.year, day.month, day.day, tzinfo=KST).timestamp()) * 1000


def end_of(period: Period, begun: Moment) -> End | None:
    """Where a period ends that began at a time; None where no day is known or none can hold it.

    Months end on the day before the same day of the month, or on the month's last day where it has
    no such day. Hours of a time that is known only to the day count from its midnight.
    """
    if begun.at_ms is None:
        return None
    try:
        first = korean_day(begun.at_ms)
        if period.hours:
            return _after_hours(period.hours, begun.at_ms, first, begun.certainty)
        if period.months:
            return _whole_day(_months_on(first, period.months))
        return _whole_day(first + timedelta(days=period.days - 1))
    except (OverflowError, ValueError, OSError):
        return None


def _after_hours(hours: int, at_ms: int, first: date, certainty: Certainty) -> End:
    sure = certainty in _LESS_THAN_A_DAY
    ends = (at_ms if sure else start_of(first)) + hours * 60 * MINUTE_MS
    return End(korean_day(ends), ends, exact=sure)


def _whole_day(day: date) -> End:
    return End(day, start_of(day) + DAY_MS - 1)


def _months_on(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    month += 1
    longest = calendar.monthrange(year, month)[1]
    if first.day > longest:
        return date(year, month, longest)
    return date(year, month, first.day) - timedelta(days=1)
