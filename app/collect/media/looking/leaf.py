"""The pictures inside a saved page or a mail, to be looked at one by one. Worker only.

The page is read once a sitting, by its own reader; what in it is a picture (its bytes say so, not
its name) is kept in this process, within limits, and decoded when it is asked for. Small marks and
buttons are passed by.
"""

from __future__ import annotations

import io
from hashlib import sha256
from typing import BinaryIO

import msgspec
from PIL import Image

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.media.looking.region import Opened
from app.collect.media.pictures import FORMATS, PARSER_ERRORS, TooLarge, open_picture
from app.collect.media.protocol import Question
from app.collect.pages.gathering import Gathered
from app.collect.pages.reading import read_page
from app.domain.evidence.copies import Facing
from app.domain.evidence.sights import MOST_INSIDE, Wish

MOST_BYTES = 48 * 1024 * 1024
"""Of all pictures of one page together; what comes after them is left."""
LEAST_EDGE = 48


class _Pictures(Gathered):
    """Gathers the pictures of a page, and nothing else that matters."""

    def __init__(self) -> None:
        super().__init__()
        self.wants_pictures = True
        self.found: dict[bytes, tuple[str, bytes]] = {}
        self._room = MOST_BYTES

    def picture(self, content: bytes) -> None:
        """Keep one, if it is one and there is room."""
        media_type = sniff_kind(content[:HEAD_SIZE], "")[1]
        if media_type not in FORMATS or len(content) > self._room:
            return
        if len(self.found) >= MOST_INSIDE:
            return
        name = sha256(content).digest()
        if name in self.found or not _is_seen(content, media_type):
            return
        self._room -= len(content)
        self.found[name] = (media_type, content)


class Leaf:
    """A page of which pictures are asked for by their number, from 1, in its own order."""

    def __init__(self, source: BinaryIO, question: Question) -> None:
        got = _Pictures()
        read_page(source, question.media_type, question.size, got)
        self._question = question
        self._pictures = list(got.found.values())
        self._opened: tuple[int, Opened] | None = None

    def facing(self, number: int) -> Facing:
        """How many there are, and the size of this one."""
        count = len(self._pictures)
        if not 1 <= number <= count:
            return Facing(1, 1, pages=count)
        return msgspec.structs.replace(self._at(number).facing, pages=count, page=number)

    def part(self, wish: Wish) -> Image.Image:
        """What is wished for of one picture; the nearest where there is none of that number."""
        return self._at(max(1, min(len(self._pictures), wish.page))).part(wish)

    @property
    def is_empty(self) -> bool:
        """Whether it holds no picture."""
        return not self._pictures

    def _at(self, number: int) -> Opened:
        if self._opened is None or self._opened[0] != number:
            media_type, content = self._pictures[number - 1]
            asked = msgspec.structs.replace(
                self._question, media_type=media_type, size=len(content)
            )
            self._opened = None  # first, or two would lie in memory
            self._opened = (number, Opened(io.BytesIO(content), asked))
        return self._opened[1]


def _is_seen(content: bytes, media_type: str) -> bool:
    """Whether it can be opened and is more than a mark."""
    try:
        picture = open_picture(io.BytesIO(content), media_type, len(content))
    except (TooLarge, Image.DecompressionBombError, *PARSER_ERRORS):
        return False
    return min(picture.size) >= LEAST_EDGE
