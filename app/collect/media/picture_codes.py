"""The texts of QR codes in one picture. Runs in the worker only; hostile, as is all it tells."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from app.collect.media.pictures import open_picture, plain_picture
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell

MOST_CODES = 20
MOST_TEXT = 4096
_EDGE = 4096


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """The task `codes`: a JSON list of texts, those that are too long left out."""
    import zxingcpp

    picture = open_picture(source, question.media_type, question.size)
    grey = plain_picture(picture, (_EDGE, _EDGE)).convert("L")
    wanted = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(grey, formats=wanted)
    texts = [one.text for one in found if len(one.text) <= MOST_TEXT]
    tell(b"A", msgspec.json.encode(texts[:MOST_CODES]))
