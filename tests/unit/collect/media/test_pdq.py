"""PDQ, against what the reference implementation makes of the same pictures."""

import json
from pathlib import Path

import numpy as np
import pytest

from app.collect.media.pdq import pdq
from app.domain.evidence.likeness import TURNS
from tests.vectors.pdq.pictures import picture

VECTORS = Path(__file__).parents[3] / "vectors" / "pdq" / "pdq.json"
CASES = json.loads(VECTORS.read_text())["pictures"]


def pixels(case):
    return picture(case["width"], case["height"], case["step"], case["colours"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['width']}x{case['height']}")
def test_all_eight_hashes_and_the_quality_are_the_reference_s_bit_for_bit(case):
    made = pdq(pixels(case))
    assert [one.hex() for one in made.hashes] == case["hashes"]
    assert made.quality == case["quality"]


def test_a_mirrored_picture_has_the_hash_foretold_for_the_mirror():
    rows = picture(320, 240, 5, 3)
    foretold = pdq(rows).hashes[TURNS.index("mirrored")]
    found = pdq(np.ascontiguousarray(rows[:, ::-1])).hashes[0]
    apart = sum((a ^ b).bit_count() for a, b in zip(foretold, found, strict=True))
    assert apart <= 12


@pytest.mark.parametrize("size", [(4, 300), (300, 4), (1, 1)])
def test_a_picture_under_five_pixels_has_no_hash(size):
    assert pdq(np.zeros(size, np.uint8)) is None


def test_a_plain_picture_has_no_quality():
    assert pdq(np.full((90, 90, 3), 77, np.uint8)).quality == 0


def test_one_very_long_line_of_pixels_takes_no_block_of_them():
    assert pdq(np.zeros((5, 16_384, 3), np.uint8)).quality == 0


def test_grey_rows_hash_as_the_same_grey_in_colours_but_for_rounding():
    rows = picture(255, 256, 11, 1)
    grey, coloured = pdq(rows), pdq(np.stack([rows] * 3, axis=-1))
    apart = (int.from_bytes(a) ^ int.from_bytes(b) for a, b in zip(
        grey.hashes[:1], coloured.hashes[:1], strict=True
    ))  # fmt: skip
    assert sum(bits.bit_count() for bits in apart) <= 2
    assert grey.quality == coloured.quality
