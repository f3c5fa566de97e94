"""Times as saved pages and mails write them. A text that is no time gives None."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from app.domain.times.times import Certainty, Moment, TimeSource

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)?\Z"
)
_SCRIPT = re.compile(
    r"\w{3} (\w{3}) (\d{1,2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT([+-]\d{4})(?: \(.*\))?\Z"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LONGEST = 200


def iso_moment(text: str) -> Moment | None:
    """`2024-05-01T03:00:00Z`, with parts of a second or an offset, as web archives have it."""
    found = _ISO.match(text.strip()[:_LONGEST])
    if found is None:
        return None
    numbers = [int(part) for part in found.groups()[:6]]
    return _moment(numbers, found[8] or "", text.strip())


def script_moment(text: str) -> Moment | None:
    """`Wed May 01 2024 12:00:00 GMT+0900 (…)`, as scripts in browsers write it."""
    found = _SCRIPT.match(text.strip()[:_LONGEST])
    if found is None or found[1] not in _MONTHS:
        return None
    month, day, year, hour, minute, second = found.groups()[:6]
    numbers = [
        int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second),
    ]  # fmt: skip
    return _moment(numbers, found[7], text.strip())


def mail_moment(text: str) -> Moment | None:
    """The date of a mail's header (RFC 5322). `-0000` says: UTC, written who knows where."""
    said = " ".join(text.split())[:_LONGEST]
    try:
        when = parsedate_to_datetime(said)
        offset = when.utcoffset()
        at_ms = _ms(when if offset is not None else when.replace(tzinfo=UTC))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if offset is None and "-0000" not in said:
        return Moment(at_ms, TimeSource.METADATA, Certainty.ZONE_ASSUMED, said, 0)
    minutes = None if offset is None else int(offset.total_seconds() // 60)
    return Moment(at_ms, TimeSource.METADATA, Certainty.EXACT, said, minutes)


def _moment(numbers: list[int], zone: str, text: str) -> Moment | None:
    digits = zone.replace(":", "")
    minutes = 0
    if len(digits) == 5:
        minutes = (int(digits[1:3]) * 60 + int(digits[3:])) * (-1 if digits[0] == "-" else 1)
    certainty = Certainty.EXACT if zone else Certainty.ZONE_ASSUMED
    try:
        when = datetime(*numbers, tzinfo=timezone(timedelta(minutes=minutes)))  # type: ignore[misc,arg-type]
        at_ms = _ms(when)
    except (ValueError, OverflowError):
        return None
    return Moment(at_ms, TimeSource.METADATA, certainty, text[:_LONGEST], minutes)


def _ms(when: datetime) -> int:
    return int(when.timestamp()) * 1000
