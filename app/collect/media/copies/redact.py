"""The task `redact`: a covered twin of a picture, a document or a film. Runs in the worker only.

A twin is made of pixels (and sound) alone: what the original says of itself, its small pictures,
its text and objects do not go along.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec
from PIL import Image

from app.collect.media import documents, pictures
from app.collect.media.copies.covering import MARGIN, OutsideError, box_of, cover, to_blocks
from app.collect.media.copies.picture_book import PictureBook
from app.collect.media.copies.telling import ToldFile, telling_why
from app.collect.media.copies.view import PDF, POINTS, drawn, page_of, plain, whole_picture
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.copies import Area, Sound

DOTS_PER_INCH = 150
_PAGES_LIMIT = 2_000
_QUALITY = 92
_JPEG_TYPES = frozenset({"image/jpeg", "image/heic", "image/avif"})
"""Pictures of cameras; their twins are JPEGs, all others PNGs."""
_LOSSY_TYPES = frozenset({"image/webp", "image/heic", "image/avif"})
_LOSSY_TIFFS = frozenset({"jpeg", "tiff_jpeg", "webp"})


class Redacting(msgspec.Struct, frozen=True):
    """What to cover, and what becomes of the sound."""

    areas: tuple[Area, ...]
    sound: Sound = Sound.KEPT


@telling_why
def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Tell the twin. Raises `OutsideError` for a place that is not in it."""
    wanted = msgspec.convert(question.details, Redacting)
    out = ToldFile(tell)
    if question.media_type in pictures.FORMATS:
        _picture(question, source, wanted.areas, out)
    elif question.media_type == PDF:
        _document(question, source, wanted.areas, out)
    else:
        from app.collect.media.copies.film import redact_film

        redact_film(source, question.media_type, wanted.areas, wanted.sound, out)
    out.finish()


def _picture(question: Question, source: BinaryIO, areas: tuple[Area, ...], out: ToldFile) -> None:
    picture = whole_picture(source, question)
    grow = MARGIN if _has_blocks(source, question) else 0
    boxes = [box_of(area, picture.size, grow=grow) for area in areas]
    if question.media_type == "image/jpeg":
        turn = _orientation(source, question)
        boxes = [to_blocks(box, picture.size, turn) for box in boxes]
    cover(picture, boxes)
    if question.media_type in _JPEG_TYPES:
        plain(picture).save(out, "JPEG", quality=_QUALITY, subsampling=0)
    else:
        plain(picture).save(out, "PNG")


def _has_blocks(source: BinaryIO, question: Question) -> bool:
    """Whether the pixels were kept by a codec that works in blocks; JPEG's are known exactly."""
    if question.media_type != "image/tiff":
        return question.media_type in _LOSSY_TYPES
    source.seek(0)
    opened = pictures.open_picture(source, question.media_type, question.size)
    return opened.info.get("compression") in _LOSSY_TIFFS


def _orientation(source: BinaryIO, question: Question) -> int:
    source.seek(0)
    opened = pictures.open_picture(source, question.media_type, question.size)
    try:
        turn = opened.getexif().get(0x0112, 1)
    except pictures.PARSER_ERRORS:
        return 1
    return turn if isinstance(turn, int) else 1


def _document(question: Question, source: BinaryIO, areas: tuple[Area, ...], out: ToldFile) -> None:
    document = documents.open_document(source, question.size)
    if len(document) > _PAGES_LIMIT:
        raise pictures.TooLarge
    if any(area.page is not None and area.page > len(document) for area in areas):
        raise OutsideError
    book = PictureBook(out)
    for number in range(1, len(document) + 1):
        page, _, _ = page_of(document, number)
        width, height = page.get_size()
        scale = DOTS_PER_INCH / POINTS
        picture: Image.Image = drawn(page, scale)
        here = [area for area in areas if area.page in (None, number)]
        # A place that is meant for all pages may lie outside of a smaller one.
        boxes = [
            box_of(area, picture.size, scale, grow=1)
            for area in here
            if area.page is not None or _touches(area, width, height)
        ]
        cover(picture, boxes)
        book.add(picture, width, height)
        page.close()
    book.finish()


def _touches(area: Area, width: float, height: float) -> bool:
    return area.left < width and area.top < height
