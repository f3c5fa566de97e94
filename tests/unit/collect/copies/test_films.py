"""Covered films: in their time and place only, silent where asked, with nothing else in them."""

import io
from fractions import Fraction

import av
import pytest
from PIL import Image, ImageChops, ImageStat

from app.collect.media.copies.film import _is_on
from app.domain.custody import Act
from app.domain.evidence.copies import Area, Covering, Sound
from app.domain.evidence.items import ItemKind
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.copies import copying
from app.usecases.copies.copying import redact, view
from tests.unit.collect.copies.conftest import (
    BOTTOM,
    LEFT,
    MP4,
    RIGHT,
    TOP,
    film,
    made_of,
    picture,
    place,
    saved,
)

HOWS = list(Covering)


@pytest.fixture(scope="module")
def red_film():
    return film("red")


def frames_of(data):
    with av.open(io.BytesIO(data)) as movie:
        stream = movie.streams.video[0]
        return [(round(one.time * 1000), one.to_image()) for one in movie.decode(stream)]


@pytest.mark.parametrize("how", HOWS)
def test_a_place_of_a_film_is_covered_in_its_time_only(red_film, how):
    area = place(how, from_ms=500, to_ms=1000)
    content = made_of(red_film, MP4, area)
    shown = frames_of(content)
    assert [at for at, _ in shown] == [at for at, _ in frames_of(red_film)]
    for at, frame in shown:
        red, green, blue = frame.getpixel((LEFT + 30, TOP + 4))
        is_red = red > 200 and green < 60 and blue < 60
        assert is_red != (500 <= at <= 1000), (at, (red, green, blue))


def test_a_picture_that_still_shows_when_a_place_begins_is_covered(red_film):
    shown = frames_of(made_of(red_film, MP4, place(from_ms=550, to_ms=1000)))
    covered = [at for at, frame in shown if max(frame.getpixel((LEFT + 30, TOP + 4))) < 60]
    assert covered == [500, 600, 700, 800, 900, 1000]


def test_a_picture_without_a_time_is_covered_in_any_time():
    area = place(from_ms=500, to_ms=1000)
    assert _is_on(area, None, 100)
    assert _is_on(area, 100, None)  # nobody knows how long it shows
    assert not _is_on(area, 100, 500)
    assert _is_on(area, 1000, 1100)
    assert not _is_on(area, 1001, None)


def test_a_film_covered_all_the_time_holds_nothing_of_what_was_there(red_film):
    for _, frame in frames_of(made_of(red_film, MP4)):
        inner = frame.crop((LEFT + 2, TOP + 2, RIGHT - 2, BOTTOM - 2))
        assert max(high for _, high in inner.getextrema()) < 50


def test_a_twin_of_a_film_has_no_words_of_its_own(twin, red_film):
    assert b"TITLEMARK" in red_film
    content = twin(red_film, kind=ItemKind.VIDEO)[2]
    with av.open(io.BytesIO(content)) as movie:
        assert [one.type for one in movie.streams] == ["video", "audio"]
        said = {**movie.metadata, **movie.streams.video[0].metadata}
    assert set(said) <= {
        "major_brand", "minor_version", "compatible_brands", "language", "handler_name",
    }  # fmt: skip
    for mark in (b"TITLEMARK", b"COMMENTMARK", b"Lavf"):
        assert mark not in content


def test_the_same_work_on_a_film_is_done_once(vault, case, take, red_film, monkeypatch):
    item = take(red_film, kind=ItemKind.VIDEO)
    first = redact(vault, case, item.id, [place()], Job())
    monkeypatch.setattr(copying, "CopyStream", None)  # nothing is decoded or encoded again
    second = redact(vault, case, item.id, [place()], Job())
    assert (second.is_new, second.item.id) == (False, first.item.id)
    *_, made, again = vault.custody.of_subject(first.item.id)
    assert (made.act, again.act) == (Act.ITEM_MADE, Act.ITEM_SEEN_AGAIN)
    assert again.details == made.details


def loudness(data):
    """The loudest sample of each tenth of a second."""
    loud = {}
    with av.open(io.BytesIO(data)) as movie:
        if not movie.streams.audio:
            return None
        for frame in movie.decode(movie.streams.audio[0]):
            peak = max(abs(one) for one in memoryview(bytes(frame.planes[0])).cast("f"))
            tenth = int(frame.time * 10)
            loud[tenth] = max(loud.get(tenth, 0.0), peak)
    return loud


@pytest.mark.parametrize("sound", list(Sound))
def test_the_sound_stays_falls_silent_or_goes_as_asked(red_film, sound):
    area = place(from_ms=600, to_ms=1200)
    loud = loudness(made_of(red_film, MP4, area, sound=sound))
    if sound is Sound.NONE:
        assert loud is None
        return
    inside = [peak for tenth, peak in loud.items() if 7 <= tenth <= 10]
    outside = [peak for tenth, peak in loud.items() if 1 <= tenth <= 4 or 14 <= tenth <= 18]
    assert min(outside) > 0.3
    assert max(inside) < 0.001 if sound is Sound.SILENT else min(inside) > 0.3


def test_a_film_that_lies_on_its_side_is_covered_where_the_person_saw_it(twin, vault):
    data = bytearray(film("red", frames=4))
    at = data.index(b"tkhd") + 4 + 40  # the matrix of the first track: a quarter turn
    turned = [0, 1 << 16, 0, -(1 << 16), 0, 0, 0, 0, 1 << 30]
    data[at : at + 36] = b"".join(one.to_bytes(4, "big", signed=True) for one in turned)
    item, _, content = twin(bytes(data), Area(0, 0, 60, 100, from_ms=0), kind=ItemKind.VIDEO)
    seen = view(vault, item.id, Job())
    assert (seen.facing.width, seen.facing.height) == (240, 320)
    frame = frames_of(content)[0][1]
    assert frame.size == (240, 320)
    assert max(frame.getpixel((30, 50))) < 60
    was = Image.open(io.BytesIO(seen.jpeg)).convert("RGB")
    rest = (0, 120, 240, 320)
    differs = ImageChops.difference(frame.crop(rest), was.crop(rest)).convert("L")
    assert ImageStat.Stat(differs).mean[0] < 8
    lies = ImageChops.difference(frame.resize((320, 240)), was.rotate(90, expand=True))
    assert ImageStat.Stat(lies.convert("L")).mean[0] > 8  # so that the comparison can fail


def motion(sizes, turned_from=None):
    """A film of pictures that each have a size of their own, as calls and recorded screens have."""
    out = io.BytesIO()
    with av.open(out, "w", format="matroska") as movie:
        stream = movie.add_stream("mjpeg", rate=Fraction(10))
        stream.width, stream.height, stream.pix_fmt = *sizes[0], "yuvj420p"
        for number, size in enumerate(sizes):
            exif = Image.Exif()
            if turned_from is not None and number >= turned_from:
                exif[0x0112] = 6
            packet = av.Packet(saved(picture("red", size), "JPEG", quality=95, exif=exif))
            packet.stream, packet.pts, packet.dts = stream, number, number
            packet.time_base, packet.is_keyframe = Fraction(1, 10), True
            movie.mux(packet)
    return out.getvalue()


@pytest.mark.parametrize("later", [(400, 320), (200, 160), (240, 320)])
def test_a_film_whose_pictures_change_their_size_has_no_twin(vault, case, take, later):
    data = motion([(320, 240)] * 6 + [later] * 6)
    assert [one.size for _, one in frames_of(data)] == [(320, 240)] * 6 + [later] * 6
    item = take(data, kind=ItemKind.VIDEO)
    with pytest.raises(InputProblem, match="COL-069"):
        redact(vault, case, item.id, [place()], Job())
    assert [one.id for one in vault.items.in_case(case)] == [item.id]


def test_a_film_of_one_size_made_the_same_way_has_a_twin(twin):
    content = twin(motion([(320, 240)] * 12), kind=ItemKind.VIDEO)[2]
    shown = [frame for _, frame in frames_of(content)]
    assert len(shown) == 12
    assert all(max(frame.getpixel((LEFT + 30, TOP + 4))) < 60 for frame in shown)


def test_a_film_whose_pictures_turn_midway_has_no_twin(vault, case, take):
    item = take(motion([(240, 240)] * 12, turned_from=6), kind=ItemKind.VIDEO)
    with pytest.raises(InputProblem, match="COL-069"):
        redact(vault, case, item.id, [place()], Job())
