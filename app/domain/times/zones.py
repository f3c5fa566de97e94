"""Korea's time zone, by itself: what needs no more than that needs nothing else of `times`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

KST = timezone(timedelta(hours=9), "KST")
"""Korean time.

No summer time has been kept since 1988, so a fixed offset is right for everything recorded since.
"""


def both_zones(time: datetime) -> str:
    """For example `2026-11-23 10:00:00 KST (2026-11-23 01:00:00 UTC)`, in every language.

    UTC alone where the calendar has ended in Korea: others wrote the time.
    """
    utc = f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    try:
        korea = time.astimezone(KST)
    except OverflowError:
        return utc
    return f"{korea:%Y-%m-%d %H:%M:%S} KST ({utc})"
