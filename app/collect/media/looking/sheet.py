"""A page of a PDF, or a part of it, drawn at the size it is looked at. Runs in the worker only.

Forms and scripts do not run. The page's words go along, as far as a screen reader needs them.
"""

from __future__ import annotations

from contextlib import suppress
from typing import BinaryIO

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from app.collect.media import documents
from app.collect.media.copies.view import page_of, plain
from app.collect.media.pictures import TooLarge
from app.collect.media.protocol import Question
from app.domain.evidence.copies import Facing
from app.domain.evidence.sights import MOST_TEXT, Wish

_LARGEST_SCALE = 20.0
_MOST_PIXELS = 20_000_000


class Papers:
    """A document of which pages are asked for."""

    def __init__(self, source: BinaryIO, question: Question) -> None:
        self._document = documents.open_document(source, question.size)

    def facing(self, number: int) -> Facing:
        """How many pages there are, and how large this one is, in points. Raises IndexError."""
        _, width, height = page_of(self._document, number)
        return Facing(width, height, pages=len(self._document), page=number)

    def part(self, wish: Wish) -> tuple[Image.Image, str]:
        """What stands in the box of a page, and the page's words. Raises `TooLarge`, IndexError."""
        page, _, _ = page_of(self._document, wish.page)
        width, height = page.get_size()
        left, top, right, bottom = wish.box
        across, down = max(width * (right - left), 0.01), max(height * (bottom - top), 0.01)
        scale = min(wish.width / across, wish.height / down, _LARGEST_SCALE)
        if not across * scale * down * scale < _MOST_PIXELS:  # NaN is no size either
            raise TooLarge
        crop = (left * width, (1 - bottom) * height, (1 - right) * width, top * height)
        drawn = page.render(
            scale=scale, crop=crop, grayscale=wish.in_grey, may_draw_forms=False
        ).to_pil()
        picture = drawn.convert("L") if wish.in_grey else plain(drawn)
        return picture, _words(page)


def _words(page: pypdfium2.PdfPage) -> str:
    with suppress(pypdfium2.PdfiumError):
        text = page.get_textpage()
        count = min(MOST_TEXT, text.count_chars())
        return str(text.get_text_range(0, count)) if count > 0 else ""
    return ""
