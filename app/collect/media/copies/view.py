"""The task `view`: one picture, page or frame, large enough to mark places in. In the worker only.

The answer is the length of a JSON text (four bytes, big-endian), that text (`domain.copies.Facing`)
and a JPEG; nothing but four zero bytes where the film has no such frame.
"""

from __future__ import annotations

import io
import struct
from typing import Any, BinaryIO

import msgspec
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from app.collect.media import documents, movies, pictures
from app.collect.media.copies.frames import (
    AT,
    NoFrameError,
    find,
    length_ms,
    moment_ms,
    origin,
    picture_stream,
    upright,
)
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.copies import Facing

_LEAST, _MOST = 64, 2048
PDF = "application/pdf"
POINTS = 72
MOST_PIXELS = 50_000_000
"""More are not held at once: the worker's memory has its limit."""


class Wanted(msgspec.Struct, frozen=True):
    """Which page (from 1), which instant, the frame at it or the one after or before."""

    page: int = 1
    at_ms: int = 0
    which: str = AT
    edge: int = 1280


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Show one picture of what is there."""
    wanted = msgspec.convert(question.details, Wanted)
    try:
        picture, facing = shown(question, source, wanted)
    except NoFrameError:
        tell(b"A", bytes(4))
        return
    edge = max(_LEAST, min(_MOST, wanted.edge))
    picture.thumbnail((edge, edge), reducing_gap=2.0)
    out = io.BytesIO()
    plain(picture).save(out, "JPEG", quality=85)
    head = msgspec.json.encode(facing)
    tell(b"A", struct.pack(">I", len(head)) + head + out.getvalue())


def shown(question: Question, source: BinaryIO, wanted: Wanted) -> tuple[Image.Image, Facing]:
    """What stands there, in RGB and upright, as large as it is kept.

    Raises `TooLarge`, `NoFrameError`, IndexError for a page that is not there, and what the
    decoders raise.
    """
    if question.media_type in pictures.FORMATS:
        picture = whole_picture(source, question)
        return picture, Facing(picture.width, picture.height)
    if question.media_type == PDF:
        document = documents.open_document(source, question.size)
        page, width, height = page_of(document, wanted.page)
        scale = min(_MOST / max(width, height, 1), 150 / POINTS)
        return drawn(page, scale), Facing(width, height, pages=len(document), page=wanted.page)
    with movies.open_movie(source, question.media_type) as movie:
        stream = picture_stream(movie)
        frame = find(movie, stream, wanted.at_ms, wanted.which)
        picture = upright(frame)
        at_ms, length = moment_ms(frame, origin(movie)), length_ms(movie)
    return picture, Facing(picture.width, picture.height, at_ms=at_ms, length_ms=length)


def whole_picture(source: BinaryIO, question: Question) -> Image.Image:
    """A picture in full size; the first frame of one that moves. Raises `TooLarge`."""
    picture = pictures.open_picture(source, question.media_type, question.size)
    if picture.width * picture.height > MOST_PIXELS:
        raise pictures.TooLarge
    return plain(pictures.plain_picture(picture, picture.size))


def page_of(document: pypdfium2.PdfDocument, number: int) -> tuple[Any, int, int]:
    """A page, its width and height in whole points. Raises IndexError."""
    if not 1 <= number <= len(document):
        raise IndexError
    page = document[number - 1]
    width, height = page.get_size()
    return page, max(1, -int(-width // 1)), max(1, -int(-height // 1))


def drawn(page: Any, scale: float) -> Image.Image:
    """A page as a picture. Raises `TooLarge`."""
    width, height = page.get_size()
    if width * scale * height * scale > MOST_PIXELS:
        raise pictures.TooLarge
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return plain(picture)


def plain(picture: Image.Image) -> Image.Image:
    """A new RGB picture that carries nothing but its pixels."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    return bare
