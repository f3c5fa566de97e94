"""The text of a Telegram record, and the links in it.

`text` is a string or a list, `text_entities` repeats it as objects.
"""

from __future__ import annotations

from typing import Any

from app.collect.chats.base import LinkRead
from app.collect.chats.problems import Problems
from app.collect.links import MOST, FoundLink, find_links, normalise, username_link

LONGEST = 1_000_000
"""Characters of one text; the platform allows a few thousand."""


def plain_text(text: object, entities: object, position: str, problems: Problems) -> str:
    """The words of a record.

    A record without a readable `text` is read from its `text_entities`.
    """
    if isinstance(text, str):
        whole = text
    elif isinstance(text, list):
        whole = _joined(text, position, "text", problems)
    else:
        if text is not None:
            problems.add(f"{position}.text", "bad_record")
        whole = (
            _joined(entities, position, "text_entities", problems)
            if isinstance(entities, list)
            else ""
        )
    if len(whole) > LONGEST:
        problems.add(f"{position}.text", "too_long")
        return whole[:LONGEST]
    return whole


def _joined(parts: list[Any], position: str, key: str, problems: Problems) -> str:
    words = []
    for place, part in enumerate(parts):
        word = part.get("text") if isinstance(part, dict) else part
        if isinstance(word, str):
            words.append(word)
        else:
            problems.add(f"{position}.{key}[{place}]", "bad_text")
    return "".join(words)


_LINKING = ("link", "text_link", "mention")
"""Kinds of entities that lead somewhere. No set: what stands there may be of any type."""


def linked(
    words: str, text: object, entities: object, position: str, problems: Problems
) -> tuple[LinkRead, ...]:
    """The links in a record, shown or behind its words, one for each normal form."""
    found: dict[str, LinkRead] = {}
    for shown in find_links(words):
        found[shown.normal] = LinkRead(shown, f"{position}.text")
    # `text_entities` repeats the objects of `text`; older releases have only those.
    key, parts = ("text_entities", entities) if entities else ("text", text)
    if isinstance(parts, list):
        for place, part in enumerate(parts):
            if not isinstance(part, dict) or part.get("type") not in _LINKING:
                continue
            link = _behind(part)
            where = f"{position}.{key}[{place}]"
            if link is None:
                problems.add(where, "bad_link")
            elif link.normal not in found:
                if len(found) >= MOST:
                    problems.add(where, "too_many", "links")
                    return tuple(found.values())
                found[link.normal] = LinkRead(link, where)
    return tuple(found.values())


def _behind(part: dict[str, Any]) -> FoundLink | None:
    """The link of one part: where a `text_link` leads, whatever its words say."""
    kind, shown, target = part.get("type"), part.get("text"), part.get("href")
    if kind == "mention":
        return username_link(shown) if isinstance(shown, str) else None
    address = target if kind == "text_link" else shown
    if not isinstance(address, str):
        return None
    found = find_links(address)
    return found[0] if found else normalise(address)
