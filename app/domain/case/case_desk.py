"""What a support centre writes down of a case: its states, and the number it goes by.

Facts: domain 12.1. A state is a person's word, never reckoned by the program.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.i18n import N_


class CaseState(StrEnum):
    """Where a case stands at a centre."""

    RECEIVED = "received"
    COUNSELLING = "counselling"
    SUPPORTED = "supported"
    CLOSED = "closed"
    SPREAD_AGAIN = "spread_again"


CASE_STATES: dict[CaseState, str] = {
    CaseState.RECEIVED: N_("taken on"),
    CaseState.COUNSELLING: N_("in counselling"),
    CaseState.SUPPORTED: N_("being supported"),
    CaseState.CLOSED: N_("closed"),
    CaseState.SPREAD_AGAIN: N_("spread again"),
}
"""States of a case in their usual order."""

SHAPES: dict[CaseState, str] = {
    CaseState.RECEIVED: "○",
    CaseState.COUNSELLING: "◐",
    CaseState.SUPPORTED: "◆",
    CaseState.CLOSED: "■",
    CaseState.SPREAD_AGAIN: "↻",
}
"""A mark beside each word, so that a list is not read by colour."""


@dataclass(frozen=True, slots=True)
class CaseStep:
    """One step in the life of a case. `at_ms` is since when it is so, in UTC milliseconds."""

    id: str
    case: str
    state: CaseState
    note: str
    at_ms: int
