"""Pieces of a sound: samples that join without a gap, peaks that show where something is heard."""

import array

import pytest

from app.domain.evidence.sights import SAMPLES_PER_SECOND
from tests.unit.collect.looking.conftest import encoded, heard, sound

WAV = "audio/wav"


def all_pieces(data, media_type, length_ms, sight, **more):
    at, parts = 0, []
    while True:
        told, samples = heard(
            data, media_type, sight=sight, from_ms=at, length_ms=length_ms, **more
        )
        parts.append(samples)
        assert told.from_ms == at
        at = told.to_ms
        if told.is_end:
            return parts, at


def test_pieces_join_without_a_gap():
    data = sound()
    pieces, end = all_pieces(data, WAV, 700, "a")
    whole, _ = all_pieces(data, WAV, 60_000, "b")
    assert b"".join(pieces) == b"".join(whole)
    assert end == pytest.approx(3_000, abs=20)
    assert len(b"".join(whole)) == pytest.approx(3 * SAMPLES_PER_SECOND * 2, rel=0.01)


def test_peaks_show_where_something_is_heard():
    (data,), _ = all_pieces(sound(), WAV, 60_000, "a", peaks=True)
    assert max(data[:9]) <= 1
    assert min(data[11:29]) > 90


@pytest.mark.parametrize(
    ("form", "codec", "media_type", "rate"),
    [("wav", "pcm_s16le", WAV, 16_000), ("ogg", "libopus", "audio/ogg", 48_000),
     ("mp3", "libmp3lame", "audio/mpeg", 44_100)],
)  # fmt: skip
def test_a_place_in_the_middle_is_found(form, codec, media_type, rate):
    if codec != "pcm_s16le":
        data = encoded(form, codec, rate)
    else:
        data = sound(form=form, codec=codec, rate=rate)
    told, samples = heard(data, media_type, sight="a", from_ms=800, length_ms=400)
    wave = array.array("h", samples)
    first = next(place for place, one in enumerate(wave) if abs(one) > 2_000)
    assert told.from_ms == 800
    assert first * 1000 / SAMPLES_PER_SECOND == pytest.approx(200, abs=60)


def test_it_is_as_loud_as_was_asked():
    _, full = heard(sound(), WAV, from_ms=1_500, length_ms=100)
    _, quiet = heard(sound(), WAV, from_ms=1_500, length_ms=100, volume=25)
    _, silent = heard(sound(), WAV, from_ms=1_500, length_ms=100, volume=0)
    loudest = max(array.array("h", full))
    assert max(array.array("h", quiet)) == pytest.approx(loudest / 4, abs=2)
    assert set(silent) == {0}


def test_behind_the_end_there_is_nothing():
    told, samples = heard(sound(), WAV, from_ms=90_000, length_ms=100)
    assert told.is_end
    assert len(samples) <= 4_800 * 2
