"""A part of a picture at the size it is looked at, however large the picture is. Worker only.

Decoded once a sitting, at a fraction where the format can do that and no more is asked for; the
part is cut out before anything else is done with it, so that room is needed for the picture once.
"""

from __future__ import annotations

from typing import BinaryIO

from PIL import Image

from app.collect.media import pictures
from app.collect.media.protocol import Question
from app.domain.evidence.copies import Facing
from app.domain.evidence.sights import Box, Wish

MOST_PIXELS = 100_000_000
_SMOOTH = frozenset({"L", "RGB", "CMYK", "YCbCr", "LAB"})
_SMOOTH_TOO = frozenset({"RGBA", "LA"})
_SMOOTH_TOO_PIXELS = 20_000_000
"""Pillow makes a second copy of the whole before it scales these."""


class Opened:
    """A picture of which parts are asked for."""

    def __init__(self, source: BinaryIO, question: Question) -> None:
        self._source, self._question = source, question
        self._picture: Image.Image | None = None
        opened = pictures.open_picture(source, question.media_type, question.size)
        self.size = opened.size
        self._profile = opened.info.get("icc_profile")
        self.turn = _turn(opened)
        self._opened: Image.Image | None = opened

    @property
    def facing(self) -> Facing:
        """Its size, upright."""
        width, height = self.size
        return Facing(height, width) if self.turn > 4 else Facing(width, height)

    def part(self, wish: Wish) -> Image.Image:
        """What stands in the box, upright, in RGB or grey, in at most so many pixels."""
        box = raw_box(wish.box, self.turn)
        most = (wish.height, wish.width) if self.turn > 4 else (wish.width, wish.height)
        picture = self._decoded(box, most)
        width, height = picture.size
        place = (
            min(int(box[0] * width), width - 1),
            min(int(box[1] * height), height - 1),
            max(1, min(width, round(box[2] * width))),
            max(1, min(height, round(box[3] * height))),
        )
        cut = _scaled(picture, place, most)
        cut = pictures.plain_colours(cut, self._profile)
        cut.thumbnail(most)
        return _upright(cut, self.turn).convert("L" if wish.in_grey else "RGB")

    def _decoded(self, box: Box, most: tuple[int, int]) -> Image.Image:
        """The picture, whole or at a fraction that is large enough for this part of it."""
        across = most[0] / max(1e-6, (box[2] - box[0]) * self.size[0])
        down = most[1] / max(1e-6, (box[3] - box[1]) * self.size[1])
        share = min(1.0, max(across, down))
        while self.size[0] * self.size[1] * share * share > MOST_PIXELS:
            share /= 2
        if self._picture is not None and self._picture.width >= int(self.size[0] * share):
            return self._picture
        self._picture = None  # first, or two would lie in memory
        opened, self._opened = self._opened, None
        if opened is None or (opened.width, opened.height) != self.size:
            self._source.seek(0)
            question = self._question
            opened = pictures.open_picture(self._source, question.media_type, question.size)
        pictures.draft(opened, (int(self.size[0] * share), int(self.size[1] * share)))
        opened.load()
        self._picture = opened
        return opened


def raw_box(box: Box, turn: int) -> Box:
    """Where a box of the upright picture lies in the picture as it is stored (EXIF's numbers)."""

    def raw(u: float, v: float) -> tuple[float, float]:
        across, down = (v, u) if turn > 4 else (u, v)
        if turn in (2, 3, 7, 8):
            across = 1 - across
        if turn in (3, 4, 6, 7):
            down = 1 - down
        return across, down

    first, second = raw(box[0], box[1]), raw(box[2], box[3])
    return (
        min(first[0], second[0]), min(first[1], second[1]),
        max(first[0], second[0]), max(first[1], second[1]),
    )  # fmt: skip


_OPERATIONS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _upright(part: Image.Image, turn: int) -> Image.Image:
    return part.transpose(_OPERATIONS[turn]) if turn in _OPERATIONS else part


def _turn(picture: Image.Image) -> int:
    try:
        turn = picture.getexif().get(0x0112, 1)
    except pictures.PARSER_ERRORS:
        return 1
    return turn if isinstance(turn, int) and 1 < turn <= 8 else 1


def _scaled(
    picture: Image.Image, place: tuple[int, int, int, int], most: tuple[int, int]
) -> Image.Image:
    """The place, made smaller until it fits; never larger."""
    left, top, right, bottom = place
    right, bottom = max(right, left + 1), max(bottom, top + 1)
    share = min(1.0, most[0] / (right - left), most[1] / (bottom - top))
    size = (max(1, round((right - left) * share)), max(1, round((bottom - top) * share)))
    box = (left, top, right, bottom)
    if size == (right - left, bottom - top):
        return picture.crop(box)
    is_small = picture.width * picture.height <= _SMOOTH_TOO_PIXELS
    if picture.mode in _SMOOTH or (picture.mode in _SMOOTH_TOO and is_small):
        return picture.resize(size, Image.Resampling.BICUBIC, box, reducing_gap=2.0)
    # Palettes and rare depths have no sums of colours: twice as much is taken as it lies.
    twice = (min(2 * size[0], right - left), min(2 * size[1], bottom - top))
    return picture.resize(twice, Image.Resampling.NEAREST, box)
