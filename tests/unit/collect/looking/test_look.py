"""Pixels for a viewer: the part that is asked for, upright, at the size of the screen."""

import io

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from app.collect.media.looking.region import Opened, raw_box
from app.collect.media.protocol import Question
from app.domain.evidence.sights import Wish
from tests.unit.collect.copies.conftest import MP4, PDF, document, film, picture, saved
from tests.unit.collect.looking.conftest import seen

PNG, JPEG = "image/png", "image/jpeg"
BOX = (0.25, 0.125, 0.625, 0.5)


def image(head, pixels):
    return Image.frombytes("L" if head.in_grey else "RGB", (head.width, head.height), pixels)


def apart(one, other):
    """How far two pictures are from each other, 0 to 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def test_a_part_of_a_picture_has_its_own_pixels_and_no_more():
    original = picture()
    head, pixels = seen(saved(original, "PNG"), PNG, box=BOX, in_grey=False)
    assert (head.facing.width, head.facing.height) == original.size
    assert image(head, pixels) == original.crop((50, 20, 125, 80))


def test_it_is_grey_unless_colours_are_asked_for():
    original = picture()
    head, pixels = seen(saved(original, "PNG"), PNG)
    assert head.in_grey
    assert image(head, pixels) == original.convert("L")


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_part_is_upright_whichever_way_the_picture_lies(turn):
    original, exif = picture(), Image.Exif()
    exif[0x0112] = turn
    data = saved(original, "PNG", exif=exif)
    upright = ImageOps.exif_transpose(Image.open(io.BytesIO(data)))
    head, pixels = seen(data, PNG, box=BOX, in_grey=False)
    assert (head.facing.width, head.facing.height) == upright.size
    width, height = upright.size
    place = (round(BOX[0] * width), round(BOX[1] * height),
             round(BOX[2] * width), round(BOX[3] * height))  # fmt: skip
    assert apart(image(head, pixels), upright.convert("RGB").crop(place)) < 2


def test_a_box_turned_back_and_forth_stays_in_the_picture():
    for turn in range(1, 9):
        box = raw_box(BOX, turn)
        assert 0 <= box[0] < box[2] <= 1
        assert 0 <= box[1] < box[3] <= 1


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16", "CMYK"])
def test_every_mode_is_shown_small(mode):
    form = "TIFF" if mode == "CMYK" else "PNG"
    original = picture().convert("L").convert("I;16") if mode == "I;16" else picture(mode=mode)
    media_type = "image/tiff" if form == "TIFF" else PNG
    head, _ = seen(saved(original, form), media_type, width=50, height=50, in_grey=False)
    assert (head.width, head.height) == (50, 40)


def test_a_jpeg_is_decoded_at_a_fraction_until_its_details_are_asked_for():
    data = saved(picture(size=(1600, 1200)), "JPEG")
    opened = Opened(io.BytesIO(data), Question(JPEG, len(data)))
    opened.part(Wish(width=200, height=150))
    assert opened._picture.size == (200, 150)
    detail = opened.part(Wish(width=200, height=150, box=(0.5, 0.5, 0.625, 0.625)))
    assert opened._picture.size == (1600, 1200)
    assert detail.size == (200, 150)


@pytest.mark.parametrize("size", [(1, 30_000), (30_000, 1)])
def test_a_line_of_pixels_is_a_picture_too(size):
    data = saved(Image.new("L", size, 90), "PNG")
    for box in ((0.0, 0.0, 1.0, 1.0), (0.4, 0.4, 0.5, 0.5)):
        head, pixels = seen(data, PNG, width=800, height=600, box=box)
        assert max(head.width, head.height) <= 800
        assert set(pixels) == {90}


def test_a_page_is_drawn_at_the_size_asked_for_with_its_words():
    data = document("HELLO")
    head, pixels = seen(data, PDF, page=2, width=600, height=800)
    assert (head.facing.pages, head.facing.page, head.width, head.height) == (3, 2, 600, 800)
    assert "HELLO" in head.text
    assert "SHOWN2" in head.text
    part, closer = seen(data, PDF, page=2, width=600, height=800, box=(0.0, 0.0, 0.5, 0.5))
    whole = image(head, pixels).crop((0, 0, 300, 400)).resize((600, 800))
    assert (part.width, part.height) == (600, 800)
    assert apart(image(part, closer), whole) < 4


def test_frames_follow_one_another_and_come_back():
    data = film(frames=12)
    at, times = -1, []
    while (answer := seen(data, MP4, sight="a", which="after", at_ms=at)) is not None:
        at = answer[0].facing.at_ms
        times.append(at)
    assert times == list(range(0, 1200, 100))
    head, _ = seen(data, MP4, sight="a", which="before", at_ms=700)
    assert head.facing.at_ms == 600
    head, _ = seen(data, MP4, sight="a", which="at", at_ms=333)
    assert head.facing.at_ms == 300
    assert head.facing.length_ms == pytest.approx(1200, abs=20)  # the sound may last longer


def test_frames_that_come_too_late_are_left_out():
    data = film(frames=12)
    head, _ = seen(data, MP4, sight="a", which="after", at_ms=0, not_before_ms=450)
    assert head.facing.at_ms == 500


def test_the_same_frame_is_seen_whether_or_not_the_film_stays_open():
    data = film(frames=12)
    seen(data, MP4, sight="a", which="after", at_ms=-1)
    kept_open = seen(data, MP4, sight="a", which="after", at_ms=0)
    assert kept_open == seen(data, MP4, which="after", at_ms=0)


def test_a_turned_film_fits_the_size_that_is_asked_for():
    head, _ = seen(film(frames=2), MP4, width=160, height=160)
    assert (head.width, head.height) == (160, 120)


def test_a_film_that_does_not_say_how_long_it_is_is_stepped_through_all_the_same():
    data = without_a_length(film(frames=12))
    head, _ = seen(data, "video/x-matroska", sight="a", which="after", at_ms=-1)
    assert head.facing.length_ms is None
    head, _ = seen(data, "video/x-matroska", sight="a", which="after", at_ms=0)
    assert head.facing.at_ms == 100
    head, _ = seen(data, "video/x-matroska", sight="a", at_ms=1_000_000_000)
    assert head.facing.at_ms == 1100


def without_a_length(data):
    """The same pictures as a stream that is still being sent."""
    import av

    out = io.BytesIO()
    with (
        av.open(io.BytesIO(data), "r", format="mov") as source,
        av.open(out, "w", format="matroska", options={"live": "1"}) as live,
    ):
        stream = live.add_stream_from_template(source.streams.video[0])
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = stream
                live.mux(packet)
    return out.getvalue()


def test_only_what_there_is_to_see_is_told_when_nothing_else_is_asked():
    for data, media_type in (
        (saved(picture(), "PNG"), PNG), (document("A"), PDF), (film(frames=2), MP4),
    ):  # fmt: skip
        head, pixels = seen(data, media_type, only_facing=True)
        assert pixels == b""
        assert head.facing.width > 1
