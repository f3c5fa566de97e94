"""Previews are small, upright and bare; what can't be decoded safely gives a reason instead."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from app.collect.media import Problem

from .conftest import film, halves, saved

SAMPLES = Path(__file__).resolve().parents[4].parent / "shared" / "samples" / "c2pa"


def opened(found):
    assert found.problem is Problem.NONE
    return Image.open(io.BytesIO(found.preview_jpeg), formats=("JPEG",))


def near(pixel, wanted):
    return all(abs(a - b) < 25 for a, b in zip(pixel, wanted, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_each_format_gives_a_small_bare_jpeg(look, form):
    preview = opened(look(saved(halves((1600, 800)), form)))
    assert preview.size == (512, 256)
    assert preview.mode == "RGB"
    assert set(preview.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert near(preview.getpixel((100, 100)), (254, 0, 0))
    assert near(preview.getpixel((400, 100)), (0, 0, 254))


def test_a_small_picture_is_not_enlarged(look):
    assert opened(look(saved(halves((40, 20)), "PNG"))).size == (40, 20)


@pytest.mark.parametrize(
    ("turn", "size", "place"),
    [
        (1, (400, 200), (10, 10)),
        (3, (400, 200), (390, 190)),
        (6, (200, 400), (10, 10)),
        (8, (200, 400), (10, 390)),
    ],
)
def test_a_preview_stands_upright(look, turn, size, place):
    exif = Image.Exif()
    exif[0x0112] = turn
    preview = opened(look(saved(halves(), "JPEG", exif=exif)))
    assert preview.size == size
    assert near(preview.getpixel(place), (254, 0, 0))


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_of_an_animation_the_first_picture_is_shown(look, form):
    frames = [halves(), halves(left="green", right="green")]
    found = look(saved(frames[0], form, save_all=True, append_images=frames[1:]))
    assert found.facts["animated"] == "yes"
    assert near(opened(found).getpixel((100, 100)), (254, 0, 0))


def test_a_cmyk_jpeg_has_the_colours_of_the_screen(look):
    preview = opened(look(saved(halves().convert("CMYK"), "JPEG")))
    assert near(preview.getpixel((100, 100)), (254, 0, 0))


def test_sixteen_bits_of_grey_are_scaled_not_cut(look):
    grey = Image.new("I;16", (64, 64), 0x8000)
    assert near(opened(look(saved(grey, "PNG"))).getpixel((9, 9)), (128, 128, 128))


def test_transparent_places_become_light_grey(look):
    clear = Image.new("RGBA", (64, 64), (255, 0, 0, 0))
    assert near(opened(look(saved(clear, "PNG"))).getpixel((9, 9)), (0xE8, 0xE8, 0xE8))


def test_a_palette_with_a_transparent_colour_is_shown(look):
    picture = halves().convert("P")
    assert opened(look(saved(picture, "PNG", transparency=0))).size == (400, 200)


@pytest.mark.parametrize(
    ("container", "codec"),
    [("mp4", "libx264"), ("webm", "libvpx-vp9"), ("matroska", "libx264"), ("avi", "mpeg4")],
)
def test_a_film_shows_its_first_frame(look, container, codec):
    preview = opened(look(film(container, codec)))
    assert preview.size == (512, 288)
    assert near(preview.getpixel((100, 100)), (254, 0, 0))


def test_a_document_shows_its_first_page(look):
    found = look(saved(halves((600, 300)), "PDF", title="제목"))
    assert opened(found).size == (512, 256)
    assert found.facts["pages"] == "1"
    assert found.facts["pdf.title"] == "제목"


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="samples from outside are not here")
@pytest.mark.parametrize(
    "name", ["C.jpg", "E-sig-CA.jpg", "sample1.heic", "test_xmp.webp", "video1.mp4"]
)
def test_files_from_outside_are_shown(look, name):
    assert max(opened(look((SAMPLES / name).read_bytes())).size) in (128, 512)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width, height, rows=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (png(30_000, 30_000, bytes(3751 * 30_000)), Problem.TOO_LARGE),
        (png(2**31 - 1, 2**31 - 1), Problem.TOO_LARGE),
        (png(14_000, 14_000, bytes(1751 * 14_000)), Problem.TOO_LARGE),
        (b"\xff\xd8\xff\xe0 nothing of the kind", Problem.DECODE_FAILED),
        (b"GIF89a", Problem.DECODE_FAILED),
        (b"%PDF-1.7 nothing", Problem.DECODE_FAILED),
        (b"\x00\x00\x00\x18ftypisom" + bytes(50), Problem.DECODE_FAILED),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), Problem.DECODE_FAILED),
        (b"ID3\x04 nothing", Problem.DECODE_FAILED),
    ],
)
def test_bombs_and_rubbish_give_a_reason(look, data, problem):
    found = look(data)
    assert (found.problem, found.preview_jpeg) == (problem, None)


def test_a_picture_cut_short_keeps_its_facts(look):
    found = look(saved(Image.effect_noise((800, 600), 90), "JPEG")[:20_000])
    assert found.problem is Problem.DECODE_FAILED
    assert found.preview_jpeg is None
    assert found.facts["width"] == "800"


def test_a_picture_that_is_also_a_document_is_looked_at_as_the_first(look):
    both = saved(halves(), "JPEG") + saved(halves((90, 90)), "PDF")
    found = look(both)
    assert found.facts["format"] == "JPEG"
    assert opened(found).size == (400, 200)


@pytest.mark.parametrize(
    "data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"text", b"PK\x03\x04"]
)
def test_what_has_no_picture_is_not_decoded(look, data):
    found = look(data)
    assert (found.preview_jpeg, found.facts, found.problem) == (None, {}, Problem.NONE)
