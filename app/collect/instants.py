"""Reads this computer's clocks at one moment. FORMAT.md, section "Captures"."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from app.domain.evidence.captures import Instant

_ZONE_LENGTH = 60
_SINCE_START = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC")
"""The first counts while the machine sleeps too, and only Linux has it; that of the others does."""


def instant() -> Instant:
    """The clocks now, both read within microseconds."""
    system_ns, running_ns = time.time_ns(), _running_ns()
    local = datetime.fromtimestamp(system_ns / 1e9, UTC).astimezone()
    offset = local.utcoffset()
    return Instant(
        system_ms=system_ns // 1_000_000,
        zone=(local.tzname() or "")[:_ZONE_LENGTH],
        offset_minutes=0 if offset is None else round(offset.total_seconds() / 60),
        running_ms=running_ns // 1_000_000,
    )


def _running_ns() -> int:
    for name in _SINCE_START:
        clock = getattr(time, name, None)
        if clock is not None:
            return time.clock_gettime_ns(clock)
    return time.monotonic_ns()
