"""What is asked of a viewer's worker and what it answers: pixels and samples, never a file.

A place in a picture is told in parts of the whole, from the upper left corner of what is shown
upright: `(0.0, 0.0, 1.0, 1.0)` is all of it. Times are milliseconds from the beginning.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.domain.evidence.copies import FILM_TYPES, LONGEST_MS, PAGES_TYPE, PICTURE_TYPES, Facing
from app.domain.evidence.items import Item

Box = tuple[float, float, float, float]
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)
LONGEST_EDGE = 4096
"""No more pixels are given in one direction."""
MOST_TEXT = 4_000
MOST_INSIDE = 24
"""So many pictures of a saved page can be looked at."""
SAMPLES_PER_SECOND = 48_000
"""Of sound that is given: one channel, 16 bits, little-endian."""
PEAK_MS = 100
"""How much sound one peak stands for; a peak is one byte, 0 for silence."""
SOUND_TYPES = frozenset({
    "audio/mp4", "audio/mpeg", "audio/aac", "audio/ogg", "audio/wav", "audio/amr", "audio/flac",
})  # fmt: skip


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be shown, in at most so many pixels.

    `which` and `at_ms` choose a film's frame as in `copies.view`; with `after`, frames before
    `not_before_ms` may be left out. `page` counts from 1; of a saved page it is which of its
    pictures. `only_facing`: no pixels, only what there is to be seen. `sight` names the sitting, so
    that the worker may keep the file open.
    """

    sight: str = ""
    box: Box = WHOLE
    width: int = 1280
    height: int = 800
    in_grey: bool = True
    page: int = 1
    at_ms: int = 0
    which: str = "at"
    not_before_ms: int = 0
    only_facing: bool = False


class Told(msgspec.Struct, frozen=True):
    """What stands before the pixels: what they show, and how they lie."""

    facing: Facing
    width: int = 0
    height: int = 0
    in_grey: bool = True
    box: Box = WHOLE
    text: str = ""


class Hearing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which piece of a sound is wanted: as samples, or as peaks. `volume` is in percent."""

    sight: str = ""
    peaks: bool = False
    from_ms: int = 0
    length_ms: int = 1_000
    volume: int = 100


class Heard(msgspec.Struct, frozen=True):
    """What stands before samples or peaks: from when to when, and whether that was the end."""

    from_ms: int
    to_ms: int
    length_ms: int | None = None
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """Pixels in rows without gaps: one byte each in grey, else three (red, green, blue)."""

    told: Told
    pixels: bytes

    @property
    def facing(self) -> Facing:
        """What there is to be seen."""
        return self.told.facing


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sound: samples, or peaks."""

    heard: Heard
    data: bytes


def within(facing: Facing) -> Facing:
    """The same with times and sizes that a screen can hold; what a file says can be anything."""

    def ms(value: int | None) -> int | None:
        return None if value is None else max(0, min(LONGEST_MS, value))

    return msgspec.structs.replace(
        facing,
        width=max(1, facing.width),
        height=max(1, facing.height),
        pages=max(0, facing.pages),
        at_ms=ms(facing.at_ms),
        length_ms=ms(facing.length_ms),
    )


def can_be_looked_at(item: Item) -> bool:
    """Whether the viewer knows this kind of file: a picture, a PDF, a film, a sound."""
    kinds = PICTURE_TYPES | FILM_TYPES | SOUND_TYPES
    return item.media_type in kinds or item.media_type == PAGES_TYPE


def can_be_heard(item: Item) -> bool:
    """Whether it is a sound."""
    return item.media_type in SOUND_TYPES
