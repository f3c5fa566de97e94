"""Notes: what a person wrote down in their own words."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.times.times import Moment


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a case. `at_ms` is when it was written (UTC milliseconds, this computer's clock).

    `event` is the time of what the note tells of, or None where it tells of no time.
    """

    id: str
    case: str
    text: str
    at_ms: int
    event: Moment | None = None
