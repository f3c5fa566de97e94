"""Where resident registration numbers stand in what was kept: places, never the numbers."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.evidence.found_words import ITEM_KINDS
from app.domain.evidence.items import ItemKind
from app.domain.evidence.searching import KIND_WORDS, Kind

PLACES_LIMIT = 1_000
"""How many places are named; all are counted."""


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """One text that holds at least one such number.

    `id` is a message's, a room's, an account's, a link's or an item's, by `kind` (`Kind.FILE` is a
    text file or a file's name). `item` is the item it came from, if one did, `name` that item's
    file name, covered, and `position` the place in it (`messages[17]`, `line 210`), empty for the
    whole.
    """

    kind: Kind
    id: str
    item: str | None
    name: str
    position: str

    @property
    def word(self) -> str:
        """What it is, as a message of the catalogues."""
        if self.kind is Kind.FILE and self.position:
            return ITEM_KINDS[ItemKind.TEXT]
        return KIND_WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class NumbersFound:
    """How many texts hold such numbers, and which; the first `PLACES_LIMIT` of them."""

    total: int
    places: tuple[NumberPlace, ...]
