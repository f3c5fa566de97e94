"""What became of a link: found, reported, taken down, back again. Facts: domain 12.3 and 12.4.

Never looked up by the program: a person says what they saw.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class LinkState(StrEnum):
    """Where a link stands. Gone, blocked in a country, left out of a search: three things."""

    FOUND = "found"
    REPORTED = "reported"
    REVIEWED = "reviewed"
    DELETED = "deleted"
    BLOCKED = "blocked"
    DEINDEXED = "deindexed"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class LinkStep:
    """One step of a link's fate. `at` is when it was so, `filing` what it came by.

    `next_check_ms` is when to look again, `said_ms` when it was written down: UTC milliseconds.
    """

    id: str
    link: str
    case: str
    state: LinkState
    at: Moment | None
    filing: str | None = None
    note: str = ""
    next_check_ms: int | None = None
    said_ms: int = 0
