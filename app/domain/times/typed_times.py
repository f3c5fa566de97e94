"""A time as somebody types it: read where it can be, kept as their own words where not.

Never refuses. A clock time is Korean time (facts: domain 10). Parts that are not typed make it less
certain, and nothing is filled in as if it had been said.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from app.domain.times.times import KST, Certainty, Moment, TimeSource

LONGEST = 200
_OFFSET_MINUTES = 9 * 60
_DAY = re.compile(
    r"([12][0-9]{3})\s*(?:[-./]|년)\s*([0-9]{1,2})\s*(?:[-./]|월)\s*([0-9]{1,2})\s*[.일]?"
)
_CLOCK = re.compile(
    r"[T,\s]*(오전|오후|AM|PM)?\s*([0-9]{1,2})\s*(?::|시)\s*(?:([0-9]{1,2})\s*분?)?"
    r"\s*(?::?\s*([0-9]{1,2})\s*초?)?\s*(AM|PM)?(?:\s*KST)?",
    re.IGNORECASE,
)


def typed_moment(text: str, *, about: bool = False) -> Moment | None:
    """The time that a person typed; None for nothing. `about`: they say that it is not exact.

    `2024-08-27`, `2024. 8. 27. 오후 2:03`, `2024년 8월 27일 14시 3분` and `2024-08-27 14:03:05` are
    read; a day begins at midnight of Korea. Anything else is kept as text without an instant.
    """
    said = text.strip()[:LONGEST]
    if not said:
        return None
    plain = unicodedata.normalize("NFKC", said)
    day = _DAY.match(plain)
    read = None if day is None else _read(day, plain[day.end() :])
    if read is None:
        return Moment(None, TimeSource.PERSON, Certainty.UNKNOWN, said)
    moment, certainty = read
    at_ms = round(moment.timestamp()) * 1000
    sure = Certainty.APPROXIMATE if about else certainty
    return Moment(at_ms, TimeSource.PERSON, sure, said, _OFFSET_MINUTES)


def _read(day: re.Match[str], rest: str) -> tuple[datetime, Certainty] | None:
    hour = minute = second = 0
    certainty = Certainty.DAY
    if rest.strip():
        clock = _CLOCK.fullmatch(rest.rstrip())
        if clock is None:
            return None
        half = (clock[1] or clock[5] or "").casefold()
        hour, minute, second = int(clock[2]), int(clock[3] or 0), int(clock[4] or 0)
        if half:
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if half in ("오후", "pm") else 0)
        certainty = Certainty.MINUTE if clock[3] else Certainty.APPROXIMATE
        certainty = Certainty.EXACT if clock[4] else certainty
    try:
        year, month, date = int(day[1]), int(day[2]), int(day[3])
        return datetime(year, month, date, hour, minute, second, tzinfo=KST), certainty
    except ValueError:
        return None
