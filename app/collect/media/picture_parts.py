"""Hashes of a picture's parts, for finding it again cropped, framed or in a screenshot.

In the worker only. PDQ hashes a picture as a whole, and a crop of five per cent breaks it (see
ARCHITECTURE.md for figures). So each picture gets hashes of 128 bits for itself, for pictures that
stand inside it on plain ground, and for itself cut at each side; two pictures are compared by their
nearest parts. The hash is that of the low terms of a cosine transform against their median (as
described by Zauner, 2010), of a picture made 32 by 32 points.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from app.domain.evidence.likeness import Parts

EDGE = 256
"""Longest edge of the grey picture that the parts are taken from."""
_POINTS = 32
_TERMS = 12
_BITS = 128
_CUT = 0.08
_MOST_INSIDE = 6
_FLAT = 10
_LEAST_WIDTH, _LEAST_HEIGHT = 0.2, 0.08
_DEEPEST = 6
_WIDEST_RUNS = 4
_PLAIN = 8.0
"""Standard deviation of grey under which there is too little to compare."""

Box = tuple[float, float, float, float]
Grey = NDArray[np.uint8]
Floats = NDArray[np.float32]


def grey_picture(picture: Image.Image) -> Image.Image:
    """A decoded picture small and grey, as `parts` takes it."""
    shrink = min(1.0, EDGE / max(picture.size))
    size = (max(1, round(picture.width * shrink)), max(1, round(picture.height * shrink)))
    return picture.convert("L").resize(size, Image.Resampling.BOX)


def parts(grey: Image.Image) -> tuple[Parts, int]:
    """The hashes of a small grey picture, and its quality: 0 (plain) to 100."""
    width, height = grey.size
    crops = [
        (left * width, top * height, (1 - right) * width, (1 - bottom) * height)
        for left, right, top, bottom in product((0.0, _CUT), repeat=4)
    ][1:]
    inside = [box for box in pictures_inside(np.asarray(grey)) if not _is_plain(grey, box)]
    wholes, mirrored_wholes = _hashes(grey, [(0, 0, width, height), *inside])
    cut, mirrored_cut = _hashes(grey, crops)
    spread = float(np.asarray(grey, np.float32).std())
    quality = 0 if spread < _PLAIN else min(100, round(spread * 2))
    return Parts(wholes, cut, mirrored_wholes, mirrored_cut), quality


def frames(greys: Sequence[Image.Image]) -> tuple[Parts, int]:
    """The hashes of some frames of a film, each as a whole, and the best frame's quality."""
    wholes: list[bytes] = []
    mirrored: list[bytes] = []
    spread = 0.0
    for grey in greys:
        seen, turned = _hashes(grey, [(0, 0, *grey.size)])
        wholes += seen
        mirrored += turned
        spread = max(spread, float(np.asarray(grey, np.float32).std()))
    quality = 0 if spread < _PLAIN else min(100, round(spread * 2))
    return Parts(tuple(wholes), (), tuple(mirrored), ()), quality


def _hashes(grey: Image.Image, boxes: Sequence[Box]) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    cosines = _cosines()
    size = (_POINTS, _POINTS)
    small = [
        np.asarray(grey.resize(size, Image.Resampling.BOX, box=box), np.float32) for box in boxes
    ]
    terms: list[Floats] = [(cosines @ one @ cosines.T).astype(np.float32) for one in small]
    signs = np.where(np.arange(_TERMS) % 2 == 0, -1, 1).astype(np.float32)
    turned: list[Floats] = [(one * signs).astype(np.float32) for one in terms]
    return tuple(map(_bits, terms)), tuple(map(_bits, turned))


@cache
def _cosines() -> Floats:
    step = math.pi / 2 / _POINTS
    rows = [
        [math.cos(step * (term + 1) * (2 * point + 1)) for point in range(_POINTS)]
        for term in range(_TERMS)
    ]
    return np.array(rows, np.float32)


@cache
def _lowest() -> NDArray[np.intp]:
    """Which of the terms are kept: the lowest first, by the sum of their two numbers."""
    down, across = np.divmod(np.arange(_TERMS * _TERMS), _TERMS)
    order: NDArray[np.intp] = np.lexsort((down, down + across))[:_BITS]
    return order


def _bits(terms: Floats) -> bytes:
    kept = terms.ravel()[_lowest()]
    return np.packbits(kept > np.median(kept)).tobytes()


def _is_plain(grey: Image.Image, box: Box) -> bool:
    left, top, right, bottom = (int(side) for side in box)
    return float(np.asarray(grey.crop((left, top, right, bottom)), np.float32).std()) < _PLAIN


def pictures_inside(grey: Grey) -> list[Box]:
    """Boxes that are left where lines of one plain tone cut a picture, the largest first."""
    found: list[Box] = []
    height, width = grey.shape
    whole: Box = (0, 0, width, height)
    _cut(grey, (0, 0, width, height), 0, found)
    others = [box for box in found if box != whole]
    return sorted(others, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))[:_MOST_INSIDE]


def _cut(grey: Grey, box: tuple[int, int, int, int], depth: int, found: list[Box]) -> None:
    left, top, right, bottom = box
    if right - left < grey.shape[1] * _LEAST_WIDTH or bottom - top < grey.shape[0] * _LEAST_HEIGHT:
        return
    part = grey[top:bottom, left:right]
    if depth < _DEEPEST:
        for lines, is_down in ((part, True), (part.T, False)):
            runs = _runs(lines)
            if runs == [(0, len(lines))]:
                continue
            for start, end in runs[:_WIDEST_RUNS]:
                inner = (
                    (left, top + start, right, top + end)
                    if is_down
                    else (left + start, top, left + end, bottom)
                )
                _cut(grey, inner, depth + 1, found)
            return
    found.append((left, top, right, bottom))


def _runs(lines: Grey) -> list[tuple[int, int]]:
    """Where lines that are not of one tone lie together, the longest run first."""
    low, high = np.percentile(lines, (4, 96), axis=1)
    busy = np.concatenate(([False], high - low > _FLAT, [False]))
    edges = np.flatnonzero(busy[1:] != busy[:-1])
    runs = [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]
    return sorted(runs, key=lambda run: run[0] - run[1])
