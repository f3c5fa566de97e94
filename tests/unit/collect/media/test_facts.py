"""Facts stand as found in the file, safe to show, and say what they lack."""

import io
import wave

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from PIL.TiffImagePlugin import IFDRational

from app.collect.media.inspection import FACTS_LIMIT, VALUE_LIMIT, Problem, clean_facts

from .conftest import film, halves, saved

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description Iptc4xmpExt:DigitalSourceType='
    b'"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"/></x:xmpmeta>'
)


def exif(**gps):
    made = Image.Exif()
    made[0x010F] = "Sam\x07sung"
    made[0x0110] = "SM-S928N"
    made[0x0132] = "2024:09:03 14:05:22"
    made.get_ifd(0x8769)[0x9003] = "2024:09:03 14:05:21"
    made.get_ifd(0x8769)[0x9286] = b"UNICODE\x00" + "masterpiece, 한글".encode("utf-16-be")
    made.get_ifd(0x8825).update({int(tag[1:]): value for tag, value in gps.items()})
    return made


def test_what_a_camera_wrote_is_read_as_it_stands(look):
    facts = look(saved(halves(), "JPEG", exif=exif())).facts
    assert facts["exif.make"] == "Sam[U+0007]sung"
    assert facts["exif.date_time_original"] == "2024:09:03 14:05:21"
    assert "exif.offset_time_original" not in facts
    assert facts["exif.user_comment"] == "masterpiece, 한글"
    assert (facts["width"], facts["height"]) == ("400", "200")


PLACE = (37, 33, 59.4)
NORTH = tuple(IFDRational(round(part * 10), 10) for part in PLACE)


@pytest.mark.parametrize(
    ("gps", "shown"),
    [
        ({"t1": "N", "t2": NORTH, "t3": "E", "t4": NORTH}, "37.566500 N, 37.566500 E"),
        ({"t1": "S", "t2": NORTH, "t3": "W", "t4": NORTH}, "37.566500 S, 37.566500 W"),
        ({"t2": NORTH, "t4": NORTH}, "37.566500 (N or S not given), 37.566500 (E or W not given)"),
    ],
)
def test_a_place_keeps_its_hemisphere_and_none_is_guessed(look, gps, shown):
    assert look(saved(halves(), "JPEG", exif=exif(**gps))).facts["gps.position"] == shown


def test_broken_metadata_leaves_the_picture_alone(look):
    zero = tuple(IFDRational(1, 0) for _ in range(3))
    found = look(saved(halves(), "JPEG", exif=exif(t2=zero, t4=zero)))
    assert found.preview_jpeg is not None
    assert found.facts["metadata"] == "not readable"
    assert found.facts["exif.model"] == "SM-S928N"


def test_what_a_generator_left_in_a_png_is_read_and_cut(look):
    info = PngInfo()
    info.add_text("parameters", "a\nSteps: 20" + "x" * 10_000)
    info.add_itxt("Software", "NovelAI")
    for number in range(200):
        info.add_text(f"k{number}", "v")
    facts = look(saved(halves(), "PNG", pnginfo=info)).facts
    assert facts["text.parameters"].startswith("a\nSteps: 20xxx")
    assert len(facts["text.parameters"]) == VALUE_LIMIT
    assert facts["text.software"] == "NovelAI"
    assert len(facts) <= FACTS_LIMIT


def test_a_bomb_of_text_does_not_swell(look):
    info = PngInfo()
    for number in range(80):
        info.add_text(f"k{number}", "x" * 1_000_000, zip=True)
    data = saved(halves(), "PNG", pnginfo=info)
    assert len(data) < 200_000
    assert look(data).problem in (Problem.DECODE_FAILED, Problem.TOO_LARGE)


@pytest.mark.parametrize("form", ["JPEG", "WEBP"])
def test_the_word_for_made_by_a_machine_is_found(look, form):
    facts = look(saved(halves(), form, xmp=XMP)).facts
    assert facts["xmp.digital_source_type"].endswith("/trainedAlgorithmicMedia")


def test_a_film_says_how_long_it_is_and_when_it_was_made(look):
    made = "2024-09-03T05:05:22.000000Z"
    facts = look(film(metadata={"creation_time": made, "title": "제\u202e목"})).facts
    assert facts["duration_seconds"] == "0.500"
    assert facts["video.codec"] == "h264"
    assert (facts["width"], facts["height"]) == ("640", "360")
    assert facts["media.creation_time"] == made
    assert facts["media.title"] == "제[U+202E]목"


def test_sound_has_facts_and_no_picture(look):
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    found = look(out.getvalue())
    assert (found.preview_jpeg, found.problem) == (None, Problem.NONE)
    assert found.facts["duration_seconds"] == "1.000"


def test_facts_of_a_worker_are_not_trusted():
    facts = {"ok": "a\x00b", "Bad Key": "x", "../x": "y", "empty": " "} | {
        f"k{n}": "v" * 9999 for n in range(99)
    }
    cleaned = clean_facts(facts)
    assert cleaned["ok"] == "a[U+0000]b"
    assert not {"Bad Key", "../x", "empty"} & set(cleaned)
    assert len(cleaned) == FACTS_LIMIT
    assert max(map(len, cleaned.values())) == VALUE_LIMIT
