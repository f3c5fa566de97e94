"""Which marks a timeline has at a zoom: entries that stand too near each other are drawn as one.

Opened up by zooming in. What is laid out does not depend on which part is shown, so that dragging
lays out nothing anew. No Qt here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.case.timeline import (
    MARKS,
    EntryKind,
    Kind,
    Mark,
    Timeline,
    TimelineEntry,
    belongs,
    spread,
)
from ui.widgets.timeline.time_scale import TimeScale

APART = 20
"""Pixels between marks that are drawn each for itself."""
MOST_ZOOM = 400.0
LINES = (EntryKind.GAP, EntryKind.MOVED)
"""Drawn as what they are, and part of no other mark."""
_WEIGHT = {Mark.SQUARE: 0, Mark.TRIANGLE: 1, Mark.CIRCLE: 2}


class Spot(NamedTuple):
    """A mark: where (pixels from the beginning), on which line, and the entries it stands for."""

    at: float
    lane: str
    members: tuple[int, ...]
    mark: Mark
    is_spread: bool


class TimelineLayout:
    """A timeline, of which some kinds may be seen alone; entries by their number in it."""

    def __init__(self, timeline: Timeline, kind: Kind = Kind.ALL) -> None:
        self.timeline = timeline
        self.scale = TimeScale([entry.order_ms for entry in timeline.entries])
        self.spread = spread(timeline.entries)
        self._lanes = {lane.id: place for place, lane in enumerate(timeline.lanes)}
        self._numbers = {id(entry): number for number, entry in enumerate(timeline.entries)}
        self._spots: list[Spot] = []
        self._spot_of: dict[int, int] = {}
        self._made_for = -1.0
        self.shown: list[int] = []
        self.lines: list[int] = []
        self.see(kind)

    def see(self, kind: Kind) -> None:
        """Show these alone."""
        entries = self.timeline.entries
        self.shown = [
            number
            for number, entry in enumerate(entries)
            if belongs(entry, kind, self.spread) and entry.lane in self._lanes
        ]
        self.lines = [number for number in self.shown if entries[number].kind in LINES]
        self._made_for = -1.0

    def entry(self, number: int) -> TimelineEntry:
        """An entry by its number."""
        return self.timeline.entries[number]

    def number_of(self, entry: TimelineEntry) -> int | None:
        """The number of an entry of this very timeline."""
        return self._numbers.get(id(entry))

    def lane_place(self, lane: str) -> int:
        """Which line from the top, 0 for the first."""
        return self._lanes.get(lane, 0)

    def place_of(self, number: int, width: float) -> float:
        """Where an entry stands, in pixels from the beginning of `width`."""
        return self.scale.share(self.entry(number).order_ms) * width

    def spots(self, width: float) -> list[Spot]:
        """All marks, in the order of time, where the whole of it is `width` pixels wide."""
        if width != self._made_for:
            self._make(width)
            self._made_for = width
        return self._spots

    def between(self, width: float, first: float, last: float) -> Sequence[Spot]:
        """The marks between two places."""
        spots = self.spots(width)
        begin = bisect_left(spots, first, key=_at)
        return spots[begin : bisect_right(spots, last, key=_at)]

    def spot_of(self, number: int, width: float) -> Spot | None:
        """The mark that stands for an entry; None for what is drawn as a line."""
        spots = self.spots(width)
        place = self._spot_of.get(number)
        return None if place is None else spots[place]

    def zoom_that_opens(self, spot: Spot, width: float) -> float | None:
        """How many times wider the first two of a mark stand apart; None where nothing helps."""
        places = [self.place_of(number, width) for number in spot.members]
        steps = [after - before for before, after in pairwise(places) if after > before]
        return (APART + 4) / max(steps) if steps else None

    def beside(self, number: int, step: int) -> int | None:
        """The entry on the next line up (-1) or down (1) that stands nearest in time."""
        here = self._lanes[self.entry(number).lane]
        at = self.entry(number).order_ms
        nearest: dict[int, tuple[int, int]] = {}
        for other in self.shown:
            entry = self.entry(other)
            away = (self._lanes[entry.lane] - here) * step
            if away > 0:
                far = (abs(entry.order_ms - at), other)
                nearest[away] = min(nearest.get(away, far), far)
        return nearest[min(nearest)][1] if nearest else None

    def _make(self, width: float) -> None:
        entries, share = self.timeline.entries, self.scale.share
        open_now: dict[str, tuple[float, list[int]]] = {}
        made: list[tuple[float, str, list[int]]] = []
        for number in self.shown:
            entry = entries[number]
            if entry.kind in LINES:
                continue
            at = share(entry.order_ms) * width
            known = open_now.get(entry.lane)
            if known is not None and at - known[0] < APART:
                known[1].append(number)
            else:
                members = [number]
                open_now[entry.lane] = (at, members)
                made.append((at, entry.lane, members))
        self._spots = [self._spot(*one) for one in made]
        self._spot_of = {
            number: place for place, spot in enumerate(self._spots) for number in spot.members
        }

    def _spot(self, at: float, lane: str, members: list[int]) -> Spot:
        entries = self.timeline.entries
        kinds = {MARKS.get(entries[number].kind, Mark.CIRCLE) for number in members}
        wide = any(entries[number].subject in self.spread for number in members)
        return Spot(at, lane, tuple(members), min(kinds, key=_WEIGHT.__getitem__), wide)


def _at(spot: Spot) -> float:
    return spot.at
