"""Times as evidence has them: an instant in UTC, the text it came from, who says so and how surely.

Three times are kept apart for everything and never merged (facts: domain 10): what the platform
*showed*, when the person *captured* it, when it *entered* the vault.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum

import msgspec

from app.domain.times import zones

KST = zones.KST
both_zones = zones.both_zones

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Certainty(StrEnum):
    """How far a time can be relied on."""

    EXACT = "exact"  # to the second, with a zone known
    MINUTE = "minute"  # to the minute
    DAY = "day"
    ZONE_ASSUMED = "zone_assumed"  # the clock time is exact, its zone was assumed
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


class TimeSource(StrEnum):
    """Who says so."""

    PLATFORM = "platform"  # the platform's own record (an export's unix time)
    PLATFORM_LOCAL = (
        "platform_local"  # a clock time without a zone, as the exporting computer wrote it
    )
    FILE = "file"  # the file system's times
    METADATA = "metadata"  # inside the file (EXIF and the like)
    PERSON = "person"  # what somebody typed
    VAULT = "vault"  # this computer's clock when the vault wrote it


class Moment(msgspec.Struct, frozen=True, gc=False):
    """One time. `at_ms` is UTC milliseconds since 1970, or None where only a text is known.

    `original` is the text as found; `offset_minutes` the zone that was stated or assumed with it,
    None if neither.
    """

    at_ms: int | None
    source: TimeSource
    certainty: Certainty
    original: str = ""
    offset_minutes: int | None = None

    @property
    def utc(self) -> datetime | None:
        """The instant as an aware datetime in UTC.

        None where unknown or outside what a calendar can hold.
        """
        return None if self.at_ms is None else _in_zone(self.at_ms, UTC)

    @property
    def kst(self) -> datetime | None:
        """The same instant in Korean time."""
        return None if self.at_ms is None else _in_zone(self.at_ms, KST)


def vault_moment(at_ms: int) -> Moment:
    """A time read from this computer's clock by the vault."""
    return Moment(at_ms, TimeSource.VAULT, Certainty.EXACT)


def in_calendar(at_ms: int) -> bool:
    """Whether the years 1 to 9999 hold a time; hostile evidence may claim any."""
    return _in_zone(at_ms, UTC) is not None


_WHOLE = 2**63
_DAY_MINUTES = 24 * 60


def is_storable(moment: Moment) -> bool:
    """Whether a time that somebody else wrote is within what can be kept: 64 bits, a real zone."""
    at_ms, offset = moment.at_ms, moment.offset_minutes
    fits = at_ms is None or -_WHOLE <= at_ms < _WHOLE
    return fits and (offset is None or abs(offset) < _DAY_MINUTES)


def iso_utc(at_ms: int) -> str:
    """`2024-08-27T05:03:22Z` (milliseconds only where there are any).

    A time that no calendar holds is `unix 253402300800` here and below.
    """
    moment = _in_zone(at_ms, UTC)
    if moment is None:
        return _bare(at_ms)
    text = moment.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds")
    return text.replace("+00:00", "Z")


def iso_kst(at_ms: int) -> str:
    """`2024-08-27 14:03:22 KST`: for lists and tables.

    Always beside or instead of UTC with its name.
    """
    moment = _in_zone(at_ms, KST)
    return _bare(at_ms) if moment is None else f"{moment.isoformat(' ', 'seconds')[:19]} KST"


def long_kst(at_ms: int, language: str) -> str:
    """For documents: `2024년 9월 3일 14:05:22 (KST, UTC+09:00)` or its English counterpart."""
    moment = _in_zone(at_ms, KST)
    if moment is None:
        return _bare(at_ms)
    clock = moment.strftime("%H:%M:%S")
    if language == "ko":
        return f"{moment.year}년 {moment.month}월 {moment.day}일 {clock} (KST, UTC+09:00)"
    return f"{moment.date().isoformat()} {clock} KST (UTC+09:00)"


def _in_zone(at_ms: int, zone: tzinfo) -> datetime | None:
    try:
        return (_EPOCH + timedelta(milliseconds=at_ms)).astimezone(zone)
    except OverflowError:
        return None


def _bare(at_ms: int) -> str:
    return f"unix {at_ms // 1000}"
