"""The task `look`: pixels at the size of a screen. Worker only.

Of a picture, a sheet of a PDF, a frame of a film, or a picture inside a saved page.

The answer is the length of a JSON text (four bytes, big-endian), that text (`domain.sights.Told`)
and the pixels as they are, so that the window decodes nothing; nothing but four zero bytes where
the film has no such frame.
"""

from __future__ import annotations

import struct
from functools import partial
from typing import BinaryIO

import msgspec
from PIL import Image

from app.collect.media import pictures
from app.collect.media.allowance import PAGES
from app.collect.media.looking.kept import kept
from app.collect.media.protocol import Question
from app.collect.media.tasks import Tell
from app.domain.evidence.copies import PAGES_TYPE, Facing
from app.domain.evidence.sights import LONGEST_EDGE, Told, Wish

_PIECE = 4 * 1024 * 1024


def answer(question: Question, source: BinaryIO, tell: Tell) -> None:
    """Tell what is asked for."""
    wish = msgspec.convert(question.details, Wish)
    wish = msgspec.structs.replace(wish, width=_edge(wish.width), height=_edge(wish.height))
    if question.media_type in pictures.FORMATS:
        _picture(question, source, tell, wish)
    elif question.media_type == PAGES_TYPE:
        _page(question, source, tell, wish)
    elif question.media_type in PAGES:
        _inside(question, source, tell, wish)
    else:
        _frame(question, source, tell, wish)


def _picture(question: Question, source: BinaryIO, tell: Tell, wish: Wish) -> None:
    from app.collect.media.looking.region import Opened

    opened = kept(wish.sight, "picture", partial(Opened, source, question), Opened)
    part = None if wish.only_facing else opened.part(wish)
    _told(tell, wish, opened.facing, part)


def _page(question: Question, source: BinaryIO, tell: Tell, wish: Wish) -> None:
    from app.collect.media.looking.sheet import Papers

    papers = kept(wish.sight, "papers", partial(Papers, source, question), Papers)
    part, text = (None, "") if wish.only_facing else papers.part(wish)
    _told(tell, wish, papers.facing(wish.page), part, text)


def _inside(question: Question, source: BinaryIO, tell: Tell, wish: Wish) -> None:
    from app.collect.media.looking.leaf import Leaf

    leaf = kept(wish.sight, "leaf", partial(Leaf, source, question), Leaf)
    part = None if wish.only_facing or leaf.is_empty else leaf.part(wish)
    _told(tell, wish, leaf.facing(wish.page), part)


def _frame(question: Question, source: BinaryIO, tell: Tell, wish: Wish) -> None:
    from app.collect.media.copies.frames import NoFrameError
    from app.collect.media.looking.moment import Film

    film = kept(wish.sight, "film", partial(Film, source, question), Film)
    if wish.only_facing:
        _told(tell, wish, film.facing, None)
        return
    try:
        part, facing = film.part(wish)
    except NoFrameError:
        tell(b"A", bytes(4))
    else:
        _told(tell, wish, facing, part)


def _edge(wanted: int) -> int:
    return max(1, min(LONGEST_EDGE, wanted))


def _told(tell: Tell, wish: Wish, facing: Facing, part: Image.Image | None, text: str = "") -> None:
    width, height = (0, 0) if part is None else part.size
    head = msgspec.json.encode(Told(facing, width, height, wish.in_grey, wish.box, text))
    tell(b"A", struct.pack(">I", len(head)) + head)
    pixels = b"" if part is None else part.tobytes()
    for begin in range(0, len(pixels), _PIECE):
        tell(b"A", pixels[begin : begin + _PIECE])
