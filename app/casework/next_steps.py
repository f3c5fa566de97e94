"""What could come next in a case, from what it has. A pure rule: nothing is read, nothing kept.

Every step can be left for later; none is a duty, and a case that needs nothing says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DAY_MS = 86_400_000
SOON_MS = 7 * DAY_MS
FRESH_MS = 7 * DAY_MS


class NextStep(StrEnum):
    """What could be done, by what it leads to."""

    LOOK_AT_DAYS = "look_at_days"
    FIVE_MINUTES = "five_minutes"
    COLLECT = "collect"
    GO_ON = "go_on"
    NOTE_HANDED = "note_handed"
    TELL = "tell"
    STATEMENT = "statement"
    HAND_OVER = "hand_over"


@dataclass(frozen=True)
class CaseHas:
    """What a case has. Times are UTC milliseconds; None where there is none.

    `told`: notes, entries of the log, payments. `begun_ms`, `bundled_ms`, `filed_ms`: when the
    newest report was last saved, the newest bundle made, the newest filing written down.
    `day_ms`: the next date that is still to come. `leaving_ms`: when a room last said that it
    moves or deletes by itself.
    """

    now_ms: int
    items: int = 0
    links: int = 0
    told: int = 0
    begun_ms: int | None = None
    bundled_ms: int | None = None
    filed_ms: int | None = None
    day_ms: int | None = None
    leaving_ms: int | None = None


def next_steps(has: CaseHas) -> tuple[NextStep, ...]:
    """The steps that make sense now, the one that can wait least first."""
    begun, bundled = has.begun_ms, has.bundled_ms
    is_open = begun is not None and (bundled is None or bundled < begun)
    waits = bundled is not None and (has.filed_ms is None or has.filed_ms < bundled)
    nothing = has.items == 0 and has.links == 0
    steps = (
        (NextStep.LOOK_AT_DAYS, _within(has.day_ms, has.now_ms, SOON_MS)),
        (NextStep.FIVE_MINUTES, _within(has.now_ms, has.leaving_ms, FRESH_MS)),
        (NextStep.COLLECT, nothing),
        (NextStep.GO_ON, is_open),
        (NextStep.NOTE_HANDED, waits and not is_open),
        (NextStep.STATEMENT, begun is None and not nothing),
        (NextStep.TELL, has.told == 0),
        (NextStep.HAND_OVER, is_open),
    )
    return tuple(step for step, fits in steps if fits)


def _within(later: int | None, sooner: int | None, most: int) -> bool:
    return later is not None and sooner is not None and 0 <= later - sooner <= most
