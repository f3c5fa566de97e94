"""A part of a chat: from one time to another, or single messages. FORMAT.md, section "Excerpts"."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.times.times import Certainty, Moment

_LENGTH_MS = {
    Certainty.DAY: 86_400_000,
    Certainty.APPROXIMATE: 3_600_000,
    Certainty.MINUTE: 60_000,
}
"""How long what was typed lasts: a whole day, the hour, the minute; else the second."""


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, both within it, in UTC milliseconds; None is open."""

    from_ms: int | None = None
    to_ms: int | None = None

    def holds(self, at_ms: int) -> bool:
        """Whether an instant lies in it."""
        after = self.from_ms is None or at_ms >= self.from_ms
        return after and (self.to_ms is None or at_ms <= self.to_ms)


def span_between(first: Moment | None, last: Moment | None) -> Span | None:
    """The span that typed times mean, the last one to its end; None where one can't be read.

    None too where it would end before it begins.
    """
    if any(one is not None and one.at_ms is None for one in (first, last)):
        return None
    from_ms = first.at_ms if first is not None else None
    to_ms = last.at_ms if last is not None else None
    if last is not None and to_ms is not None:
        to_ms += _LENGTH_MS.get(last.certainty, 1_000) - 1
    if from_ms is not None and to_ms is not None and to_ms < from_ms:
        return None
    return Span(from_ms, to_ms)
