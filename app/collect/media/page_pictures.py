"""Hashes of the pictures inside a saved page or a mail, so that they are found elsewhere.

In the worker only. Each picture stays where it is and is hashed as a whole; the largest few count,
small ones (buttons, faces beside names) do not. What can't be decoded is passed over: the page
itself is read by another task. FORMAT.md, section "Hashes of pictures".
"""

from __future__ import annotations

import io
from typing import BinaryIO

from PIL import Image

from app.collect.kinds import HEAD_SIZE, sniff_kind
from app.collect.media import picture_parts
from app.collect.media.inspection import PREVIEW_EDGE
from app.collect.media.pictures import FORMATS, PARSER_ERRORS, TooLarge, open_picture, plain_picture
from app.collect.pages.gathering import Gathered
from app.collect.pages.reading import read_page
from app.domain.evidence.likeness import (
    MOST_WHOLES,
    PART_BYTES,
    PARTS,
    PARTS_VERSION,
    PictureHash,
    parts_value,
)

MOST_LOOKED_AT = 60
MOST_PIXELS = 120_000_000
"""Of all pictures of one page together; what comes after them is left."""
LEAST_EDGE = 96
NOTHING_INSIDE = PictureHash(PARTS, PARTS_VERSION, 0, b"\x01\x00" + bytes(2 * PART_BYTES))
"""Says that a page was looked through and holds nothing to compare: of no quality, like nothing."""


class PagePictures(Gathered):
    """Gathers the small grey pictures of a page, and nothing else that matters."""

    def __init__(self) -> None:
        super().__init__()
        self._found: dict[bytes, tuple[int, Image.Image]] = {}
        self._looked_at = 0
        self._room = MOST_PIXELS
        self.wants_pictures = True

    def picture(self, content: bytes) -> None:
        """Look at one, if it is one."""
        media_type = sniff_kind(content[:HEAD_SIZE], "")[1]
        if media_type not in FORMATS or self._looked_at >= MOST_LOOKED_AT:
            return
        self._looked_at += 1
        try:
            picture = open_picture(io.BytesIO(content), media_type, len(content))
            pixels = picture.width * picture.height
            if min(picture.size) < LEAST_EDGE or pixels > self._room:
                return
            self._room -= pixels
            grey = picture_parts.grey_picture(plain_picture(picture, (PREVIEW_EDGE, PREVIEW_EDGE)))
        except (TooLarge, Image.DecompressionBombError, *PARSER_ERRORS):
            return
        _parts, quality = picture_parts.frames([grey])
        if quality:
            self._found.setdefault(grey.tobytes(), (pixels, grey))

    def largest(self) -> list[Image.Image]:
        """The largest pictures that are not plain, in the order of the page."""
        most = sorted((pixels for pixels, _grey in self._found.values()), reverse=True)
        least = most[MOST_WHOLES - 1] if len(most) >= MOST_WHOLES else 0
        return [grey for pixels, grey in self._found.values() if pixels >= least][:MOST_WHOLES]


def page_hashes(source: BinaryIO, media_type: str, size: int) -> list[PictureHash]:
    """The parts of a page: each of its pictures as a whole; `NOTHING_INSIDE` without any."""
    got = PagePictures()
    read_page(source, media_type, size, got)
    greys = got.largest()
    if not greys:
        return [NOTHING_INSIDE]
    parts, quality = picture_parts.frames(greys)
    return [PictureHash(PARTS, PARTS_VERSION, quality, parts_value(parts))]
