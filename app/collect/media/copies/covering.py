"""Puts something else in the place of what was marked. Pixels are replaced, never filtered.

What is put there is made from the copy's own visible pixels or from nothing: the marked places are
emptied first, all of them, so nothing that lay under one can come through. A blur or a mosaic of
the pixels themselves could be undone by guessing at what was there. See THREATS.md, "Working
copies". Runs in the worker only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageStat

from app.domain.evidence.copies import Area, Covering

INK = (0x1E, 0x1D, 0x1B)
GROUND = (0x96, 0x96, 0x8C)
_RING = 12
_CELLS = 12
_STEP = 32
"""Colours of a mosaic are told this coarsely."""
_BLOCK = 16
_BLEED = 2
"""How far a neighbour's colour reaches when a JPEG's colours are spread over its pixels."""

Colour = tuple[int, int, int]


class OutsideError(Exception):
    """A marked place does not lie in the picture at all."""


class Box(NamedTuple):
    """Pixels: left and top inside, right and bottom outside."""

    left: int
    top: int
    right: int
    bottom: int
    how: Covering = Covering.FILL


def box_of(area: Area, size: tuple[int, int], scale: float = 1.0, grow: int = 0) -> Box:
    """The pixels of a place, rounded outwards and grown, inside a picture of `size`.

    Raises `OutsideError` where none of it lies inside.
    """
    left, top = int(area.left * scale), int(area.top * scale)
    right = -int(-(area.left + area.width) * scale // 1)
    bottom = -int(-(area.top + area.height) * scale // 1)
    if left >= size[0] or top >= size[1]:
        raise OutsideError
    return Box(
        max(0, left - grow),
        max(0, top - grow),
        min(size[0], right + grow),
        min(size[1], bottom + grow),
        area.how,
    )


MARGIN = _BLOCK + _BLEED
"""Grows a place over every block it touches, whichever corner the blocks are counted from."""


def to_blocks(box: Box, size: tuple[int, int], turn: int) -> Box:
    """A box of a JPEG grown to whole blocks, so that no block tells of both sides of its edge.

    `turn` is the picture's EXIF orientation: blocks are counted from the corner that was stored
    first.
    """
    from_right, from_bottom = turn in (2, 3, 6, 7), turn in (3, 4, 7, 8)
    left, right = _whole(box.left, box.right, size[0], mirrored=from_right)
    top, bottom = _whole(box.top, box.bottom, size[1], mirrored=from_bottom)
    return Box(left, top, right, bottom, box.how)


def cover(picture: Image.Image, boxes: Sequence[Box]) -> None:
    """Replace the pixels of all boxes in an RGB picture."""
    draw = ImageDraw.Draw(picture)
    seen = Image.new("L", picture.size, 255)
    unseen = ImageDraw.Draw(seen)
    for box in boxes:
        place = (box.left, box.top, box.right - 1, box.bottom - 1)
        draw.rectangle(place, fill=INK if box.how is Covering.FILL else GROUND)
        unseen.rectangle(place, fill=0)
    patches = [(box, _around(picture, seen, box)) for box in boxes if box.how is Covering.MOSAIC]
    for box, sides in patches:
        _mosaic(draw, box, sides)
    for box in boxes:
        if box.how is Covering.FILL:
            draw.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), fill=INK)


def _whole(begin: int, end: int, length: int, *, mirrored: bool) -> tuple[int, int]:
    if mirrored:
        begin, end = _whole(length - end, length - begin, length, mirrored=False)
        return length - end, length - begin
    begin, end = begin // _BLOCK * _BLOCK, -(-end // _BLOCK) * _BLOCK
    return max(0, begin - _BLEED), min(length, end + _BLEED)


def _around(picture: Image.Image, seen: Image.Image, box: Box) -> tuple[Colour, ...]:
    """The coarse colours to the left, right, above and below, of pixels that the copy shows."""
    left, top, right, bottom, _ = box
    places = (
        (left - _RING, top, left, bottom),
        (right, top, right + _RING, bottom),
        (left, top - _RING, right, top),
        (left, bottom, right, bottom + _RING),
    )
    sides = [_mean(picture, seen, place) for place in places]
    known = [side for side in sides if side is not None]
    usual = _average(known) if known else GROUND
    return tuple(usual if side is None else side for side in sides)


def _mean(
    picture: Image.Image, seen: Image.Image, place: tuple[int, int, int, int]
) -> Colour | None:
    width, height = picture.size
    left, top = max(0, place[0]), max(0, place[1])
    right, bottom = min(width, place[2]), min(height, place[3])
    if left >= right or top >= bottom:
        return None
    mask = seen.crop((left, top, right, bottom))
    if mask.getextrema() == (0, 0):
        return None
    mean = ImageStat.Stat(picture.crop((left, top, right, bottom)), mask).mean
    return _coarse(mean)


def _average(colours: Sequence[Colour]) -> Colour:
    return _coarse([sum(one[band] for one in colours) / len(colours) for band in range(3)])


def _coarse(mean: Iterable[float]) -> Colour:
    red, green, blue = (int(value) // _STEP * _STEP + _STEP // 2 for value in mean)
    return red, green, blue


def _mosaic(draw: ImageDraw.ImageDraw, box: Box, sides: tuple[Colour, ...]) -> None:
    """Squares that go over from the colour of one side to that of the other."""
    left, top, right, bottom, _ = box
    width, height = right - left, bottom - top
    cell = max(4, -(-max(width, height) // _CELLS))
    for row, y in enumerate(range(top, bottom, cell)):
        for column, x in enumerate(range(left, right, cell)):
            across = min(1.0, (x - left + cell / 2) / width)
            down = min(1.0, (y - top + cell / 2) / height)
            shade = 10 if (row + column) % 2 else -10
            mixed = (
                (a * (1 - across) + b * across + c * (1 - down) + d * down) / 2 + shade
                for a, b, c, d in zip(*sides, strict=True)
            )
            red, green, blue = (max(0, min(255, int(value))) for value in mixed)
            end = (min(right, x + cell) - 1, min(bottom, y + cell) - 1)
            draw.rectangle((x, y, *end), fill=(red, green, blue))
