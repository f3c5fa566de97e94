"""The shape of the guide's data files: topics of pages, guides in steps, drawings, limits.

A guide is a dated fact like the law and the directory (`app.report.data.dated`). A drawing is a
short list of strokes on a small grid; its words are laid over it in the screen's language, so
nothing is baked in, and nothing in it is a picture of somebody else's program. Nothing here reads
files.
"""

from __future__ import annotations

from typing import Literal

from app.report.data.dated import Dated
from app.report.data.model import Strict, Words

Kind = Literal[
    "window", "card", "bubble", "own", "row", "menu", "field", "button", "picture", "person",
    "phone", "clock", "ring", "arrow", "tick", "open_tick", "dot", "line", "text", "key", "folder",
    "lock", "number", "cross",
]  # fmt: skip
"""What a stroke can be: shapes of a plain chat window, signs, and words."""

Tone = Literal["ink", "ink2", "accent", "warm", "slate"]


class Stroke(Strict, frozen=True, kw_only=True):
    """One thing in a drawing.

    `at`: left, top, width and height on the drawing's grid (for an arrow: from and to). `text` is
    written into it, or stands alone, in the middle where `middle` says so; `tone` is the token of
    its colour.
    """

    kind: Kind
    at: tuple[int, int, int, int]
    text: Words | None = None
    tone: Tone = "ink2"
    middle: bool = False


class Drawing(Strict, frozen=True, kw_only=True):
    """A drawing on a grid of `width` by `height`. `tells` is what a screen reader says of it."""

    id: str
    width: int
    height: int
    tells: Words
    strokes: tuple[Stroke, ...]


class Step(Strict, frozen=True, kw_only=True):
    """One step of a guide.

    `care`: what better stays undone here. `drawing`: identifier of a drawing, empty for none.
    `minor`: stands in the place of `text` where somebody under 19 is shown; None where nothing
    changes. `goes`: page of the program where this is done, empty for none.
    """

    text: Words
    more: Words | None = None
    care: Words | None = None
    drawing: str = ""
    minor: Words | None = None
    goes: str = ""


class Guide(Dated, frozen=True, kw_only=True):
    """A way in numbered steps.

    `place`: where it stands in the list. `menus`: it names menus of other programs, which change.
    `leads_to`: identifiers of guides that go with it.
    """

    id: str
    place: int
    title: Words
    about: Words
    menus: bool
    steps: tuple[Step, ...]
    leads_to: tuple[str, ...] = ()


class Pressing(Strict, frozen=True, kw_only=True):
    """Keys of a page, and what they do there."""

    keys: str
    does: Words


class Topic(Strict, frozen=True, kw_only=True):
    """What a page is for: read in the panel beside it.

    `can`: what one can do there, in short sentences. `guides`: guides that go with it.
    """

    page: str
    what: Words
    can: tuple[Words, ...]
    keys: tuple[Pressing, ...] = ()
    guides: tuple[str, ...] = ()


class Limit(Strict, frozen=True, kw_only=True):
    """Something that the program can't do, and what helps instead."""

    id: str
    title: Words
    text: Words
    instead: Words
