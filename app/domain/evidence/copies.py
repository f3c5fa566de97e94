"""Working copies: how an item was made from another one, as data that can be repeated.

A place is told in the original's own units, from the upper left corner of what is shown upright:
pixels of a picture or film, points (1/72 inch) of a page; times are milliseconds from the beginning
of a recording. See FORMAT.md, section "Working copies".
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from app.domain.evidence.items import Item, ItemKind
from app.i18n import N_, Texts

MOST_AREAS = 500
FARTHEST = 1_000_000
"""No place lies further out than this, in any unit."""
LONGEST_MS = 1_000_000_000


class Relation(StrEnum):
    """What a working copy is to the item it was made from."""

    REDACTED = "redacted"
    CROPPED = "cropped"
    STILL = "still"
    TRANSCRIPT = "transcript"
    TRANSLATION = "translation"
    MASKED = "masked"


class Covering(StrEnum):
    """What stands in the place of what was covered. Neither is made from what lay there."""

    FILL = "fill"  # one dark colour
    MOSAIC = "mosaic"  # squares in the colours around the place


class Sound(StrEnum):
    """What becomes of a film's sound."""

    KEPT = "kept"
    SILENT = "silent"  # while a place is covered
    NONE = "none"


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place: left, top, width and height in whole units.

    `page` counts from 1. `from_ms` and `to_ms` are the first and last instant at which it is
    covered; None: from the beginning, to the end.
    """

    left: int
    top: int
    width: int
    height: int
    how: Covering = Covering.FILL
    page: int | None = None
    from_ms: int | None = None
    to_ms: int | None = None

    @property
    def is_sensible(self) -> bool:
        """Whether its numbers can be a place at all."""
        begin, end = self.from_ms or 0, LONGEST_MS if self.to_ms is None else self.to_ms
        return (
            0 <= self.left < FARTHEST
            and 0 <= self.top < FARTHEST
            and 0 < self.width <= FARTHEST
            and 0 < self.height <= FARTHEST
            and (self.page is None or 0 < self.page < FARTHEST)
            and 0 <= begin <= end <= LONGEST_MS
        )


class Recipe(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a copy was made. What does not belong to its relation is left at its default.

    `areas`: what was covered, or the one place that was cut out. `page`, `at_ms`: which page or
    instant a still or crop shows. `first_frame`: of a picture that moves only its first frame was
    taken. `language` is the language of a text (`ko`, `en` … or the person's own word). `numbers`:
    how many numbers were covered in a `masked` one.
    """

    relation: Relation
    areas: tuple[Area, ...] = ()
    page: int | None = None
    at_ms: int | None = None
    sound: Sound = Sound.KEPT
    first_frame: bool = False
    language: str = ""
    numbers: int = 0


class Facing(msgspec.Struct, frozen=True):
    """What a view shows: its size in the original's units, which page or instant, of how many.

    `length_ms` is None where a recording does not say how long it is.
    """

    width: int
    height: int
    pages: int = 0
    page: int | None = None
    at_ms: int | None = None
    length_ms: int | None = None


PICTURE_TYPES = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/avif",
    "image/heic",
})  # fmt: skip
FILM_TYPES = frozenset({
    "video/mp4", "video/quicktime", "video/3gpp", "video/webm", "video/x-matroska",
    "video/x-msvideo", "video/x-flv", "video/mpeg", "video/x-ms-wmv", "video/ogg",
})  # fmt: skip
PAGES_TYPE = "application/pdf"
_PACKED = ("application/vnd.sqlite3", "application/zip", "application/gzip")


def can_be_seen(item: Item) -> bool:
    """Whether covered copies and parts can be made of an item: pictures, PDFs and films."""
    return item.media_type in PICTURE_TYPES | FILM_TYPES or item.media_type == PAGES_TYPE


def can_be_masked(item: Item) -> bool:
    """Whether numbers in an item's bytes can be covered: texts, tables, JSON, chats as texts."""
    return item.kind in (ItemKind.TEXT, ItemKind.CHAT) and not item.media_type.startswith(_PACKED)


def is_film(item: Item) -> bool:
    """Whether places in it have a time."""
    return item.media_type in FILM_TYPES


RELATIONS: dict[str, str] = {
    Relation.REDACTED: N_("covered copy"),
    Relation.CROPPED: N_("cut-out part"),
    Relation.STILL: N_("still picture"),
    Relation.TRANSCRIPT: N_("transcript, typed by a person"),
    Relation.TRANSLATION: N_("translation, typed by a person"),
    Relation.MASKED: N_("copy with numbers masked"),
    "excerpt": N_("excerpt"),
}
"""What a copy is, in words; `relation` of an item may be one of others too."""


def relation_in_words(relation: str, texts: Texts) -> str:
    """What a copy is; a word that is not known stands as it is."""
    return texts.tr(RELATIONS[relation]) if relation in RELATIONS else relation
