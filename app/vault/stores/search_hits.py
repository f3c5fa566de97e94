"""What one hit says: its kind, identifiers, time, and the original around the first word."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.evidence.searching import IDS_OF, Kind
from app.vault.index.numbers import identifier
from app.vault.index.tokens import fold

_AROUND = 40


@dataclass(frozen=True)
class Hit:
    """One place found. `kind` is a word of `searching.Kind`; `id` names what was found.

    An answer has its case's, a link's fate the link's. For kinds in `OF_ITEMS` `id` is an item's:
    a page or mail by its words, a file by its name, the part an item plays, and words that a
    program read in a picture (`machine`), which may be wrong.

    `snippet` is the original around the first word. `at_ms` (UTC milliseconds) is the time shown
    with a message or an item, when a page was saved, the time of what a note tells, else when it
    was written; None where there is none.
    """

    kind: str
    id: str
    case: str
    snippet: str
    at_ms: int | None


@dataclass(frozen=True)
class SearchPage:
    """A page of hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


def hit(kind: str, key: int, case: int, text: str, at_ms: int | None, wanted: list[str]) -> Hit:
    """A hit of what is kept under the number `key`."""
    of_kind = IDS_OF.get(Kind(kind), Kind(kind).value)
    return Hit(
        kind, identifier(of_kind, key), identifier("case", case), passage(text, wanted), at_ms
    )


def has_all(folded: str, wanted: list[str]) -> bool:
    """Whether a folded text has all the folded words."""
    return all(word in folded for word in wanted)


def passage(text: str, wanted: list[str], around: int = _AROUND) -> str:
    """So many characters of a text before and after the first of the folded words in it."""
    folded = fold(text)
    places = [place for word in wanted if (place := folded.find(word)) >= 0]
    # Folding may change lengths; the place is then near enough for a look.
    at = min(min(places, default=0), len(text))
    begin, end = max(0, at - around), at + around + len(wanted[0])
    before = "…" if begin else ""
    after = "…" if end < len(text) else ""
    return before + text[begin:end] + after
