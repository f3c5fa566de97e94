"""The life of what was handed in: to whom, with which report, and what came back.

Facts: domain 12.4. Nothing here is sent or asked for; a person writes down what happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class FilingState(StrEnum):
    """Where it stands, in the order it usually goes."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    ASKED = "asked"  # the recipient asked for something more
    DONE = "done"
    REFUSED = "refused"
    OBJECTED = "objected"  # an objection, or a higher office


@dataclass(frozen=True, slots=True)
class Filing:
    """One thing handed in, or about to be. `report` is one of the case's, where it was made here.

    `template` and `recipient` are ids of the data files; either may be empty. `made_ms` is UTC
    milliseconds.
    """

    id: str
    case: str
    report: str | None
    template: str
    recipient: str
    note: str
    made_ms: int


@dataclass(frozen=True, slots=True)
class FilingStep:
    """One step of a filing's life. `at` is when it happened, as far as it is known.

    `receipt` is the number the recipient gave, `channel` how it went. `said_ms` is when the person
    wrote it down, UTC milliseconds.
    """

    id: str
    filing: str
    state: FilingState
    at: Moment | None
    receipt: str = ""
    channel: str = ""
    note: str = ""
    said_ms: int = 0
