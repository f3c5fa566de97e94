"""PDQ: the 256-bit hash of a picture that hash-sharing programmes compare, in the worker only.

After the published description of PDQ (Meta, 2019): luminance, two passes of a box filter each way
(Jarosz), 64 by 64 points, 16 by 16 terms of a cosine transform, one bit for each term above the
median. All steps are single precision in the order of the reference implementation, since its
published hashes are compared bit for bit. Must not decode anything, and must not turn a picture
upright: the reference takes the stored rows as they are.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Luma = NDArray[np.uint8]

VERSION = "ongi-pdq-1"
_SMALLEST = 5
_POINTS = 64
_TERMS = 16
_PASSES = 2
_BLOCK = 256
_WEIGHTS = tuple(np.float32(weight) for weight in (0.299, 0.587, 0.114))


class Pdq(NamedTuple):
    """The eight hashes (32 bytes each, as they are written in hexadecimal) and 0 to 100.

    They stand in the order of `app.domain.evidence.likeness.TURNS`.

    A quality below 50 means too little in the picture to go by.
    """

    hashes: tuple[bytes, ...]
    quality: int


def pdq(pixels: Luma) -> Pdq | None:
    """The hashes of rows of pixels, grey (two axes) or red, green, blue (three).

    None for a picture of less than five pixels either way, as in the reference.
    """
    rows, columns = pixels.shape[:2]
    if rows < _SMALLEST or columns < _SMALLEST:
        return None
    points = _points(pixels)
    terms = _cosine_terms(points)
    return Pdq(tuple(_bits(turned) for turned in _turned(terms)), _quality(points))


def _points(pixels: Luma) -> Floats:
    rows, columns = pixels.shape[:2]
    if (rows, columns) == (_POINTS, _POINTS):
        return np.concatenate(list(_luma(pixels)))
    lines = _luma(pixels)
    for _ in range(_PASSES):
        lines = _down(_along(lines, _window(columns)), rows, _window(rows))
    wanted = _middles(rows)
    across = _middles(columns)
    out = np.empty((_POINTS, _POINTS), np.float32)
    at = 0
    for block in lines:
        for index in np.flatnonzero((wanted >= at) & (wanted < at + len(block))):
            out[index] = block[wanted[index] - at][across]
        at += len(block)
    return out


def _middles(length: int) -> NDArray[np.int64]:
    return (((np.arange(_POINTS) + 0.5) * length) / _POINTS).astype(np.int64)


def _window(length: int) -> int:
    return (length + 2 * _POINTS - 1) // (2 * _POINTS)


def _luma(pixels: Luma) -> Iterator[Floats]:
    for start in range(0, len(pixels), _BLOCK):
        block = pixels[start : start + _BLOCK].astype(np.float32)
        if block.ndim == 2:
            yield block
            continue
        red, green, blue = (block[..., index] * _WEIGHTS[index] for index in range(3))
        yield (red + green) + blue


def _along(lines: Iterator[Floats], window: int) -> Iterator[Floats]:
    """The box filter within each line: a running sum, added to and taken from in turn."""
    for block in lines:
        columns = block.shape[1]
        first, sizes = _sizes(columns, window)
        steps = columns + first
        turns = np.zeros((len(block), 2 * steps), np.float32)
        turns[:, 0 : 2 * columns : 2] = block
        turns[:, 2 * window + 1 :: 2] = -block[:, : steps - window]
        sums = np.add.accumulate(turns, axis=1, dtype=np.float32)
        yield np.divide(sums[:, 2 * first + 1 :: 2], sizes, dtype=np.float32)


def _down(lines: Iterator[Floats], rows: int, window: int) -> Iterator[Floats]:
    """The same filter across lines; holds no more of them than the window is high."""
    first, sizes = _sizes(rows, window)
    held: deque[Floats] = deque()
    single = (line for block in lines for line in block)
    out: list[Floats] = []
    total: Floats | None = None
    for step in range(rows + first):
        if step < rows:
            held.append(next(single))
            total = held[-1].copy() if total is None else total + held[-1]
        if total is None:  # never: the first step takes a line
            continue
        if step >= window:
            total = total - held.popleft()
        if step >= first:
            out.append(total / sizes[step - first])
        if len(out) == _BLOCK:
            yield np.stack(out)
            out = []
    if out:
        yield np.stack(out)


def _sizes(length: int, window: int) -> tuple[int, Floats]:
    """After how many steps the first sum is written, and of how many values each sum is."""
    first = (window + 2) // 2 - 1
    steps = np.arange(first, length + first)
    sizes = np.where(steps < length, np.minimum(steps + 1, window), window - (steps - length + 1))
    return first, sizes.astype(np.float32)


@cache
def _cosines() -> Floats:
    scale = float(np.float32(math.sqrt(2.0 / _POINTS)))
    step = math.pi / 2.0 / _POINTS
    rows = [
        [scale * math.cos(step * (term + 1) * (2 * point + 1)) for point in range(_POINTS)]
        for term in range(_TERMS)
    ]
    return np.array(rows, np.float32)


def _cosine_terms(points: Floats) -> Floats:
    """The 16 by 16 lowest terms but the constant ones, each sum taken in the order of points."""
    cosines = _cosines()
    half = np.zeros((_TERMS, _POINTS), np.float32)
    for at in range(_POINTS):
        half = half + cosines[:, at, None] * points[at]
    terms = np.zeros((_TERMS, _TERMS), np.float32)
    for at in range(_POINTS):
        terms = terms + half[:, at, None] * cosines[:, at]
    return terms


def _turned(terms: Floats) -> Iterator[Floats]:
    """The terms of the picture turned and mirrored: signs change, and the axes change places."""
    odd_terms = np.where(np.arange(_TERMS) % 2 == 0, np.float32(-1), np.float32(1))
    down, across = odd_terms[:, None], odd_terms[None, :]
    yield terms
    yield (terms * across).T
    yield terms * across * down
    yield (terms * down).T
    yield terms * down
    yield terms * across
    yield terms.T
    yield (terms * across * down).T


def _bits(terms: Floats) -> bytes:
    """One bit for each term above the lower median; the last term is the highest bit."""
    flat = terms.ravel()
    median = np.sort(flat)[len(flat) // 2 - 1]
    return np.packbits((flat > median)[::-1]).tobytes()


def _quality(points: Floats) -> int:
    steps = 0
    for axis in (0, 1):
        change = -np.diff(points, axis=axis) * np.float32(100) / np.float32(255)
        steps += int(np.abs(change.astype(np.int32)).sum())
    return min(100, steps // 90)
