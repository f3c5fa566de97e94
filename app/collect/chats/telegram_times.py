"""Times of Telegram exports.

The platform's own unix time where there is one, a clock time with an assumed zone elsewhere.
"""

from __future__ import annotations

import re
from datetime import datetime

from app.domain.times.times import Certainty, Moment, TimeSource

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - clock times without a zone are compared with it
_EARLIEST, _LATEST = (
    86_400,
    253_402_300_799,
)  # the writer puts 0 for "never"; the calendar ends in 9999
_WIDEST = 14 * 60
_PLATFORM, _EXACT = TimeSource.PLATFORM, Certainty.EXACT  # looked up once, not for each message
_HTML = re.compile(
    r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}):(\d{2}):(\d{2})(?: UTC([+-])(\d{2}):(\d{2}))?\Z", re.ASCII
)


def json_moment(local: object, unix: object, zone_minutes: int) -> Moment | None:
    """The time of a record of `result.json`.

    `local` is its `date` (ISO, no zone), `unix` its `date_unixtime` (text or number), either may be
    missing or of any type. `zone_minutes` is assumed for `local` where `unix` is missing. None
    where neither can be read.
    """
    seconds = _seconds(unix)
    clock = _clock(local)
    if seconds is None:
        return None if clock is None else assumed_moment(clock, str(local), zone_minutes)
    if clock is None:
        return Moment(seconds * 1000, _PLATFORM, _EXACT, str(unix))
    since = clock - _EPOCH
    ahead = since.days * 86_400 + since.seconds - seconds
    minutes = ahead // 60 if ahead % 900 == 0 and -_WIDEST <= ahead // 60 <= _WIDEST else None
    return Moment(seconds * 1000, _PLATFORM, _EXACT, str(local), minutes)


def html_moment(title: str, zone_minutes: int) -> Moment | None:
    """The time of a record of `messages.html`.

    `27.08.2024 14:03:22`, in newer ones with ` UTC+09:00`.
    """
    match = _HTML.match(title.strip())
    if match is None:
        return None
    day, month, year, hour, minute, second = (int(part) for part in match.groups()[:6])
    try:
        clock = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
    if match.group(7) is None:
        return assumed_moment(clock, title, zone_minutes)
    minutes = int(match.group(8)) * 60 + int(match.group(9))
    offset = minutes if match.group(7) == "+" else -minutes
    if not -_WIDEST <= offset <= _WIDEST:
        return None
    at_ms = _milliseconds(clock, offset)
    return Moment(at_ms, TimeSource.PLATFORM_LOCAL, Certainty.EXACT, title, offset)


def assumed_moment(clock: datetime, original: str, zone_minutes: int) -> Moment:
    """A clock time without a zone, read in the given one."""
    at_ms = _milliseconds(clock, zone_minutes)
    return Moment(at_ms, TimeSource.PLATFORM_LOCAL, Certainty.ZONE_ASSUMED, original, zone_minutes)


def _milliseconds(clock: datetime, offset_minutes: int) -> int:
    return int((clock - _EPOCH).total_seconds() - offset_minutes * 60) * 1000


def _seconds(unix: object) -> int | None:
    if isinstance(unix, str):
        if not (unix.isascii() and unix.isdigit() and len(unix) <= 12):
            return None
        unix = int(unix)
    elif not isinstance(unix, int) or isinstance(unix, bool):
        return None
    return unix if _EARLIEST <= unix <= _LATEST else None


def _clock(local: object) -> datetime | None:
    if not isinstance(local, str) or not 19 <= len(local) <= 32:
        return None
    try:
        clock = datetime.fromisoformat(local)
    except ValueError:
        return None
    return clock if clock.tzinfo is None and clock.year > 1970 else None
