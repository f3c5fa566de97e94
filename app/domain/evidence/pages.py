"""What a saved page or an e-mail file says of itself: words, links, parts. All of it is evidence.

Kept apart from what the person says. Nothing here is ever opened, loaded or run.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from app.domain.evidence.intake import NotUnderstood
from app.domain.times.times import Moment

TEXT_LIMIT = 200_000
"""Characters of a page's words that are kept for search."""
LINKS_LIMIT = 2_000
PARTS_LIMIT = 1_000


class PageLink(NamedTuple):
    """A link of a page. `target` is whole, `original` as it stood there, `position` where."""

    target: str
    original: str
    position: str


class PagePart(NamedTuple):
    """Something inside: an attachment, a picture of a page, a record of a web archive.

    `name` as found (a file's name or an address), `size` and `sha256` of its decoded bytes, which
    stay inside the item. `digest` says what its own check sum came to: `right`, `wrong`,
    `not_given`, `not_checked`, or nothing where the format has none.
    """

    position: str
    name: str
    media_type: str
    size: int
    sha256: str
    digest: str = ""


class PageRead(msgspec.Struct, frozen=True):
    """What was read of one file.

    `recorded` is when the page was saved, by the file's own word; `sent` when a mail claims to have
    been sent. `facts` are single words of the file under the names of
    `app.domain.evidence.found_words`.
    """

    facts: dict[str, str] = {}
    recorded: Moment | None = None
    sent: Moment | None = None
    text: str = ""
    links: tuple[PageLink, ...] = ()
    parts: tuple[PagePart, ...] = ()
    problems: tuple[NotUnderstood, ...] = ()


class PageInside(msgspec.Struct, frozen=True):
    """What is kept of the inside of an item, for showing it: plain words, lists, times."""

    text: str = ""
    parts: tuple[PagePart, ...] = ()
    problems: tuple[NotUnderstood, ...] = ()
    recorded: Moment | None = None
    sent: Moment | None = None
