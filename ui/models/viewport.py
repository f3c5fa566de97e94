"""What part of a picture is looked at: how near, which way turned, where. Numbers only, no widget.

Places are parts of the whole, from the upper left corner. `turned` places are those on the screen,
`upright` ones those of the picture as the worker tells it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.evidence.sights import WHOLE, Box

NEAREST = 32.0
STEP = 1.25


@dataclass(frozen=True)
class Viewport:
    """A window on a picture. `units` is the picture's size upright, `room` the widget's."""

    units: tuple[int, int] = (4, 3)
    room: tuple[int, int] = (1, 1)
    quarter_turns: int = 0
    zoom: float = 1.0
    centre: tuple[float, float] = (0.5, 0.5)

    @property
    def is_whole(self) -> bool:
        """Whether all of it is in sight."""
        return self.zoom <= 1.0

    @property
    def drawn(self) -> tuple[float, float]:
        """How large the whole picture would be drawn, turned, in the room's pixels."""
        width, height = self._turned_units()
        share = min(self.room[0] / width, self.room[1] / height) * self.zoom
        return max(1.0, width * share), max(1.0, height * share)

    @property
    def seen(self) -> Box:
        """The part that is in sight, turned."""
        width, height = self.drawn
        across, down = min(1.0, self.room[0] / width), min(1.0, self.room[1] / height)
        left = min(max(0.0, self.centre[0] - across / 2), 1 - across)
        top = min(max(0.0, self.centre[1] - down / 2), 1 - down)
        return left, top, min(1.0, left + across), min(1.0, top + down)

    @property
    def box(self) -> Box:
        """The part that is in sight, upright: what the worker is asked for."""
        return WHOLE if self.is_whole else _turned_back(self.seen, self.quarter_turns)

    def pixels(self, ratio: float) -> tuple[int, int]:
        """How many pixels of the upright picture that part is worth on a screen."""
        left, top, right, bottom = self.seen
        width, height = self.drawn
        across = max(1, round(width * (right - left) * ratio))
        down = max(1, round(height * (bottom - top) * ratio))
        return (down, across) if self.quarter_turns % 2 else (across, down)

    def place_of(self, box: Box) -> tuple[float, float, float, float]:
        """Where an upright box lies in the room: left, top, width, height."""
        left, top, right, bottom = turned(box, self.quarter_turns)
        width, height = self.drawn
        from_left, from_top = self._origin()
        return (
            from_left + left * width, from_top + top * height,
            (right - left) * width, (bottom - top) * height,
        )  # fmt: skip

    def zoomed(self, factor: float, at: tuple[float, float] | None = None) -> Viewport:
        """Nearer or further by a factor; what lies at a point of the room stays there."""
        zoom = min(NEAREST, max(1.0, self.zoom * factor))
        point = at or (self.room[0] / 2, self.room[1] / 2)
        held = self._turned_place(point)
        nearer = replace(self, zoom=zoom)
        width, height = nearer.drawn
        centre = (
            held[0] + (self.room[0] / 2 - point[0]) / width,
            held[1] + (self.room[1] / 2 - point[1]) / height,
        )
        return _inside(replace(nearer, centre=centre))

    def moved(self, right: float, down: float) -> Viewport:
        """The look wanders by so many pixels of the room."""
        width, height = self.drawn
        centre = (self.centre[0] + right / width, self.centre[1] + down / height)
        return _inside(replace(self, centre=centre))

    def turned_once(self) -> Viewport:
        """A quarter to the right, whole again."""
        turns = (self.quarter_turns + 1) % 4
        return replace(self, quarter_turns=turns, zoom=1.0, centre=(0.5, 0.5))

    def fitted(self) -> Viewport:
        """All of it in sight."""
        return replace(self, zoom=1.0, centre=(0.5, 0.5))

    @property
    def percent(self) -> int:
        """Of the picture's own size."""
        width, _ = self._turned_units()
        return max(1, round(100 * self.drawn[0] / width))

    def _turned_units(self) -> tuple[int, int]:
        width, height = max(1, self.units[0]), max(1, self.units[1])
        return (height, width) if self.quarter_turns % 2 else (width, height)

    def _origin(self) -> tuple[float, float]:
        width, height = self.drawn
        seen = self.seen
        return (
            (self.room[0] - width) / 2 if width <= self.room[0] else -seen[0] * width,
            (self.room[1] - height) / 2 if height <= self.room[1] else -seen[1] * height,
        )

    def _turned_place(self, point: tuple[float, float]) -> tuple[float, float]:
        width, height = self.drawn
        left, top = self._origin()
        return (point[0] - left) / width, (point[1] - top) / height


def turned(box: Box, quarter_turns: int) -> Box:
    """A box after so many quarter turns to the right."""
    left, top, right, bottom = box
    for _ in range(quarter_turns % 4):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    return left, top, right, bottom


def _inside(view: Viewport) -> Viewport:
    left, top, right, bottom = view.seen
    return replace(view, centre=((left + right) / 2, (top + bottom) / 2))


def _turned_back(box: Box, quarter_turns: int) -> Box:
    return turned(box, -quarter_turns % 4)
