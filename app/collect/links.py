"""Finds the links in a text, without ever opening one.

Web addresses, Telegram's forms, bare addresses with a path.

What directly follows an address in Korean or closes a sentence is cut off with care, since
`…/123에서` is not a place.
"""

from __future__ import annotations

import re

from app.collect.link_forms import (
    LONGEST,
    FoundLink,
    derived_message_link,
    normalise,
    username_link,
)

__all__ = ["FoundLink", "derived_message_link", "find_links", "normalise", "username_link"]

MOST = 200
"""Links that are taken from one text."""

_TLD = (
    "com|net|org|io|me|kr|gg|ly|to|xyz|app|link|live|site|info|tv|cc|onion|co|jp|cn|us|ru|dog|dev"
    "|online|shop|top|be|gl"
)
_FIND = re.compile(
    r"(?<![A-Za-z0-9@/.\-_])(?:(?:https?|ftp)://[^\s<>\"]+"
    r"|tg:(?://)?[A-Za-z_]{1,32}/?\?[^\s<>\"]+|www\.[^\s<>\"]+"
    r"|(?:[A-Za-z0-9][A-Za-z0-9\-]{0,62}\.){1,6}"
    rf"(?:{_TLD})(?::\d{{1,5}})?/[^\s<>\"]*)",
    re.IGNORECASE,
)
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_ENDS = ".,;:!?'\"…·`|、。，！？；：」』】》〉”’>"
_PARTICLES = (
    "에서는 에서도 에서만 에서 에게 에는 에도 에만 에요 에 으로는 으로도 으로 로는 로도 로 을 를"
    " 이랑 이나 이고 이며 이라고 라고 이라는 라는 이래요 래요 이에요 예요 입니다 인데요 인데"
    " 인가요 이요 요 이 가 은 는 과 와 의 도 만 까지 부터 랑 하고 처럼 보다 께"
)
_PARTICLE = re.compile(r"(?<=[A-Za-z0-9/_=&#%)\]-])(?:" + "|".join(_PARTICLES.split()) + r")\Z")


def find_links(text: str, most: int = MOST) -> list[FoundLink]:
    """The links in a text, in order, one for each normal form, at most `most`.

    `original` is what stood there.
    """
    if "/" not in text and "www." not in text and "tg:" not in text:
        return []
    found: dict[str, FoundLink] = {}
    for match in _FIND.finditer(text):
        if match.end() - match.start() > LONGEST:
            continue
        link = normalise(_trim(match.group()))
        if link is not None:
            found.setdefault(link.normal, link)
            if len(found) >= most:
                break
    return list(found.values())


def _trim(raw: str) -> str:
    """An address without what belongs to the sentence around it."""
    while raw:
        last = raw[-1]
        opener = _CLOSERS.get(last)
        if last in _ENDS or (opener is not None and raw.count(last) > raw.count(opener)):
            raw = raw[:-1]
            continue
        particle = _PARTICLE.search(raw, max(0, len(raw) - 8))
        if particle is None:
            return raw
        raw = raw[: particle.start()]
    return raw
