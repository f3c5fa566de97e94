"""The task `cut`: a picture, a page or one frame of a film, whole or a part of it, as a new PNG.

Nothing but pixels goes along. Runs in the worker only.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from app.collect.media import documents
from app.collect.media.copies.covering import box_of
from app.collect.media.copies.telling import ToldFile, telling_why
from app.collect.media.copies.view import PDF, POINTS, Wanted, drawn, page_of, plain, shown
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.copies import Area

DOTS_PER_INCH = 200


class Cutting(msgspec.Struct, frozen=True):
    """What to take: the place (None: all of it), which page, which instant."""

    area: Area | None = None
    page: int = 1
    at_ms: int = 0


@telling_why
def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Tell the picture as a PNG. Raises `OutsideError` for a place that is not in it."""
    cutting = msgspec.convert(question.details, Cutting)
    scale = 1.0
    if question.media_type == PDF:
        scale = DOTS_PER_INCH / POINTS
        document = documents.open_document(source, question.size)
        picture = drawn(page_of(document, cutting.page)[0], scale)
    else:
        picture, _ = shown(question, source, Wanted(at_ms=cutting.at_ms))
    if cutting.area is not None:
        box = box_of(cutting.area, picture.size, scale)
        picture = picture.crop((box.left, box.top, box.right, box.bottom))
    out = ToldFile(tell)
    plain(picture).save(out, "PNG")
    out.finish()
