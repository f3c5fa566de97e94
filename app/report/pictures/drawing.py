"""The marks that a drawing of a report is made of: lines, signs, boxes, texts, in millimetres.

Plain frozen data, and no format: texts are evidence or our own words, inert like everything in the
report tree. Nothing here decides colours or fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How strongly something in a drawing is set; renderers choose the colours."""

    INK = "ink"
    QUIET = "quiet"
    ACCENT = "accent"
    TINT = "tint"
    RULE = "rule"


class Dot(StrEnum):
    """The shapes that stand for something in a drawing, told apart without colour."""

    CIRCLE = "circle"
    RING = "ring"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line, in millimetres from the upper left corner; `arrow` at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.3
    tone: Tone = Tone.QUIET
    dashed: bool = False
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A shape around its middle; `size` is its width in millimetres."""

    x: float
    y: float
    shape: Dot
    size: float = 2.4
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Frame:
    """A box with rounded corners."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone = Tone.TINT


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text from its left end; `y` is its base line, `size` its height (mm)."""

    x: float
    y: float
    text: str
    size: float = 3.0
    tone: Tone = Tone.INK
    strong: bool = False


Mark = Stroke | Sign | Frame | Label
