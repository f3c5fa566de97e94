"""Decodes one picture to a small upright JPEG. Runs in the worker only.

Only the format that the bytes were found to be is allowed to open them. Colours come out as sRGB as
well as the picture's profile allows; transparent places become light grey.
"""

from __future__ import annotations

import io
import struct
import warnings
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from app.collect.media.inspection import PREVIEW_EDGE

FORMATS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
}
FILE_LIMIT = 64 * 1024 * 1024
_PIXEL_LIMIT = 100_000_000
_JPEG_PIXEL_LIMIT = 250_000_000
"""JPEG is decoded at a fraction of its size, and cameras of 200 megapixels exist."""
_BACKGROUND = (0xE8, 0xE8, 0xE8)
PARSER_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
)
"""What Pillow's readers of metadata raise on broken bytes; the picture itself may be whole."""


class TooLarge(Exception):
    """Decoding would take more room than a picture is worth."""


def open_picture(source: BinaryIO, media_type: str, size: int) -> Image.Image:
    """The picture, not decoded yet. Raises `TooLarge`, or what Pillow raises for broken bytes."""
    if size > FILE_LIMIT:
        raise TooLarge
    if media_type == "image/heic":
        import pi_heif  # type: ignore[import-untyped]

        pi_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = _JPEG_PIXEL_LIMIT // 2  # Pillow refuses twice this by itself
    warnings.simplefilter("ignore")
    picture = Image.open(source, formats=(FORMATS[media_type],))
    limit = _JPEG_PIXEL_LIMIT if media_type == "image/jpeg" else _PIXEL_LIMIT
    if picture.width * picture.height > limit:
        raise TooLarge
    return picture


def preview(picture: Image.Image) -> bytes:
    """The preview of an opened picture as a JPEG. Raises what Pillow raises for broken bytes."""
    draft(picture, (2 * PREVIEW_EDGE,) * 2)
    return as_jpeg(plain_picture(picture, (PREVIEW_EDGE, PREVIEW_EDGE)))


def plain_picture(picture: Image.Image, most: tuple[int, int]) -> Image.Image:
    """An opened picture, upright, in plain RGB, fitted into `most` pixels (never made larger).

    Raises what Pillow raises for broken bytes.
    """
    profile = picture.info.get("icc_profile")
    draft(picture, most)
    picture.load()
    small = _sums(picture)
    small.thumbnail(most, reducing_gap=2.0)
    return _upright(_plain_colours(small, profile), picture)


def plain_colours(part: Image.Image, profile: object) -> Image.Image:
    """A part of a decoded picture in plain RGB; `profile` is that of the whole."""
    return _plain_colours(_sums(part), profile)


def _sums(picture: Image.Image) -> Image.Image:
    """In a mode whose colours can be added up."""
    small: Image.Image = _eight_bits(picture)
    return small.convert("RGBA") if small.mode in ("P", "PA") else small


def draft(picture: Image.Image, least: tuple[int, int]) -> None:
    """Let a JPEG be decoded at a fraction of its size that is not under `least`; once only."""
    picture.draft("RGB" if picture.mode == "YCbCr" else picture.mode, least)


def as_jpeg(small: Image.Image) -> bytes:
    """A small RGB picture as a JPEG without any metadata."""
    out = io.BytesIO()
    bare = Image.new("RGB", small.size)
    bare.paste(small)
    bare.save(out, "JPEG", quality=80, optimize=False)
    return out.getvalue()


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey become eight by scaling; Pillow alone would cut them off."""
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return picture if picture.mode != "F" else picture.convert("L")


def _plain_colours(small: Image.Image, profile: object) -> Image.Image:
    if small.has_transparency_data:
        layers = small.convert("RGBA")
        ground = Image.new("RGBA", small.size, (*_BACKGROUND, 255))
        small = Image.alpha_composite(ground, layers).convert("RGB")
    if isinstance(profile, bytes) and small.mode in ("RGB", "CMYK", "L"):
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(small, given, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            changed = None
        if changed is not None:
            return changed
    return small.convert("RGB")


def _upright(small: Image.Image, picture: Image.Image) -> Image.Image:
    """Turned as the picture's orientation says; a HEIC comes upright already."""
    try:
        turn = picture.getexif().get(0x0112, 1)
    except PARSER_ERRORS:
        return small
    if isinstance(turn, int) and 1 < turn <= 8:
        exif = small.getexif()
        exif.clear()
        exif[0x0112] = turn
        return ImageOps.exif_transpose(small)
    return small
