"""Reads the words in a picture, in Korean and English, with Tesseract. In the worker only.

What it says is a help for search, never evidence: it misreads. Large pictures are made smaller and
small ones larger first; a process reads one picture after the other with the same engine. Its data
are no part of the program: without them there is no answer. Facts: ecosystem.md, section 6.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any, BinaryIO

import msgspec
from PIL import Image, ImageOps

from app.collect.media.inspection import WORDS_LIMIT
from app.collect.media.pictures import open_picture, plain_picture
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.paths import reading_data

_MOST_PIXELS = 24_000_000
"""Reading this many takes half of the memory that the worker may have, and five seconds."""
_SMALL_EDGE = 800
_LANGUAGES = "kor+eng"


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """The task `words`: the text of the picture as JSON."""
    picture = open_picture(source, question.media_type, question.size)
    tell(b"A", msgspec.json.encode(read_words(picture)))


def read_words(picture: Image.Image) -> str:
    """The words of an opened picture, line by line, cut to `WORDS_LIMIT` characters.

    Raises what Pillow raises for broken bytes, RuntimeError where the engine's data are missing.
    """
    ready = _ready(picture)
    engine = _engine()
    try:
        engine.SetImage(ready)
        text = engine.GetUTF8Text()
    finally:
        engine.Clear()
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)[:WORDS_LIMIT]


def _ready(picture: Image.Image) -> Image.Image:
    """Upright, grey, and of a size that the engine reads well."""
    part = min(1.0, (_MOST_PIXELS / (picture.width * picture.height)) ** 0.5)
    most = (max(1, int(picture.width * part)), max(1, int(picture.height * part)))
    grey = ImageOps.grayscale(plain_picture(picture, most))
    if max(grey.size) < _SMALL_EDGE:
        grey = grey.resize((2 * grey.width, 2 * grey.height), Image.Resampling.LANCZOS)
    return grey


@cache
def _engine() -> Any:
    os.environ["OMP_THREAD_LIMIT"] = "1"  # two threads are slower, and count against the limits
    import tesserocr  # type: ignore[import-untyped]

    return tesserocr.PyTessBaseAPI(
        path=str(reading_data()),
        lang=_LANGUAGES,
        psm=tesserocr.PSM.SINGLE_BLOCK,
        oem=tesserocr.OEM.LSTM_ONLY,
    )
