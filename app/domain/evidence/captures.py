"""What is known of the moment when a screen was captured, a picture pasted, or one handed over.

Two clocks of this computer and one of the vault, the screen, and what the person said of the place.
Kept as it was read; nothing is corrected. FORMAT.md, section "Captures", has the JSON.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

LATEST_MS = 253_402_300_799_999
"""The last instant of the year 9999."""
MOST_PIXELS = 1_000_000
SEALED_LENGTH = 2_000
"""So many characters of each word are sealed, so that it fits beside any picture."""


class CaptureWay(StrEnum):
    """How the picture came into being, as far as this program can know."""

    SCREEN = "screen"  # one screen, whole
    WINDOW = "window"  # the part of a screen that a window took
    REGION = "region"  # a part of a screen that was drawn by hand
    PASTED = "pasted"  # from the clipboard; when it was made is not known
    GIVEN = "given"  # from another program by standard input


class Instant(msgspec.Struct, frozen=True):
    """The computer's two clocks at one moment.

    `system_ms` is the clock that people see (UTC milliseconds), `zone` and `offset_minutes` (east
    of UTC) its zone. `running_ms` is how long the machine runs, by a clock that nobody can set;
    `started_ms` is when it was started, as the first says by the second: two captures of one day
    that differ there tell that the visible clock was set between them.
    """

    system_ms: int
    zone: str
    offset_minutes: int
    running_ms: int

    @property
    def started_ms(self) -> int:
        """When the machine was started, by the system's clock."""
        return self.system_ms - self.running_ms


class Screen(msgspec.Struct, frozen=True):
    """A screen in its own pixels. `number` counts from 1 among the `count` there were."""

    name: str
    number: int
    count: int
    width: int
    height: int
    scale_percent: int = 100


class Area(msgspec.Struct, frozen=True):
    """A part of a screen, in its pixels from the upper left."""

    left: int
    top: int
    width: int
    height: int


class Shot(msgspec.Struct, frozen=True):
    """What the capturing part of the program knows of a picture.

    `left_a_file`: another program wrote it into a file first, which was read and removed.
    """

    way: CaptureWay
    at: Instant
    screen: Screen | None = None
    area: Area | None = None
    left_a_file: bool = False


class Said(msgspec.Struct, frozen=True):
    """What the person said of where it was; each may be empty."""

    room: str = ""
    link: str = ""
    words: str = ""

    @property
    def text(self) -> str:
        """All of it, a line each, for search."""
        return "\n".join(one for one in (self.room, self.link, self.words) if one)


class SealedCapture(msgspec.Struct, frozen=True):
    """A shot as it is sealed into a locked vault. Whoever has the folder could have made it."""

    shot: Shot
    said: Said
    program: str

    @property
    def is_sensible(self) -> bool:
        """Whether its numbers and words can be what they say."""
        shot, said, at = self.shot, self.said, self.shot.at
        pixels = [] if shot.screen is None else [*_numbers(shot.screen)]
        pixels += [] if shot.area is None else [*_numbers(shot.area)]
        words = (said.room, said.link, said.words, at.zone, self.program)
        names = [*words, *([] if shot.screen is None else [shot.screen.name])]
        return (
            0 <= at.system_ms <= LATEST_MS
            and 0 <= at.running_ms <= at.system_ms
            and abs(at.offset_minutes) < 24 * 60
            # The clock on the wall has no later year either.
            and at.system_ms + at.offset_minutes * 60_000 <= LATEST_MS
            and all(0 <= one <= MOST_PIXELS for one in pixels)
            and all(len(one) <= SEALED_LENGTH for one in names)
        )


class Capture(msgspec.Struct, frozen=True):
    """A shot as it is kept: with the vault's own clock.

    The newest entry of the custody log then was `log_number`, at `log_ms`: the capture is no older
    than that entry, whatever the other clocks say. Both are 0 and None for one that was made while
    the vault was locked. `program` is the version that kept it.
    """

    shot: Shot
    said: Said
    program: str
    log_number: int
    log_ms: int | None


def _numbers(one: Screen | Area) -> list[int]:
    return [said for said in msgspec.structs.astuple(one) if isinstance(said, int)]
