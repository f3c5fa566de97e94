"""Periods end on the earlier of the days that the law may be read to mean, counted in Korea."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.times.periods import End, Period, end_of, korean_day, start_of
from app.domain.times.times import Certainty, Moment, TimeSource
from app.domain.times.typed_times import typed_moment


def ends(period: Period, text: str) -> End:
    begun = typed_moment(text)
    assert begun is not None
    end = end_of(period, begun)
    assert end is not None
    return end


@pytest.mark.parametrize(
    ("begun", "months", "last"),
    [
        ("2026-11-02", 3, date(2027, 2, 1)),
        ("2026-11-30", 3, date(2027, 2, 28)),  # February has no 30th: its last day
        ("2028-01-31", 1, date(2028, 2, 29)),
        ("2026-10-01", 3, date(2026, 12, 31)),
        ("2026-12-15", 6, date(2027, 6, 14)),
    ],
)
def test_months_end_the_day_before_the_same_day(begun: str, months: int, last: date) -> None:
    assert ends(Period(months=months), begun).day == last


def test_the_first_day_counts_so_that_the_earlier_day_is_shown() -> None:
    end = ends(Period(days=10), "2026-11-02")
    assert end.day == date(2026, 11, 11)
    assert end.at_ms == start_of(date(2026, 11, 12)) - 1
    assert not end.exact


def test_days_are_those_of_korea() -> None:
    late = typed_moment("2026-11-02 00:30")  # still the first of November in UTC
    assert late is not None
    assert late.utc is not None
    assert late.utc.day == 1
    assert ends(Period(days=7), "2026-11-02 00:30").day == date(2026, 11, 8)


def test_hours_count_from_the_minute_or_from_midnight_of_a_day() -> None:
    to_the_minute = ends(Period(hours=48), "2026-11-02 15:20")
    assert to_the_minute.exact
    assert to_the_minute.at_ms == start_of(date(2026, 11, 4)) + (15 * 60 + 20) * 60_000
    to_the_day = ends(Period(hours=48), "2026-11-02")
    assert not to_the_day.exact
    assert to_the_day.day == date(2026, 11, 4)
    about = typed_moment("2026-11-02 15:20", about=True)
    assert about is not None
    assert end_of(Period(hours=48), about) == End(date(2026, 11, 4), start_of(date(2026, 11, 4)))


def test_an_unknown_day_has_no_end() -> None:
    assert (
        end_of(Period(days=7), Moment(None, TimeSource.PERSON, Certainty.UNKNOWN, "그때")) is None
    )


@pytest.mark.parametrize("at_ms", [2**62, -(2**62), 253402300799000])
def test_times_outside_the_calendar_have_no_end(at_ms: int) -> None:
    begun = Moment(at_ms, TimeSource.PERSON, Certainty.DAY)
    assert end_of(Period(months=3), begun) is None


@pytest.mark.parametrize("given", [{}, {"days": 1, "hours": 1}, {"months": -1}, {"days": 5000}])
def test_a_period_has_one_measure(given: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="one measure"):
        Period(**given)


def test_midnight_belongs_to_the_day_that_begins() -> None:
    day = date(2026, 3, 1)
    assert korean_day(start_of(day)) == day
