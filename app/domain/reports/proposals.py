"""What is known already and could answer a question of a report, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.domain.reports.reports import Answer


class Origin(StrEnum):
    """Where a proposal comes from."""

    TYPED_BEFORE = "typed_before"  # the person answered this for another report
    TOLD = "told"  # people, payments, parts, the incident log, the account of events
    EVIDENCE = "evidence"  # items and where they were seen
    ROOMS = "rooms"  # rooms, accounts and marked messages
    LINKS = "links"
    DATES = "dates"  # the times of what was seen
    HARM = "harm"  # the kinds of harm that the person chose


@dataclass(frozen=True, slots=True)
class Proposed:
    """One possible answer to a question of the shared dictionary, in that question's shape.

    `said` is where it comes from, in words. `sure` ones stand in a report that is begun; the others
    are only offered: they may be beside the matter, and the person takes them or not.
    """

    field: str
    answer: Answer
    origin: Origin
    said: str
    sure: bool = True
