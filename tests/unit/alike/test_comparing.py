"""Which changes a picture is found after, and that different ones are not called alike."""

import pytest

from app.casework.alike import Hashes
from app.collect.media.picture_hashes import picture_hashes
from app.domain.evidence.likeness import (
    PARTS,
    PDQ,
    Closeness,
    Parts,
    PictureHash,
    parts_of,
    parts_value,
    well_formed,
)
from tests.fixtures.scenes import CHANGES, scene

ORIGINALS = [f"o{number}" for number in range(8)]


@pytest.fixture(scope="module")
def hashes():
    made = {name: picture_hashes(scene(at)) for at, name in enumerate(ORIGINALS)}
    rows = [
        [
            (name, one.quality, one.value)
            for name, own in made.items()
            for one in own
            if one.method == method
        ]
        for method in (PDQ, PARTS)
    ]
    return Hashes(*rows)


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_picture_is_found_among_others_and_only_it(hashes, change):
    for at in (0, 3, 5):
        near = hashes.near(picture_hashes(CHANGES[change](scene(at))))
        assert set(near) == {ORIGINALS[at]}


def test_a_picture_that_was_only_saved_again_is_very_alike(hashes):
    near = hashes.near(picture_hashes(CHANGES["jpeg-40"](scene(2))))
    assert near["o2"].closeness is Closeness.VERY
    assert near["o2"].turned == "as_is"


def test_a_mirrored_picture_says_so(hashes):
    near = hashes.near(picture_hashes(CHANGES["mirror"](scene(2))))
    assert near["o2"].turned == "mirrored"


def test_different_pictures_are_not_called_alike(hashes):
    assert not any(hashes.near(picture_hashes(scene(number))) for number in range(50, 60))


def test_plain_pictures_are_like_nothing(hashes):
    from PIL import Image

    plain = picture_hashes(Image.new("RGB", (300, 200), (90, 120, 90)))
    assert all(one.quality == 0 for one in plain)
    assert hashes.near(plain) == {}
    rows = [("plain", one.quality, one.value) for one in plain if one.method == PARTS]
    assert Hashes([], rows).near(plain) == {}


def test_nothing_to_compare_with_gives_nothing():
    assert Hashes([], []).near(picture_hashes(scene(1))) == {}


def test_parts_come_back_as_they_were_written():
    parts = Parts((b"w" * 16,), (b"c" * 16, b"d" * 16), (b"m" * 16,), (b"n" * 16, b"o" * 16))
    assert parts_of(parts_value(parts)) == parts


@pytest.mark.parametrize(
    "value",
    [b"", b"\x01", b"\x00\x00", b"\x01\x00", b"\x01\x00" + b"x" * 31, b"\x0d\x00" + b"x" * 416,
     b"\x01\x10" + b"x" * 544],
)  # fmt: skip
def test_malformed_parts_are_none(value):
    assert parts_of(value) is None
    assert not well_formed(PictureHash(PARTS, "v", 50, value))


@pytest.mark.parametrize(
    "told",
    [
        PictureHash(PDQ, "v", 50, b"x" * 255),
        PictureHash(PDQ, "v", 101, b"x" * 256),
        PictureHash(PDQ, "", 50, b"x" * 256),
        PictureHash(PDQ, "v" * 41, 50, b"x" * 256),
        PictureHash(PDQ, "v\x1b", 50, b"x" * 256),
        PictureHash("other", "v", 50, b"x" * 256),
    ],
)
def test_what_a_broken_worker_tells_is_not_taken(told):
    assert not well_formed(told)
    assert well_formed(PictureHash(PDQ, "v", 50, b"x" * 256))
