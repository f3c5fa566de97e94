"""Gathers what a reader finds in one file, within limits that no file can move.

The limits count characters, so that what is handed on stays small whatever the file holds; what
goes beyond them is told, once.
"""

from __future__ import annotations

from app.collect.chats.problems import Problems
from app.domain.evidence.pages import (
    LINKS_LIMIT,
    PARTS_LIMIT,
    TEXT_LIMIT,
    PageLink,
    PagePart,
    PageRead,
)
from app.domain.times.times import Moment

FACT_LIMIT = 4_000
ADDRESS_LIMIT = 8_192
NAME_LIMIT = 1_000
_ADDRESSES = 600_000
"""Characters of all links and parts together."""


class Gathered:
    """The growing outcome of reading one file."""

    def __init__(self) -> None:
        self.recorded: Moment | None = None
        self.sent: Moment | None = None
        self._facts: dict[str, str] = {}
        self._text: list[str] = []
        self._text_room = TEXT_LIMIT
        self._links: dict[str, PageLink] = {}
        self._parts: list[PagePart] = []
        self._letters = _ADDRESSES
        self._problems = Problems()
        self.wants_pictures = False

    def fact(self, name: str, value: str) -> None:
        """Keep a fact the first time it is told."""
        said = plain(value.strip(), FACT_LIMIT)
        if said:
            self._facts.setdefault(name, said)

    def has(self, name: str) -> bool:
        """Whether a fact was told."""
        return name in self._facts

    def text(self, words: str) -> None:
        """Add words for search."""
        if self._text_room <= 0 or not words:
            self._over(bool(words))
            return
        kept = plain(words, self._text_room)
        self._text.append(kept)
        self._text_room -= len(kept) + 1
        self._over(len(words) > len(kept))

    def _over(self, is_over: bool) -> None:
        if is_over:
            self._problems.once("", "too_long", "text")

    def link(self, target: str, original: str, position: str) -> None:
        """Add a link, once for each target."""
        whole = plain(target, ADDRESS_LIMIT + 1)
        if len(whole) > ADDRESS_LIMIT or whole in self._links:
            return
        cost = len(whole) + min(len(original), ADDRESS_LIMIT)
        if len(self._links) >= LINKS_LIMIT or cost > self._letters:
            self._problems.once("", "too_many", "links")
            return
        self._letters -= cost
        self._links[whole] = PageLink(whole, plain(original, ADDRESS_LIMIT), position)

    def part(self, part: PagePart) -> None:
        """Add a part."""
        name = plain(part.name, NAME_LIMIT)
        if len(self._parts) >= PARTS_LIMIT or len(name) > self._letters:
            self._problems.once("", "too_many", "parts")
            return
        self._letters -= len(name)
        self._parts.append(part._replace(name=name, media_type=plain(part.media_type, 100)))

    def picture(self, content: bytes) -> None:
        """The bytes of what may be a picture; only where somebody wants them (`page_pictures`)."""

    def problem(self, where: str, what: str, detail: str = "") -> None:
        """Note what was not understood."""
        self._problems.add(where, what, plain(detail, 200))

    def done(self) -> PageRead:
        """Everything."""
        return PageRead(
            self._facts,
            self.recorded,
            self.sent,
            "\n".join(self._text),
            tuple(self._links.values()),
            tuple(self._parts),
            tuple(self._problems.close()),
        )


def plain(text: str, limit: int) -> str:
    """The text as UTF-8 can hold it, cut. Lone surrogates are spelt out, NUL is marked."""
    cut = text[:limit].replace("\x00", "\ufffd")
    return cut.encode("utf-8", "backslashreplace").decode()[:limit]
