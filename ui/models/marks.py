"""The places that are marked on an item, which one is chosen, and the way back. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.domain.evidence.copies import MOST_AREAS, Area

MOST_STEPS = 200


class Marks:
    """A list of places; each change can be taken back, one after the other."""

    def __init__(self) -> None:
        self.areas: tuple[Area, ...] = ()
        self.chosen: int | None = None
        self._before: list[tuple[tuple[Area, ...], int | None]] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    @property
    def area(self) -> Area | None:
        """The chosen place."""
        return None if self.chosen is None else self.areas[self.chosen]

    def clear(self) -> None:
        """Forget everything."""
        self.areas, self.chosen = (), None
        self._before.clear()

    def begin(self) -> None:
        """Remember how it is now: what follows is one change."""
        self._before.append((self.areas, self.chosen))
        del self._before[:-MOST_STEPS]

    def back(self) -> None:
        """Take the last change back."""
        if self._before:
            self.areas, self.chosen = self._before.pop()

    def add(self, area: Area) -> None:
        """One more place, which is the chosen one."""
        if len(self.areas) < MOST_AREAS:
            self.areas = (*self.areas, area)
            self.chosen = len(self.areas) - 1

    def replace(self, area: Area) -> None:
        """Another place instead of the chosen one."""
        if self.chosen is not None:
            places = list(self.areas)
            places[self.chosen] = area
            self.areas = tuple(places)

    def change(self, **parts: object) -> None:
        """Change parts of the chosen place, as one change."""
        if self.area is not None:
            self.begin()
            self.replace(msgspec.structs.replace(self.area, **parts))

    def remove(self) -> None:
        """Take the chosen place out, as one change."""
        if self.chosen is not None:
            self.begin()
            places = list(self.areas)
            del places[self.chosen]
            self.areas = tuple(places)
            self.chosen = min(self.chosen, len(places) - 1) if places else None

    def choose(self, number: int | None) -> None:
        """Choose one by its number from 0."""
        inside = number is not None and 0 <= number < len(self.areas)
        self.chosen = number if inside else None

    def next(self, among: Iterable[int], step: int) -> None:
        """Choose the next or the one before among some of them, round and round."""
        numbers = sorted(among)
        if not numbers:
            self.chosen = None
        elif self.chosen not in numbers:
            self.chosen = numbers[0] if step > 0 else numbers[-1]
        else:
            self.chosen = numbers[(numbers.index(self.chosen) + step) % len(numbers)]


def moved(area: Area, right: int, down: int, size: tuple[int, int]) -> Area:
    """A place moved, staying inside."""
    left = max(0, min(size[0] - area.width, area.left + right))
    top = max(0, min(size[1] - area.height, area.top + down))
    return msgspec.structs.replace(area, left=max(0, left), top=max(0, top))


def resized(area: Area, wider: int, higher: int, size: tuple[int, int]) -> Area:
    """A place made wider or higher, at least one unit, staying inside."""
    width = max(1, min(size[0] - area.left, area.width + wider))
    height = max(1, min(size[1] - area.top, area.height + higher))
    return msgspec.structs.replace(area, width=width, height=height)


def spanned(first: tuple[int, int], second: tuple[int, int], size: tuple[int, int]) -> Area:
    """The place between two corners, inside."""
    xs = sorted(max(0, min(size[0], one[0])) for one in (first, second))
    ys = sorted(max(0, min(size[1], one[1])) for one in (first, second))
    return Area(xs[0], ys[0], max(1, xs[1] - xs[0]), max(1, ys[1] - ys[0]))
