"""How far a page is shaped as a program writes it: tags closed in order, nothing nested deeply.

HTML parsers mend everything, and a page made for it costs them quadratic time and memory. What a
chat exporter writes is well formed, so reading stops where a page is not.
"""

from __future__ import annotations

import re

DEEPEST = 64
"""Levels of nesting that are read; the exporter needs about a dozen."""

MOST_TAGS = 1_000_000

_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]{0,30})(?=[\s/>])([^<>]*)>")
_EMPTY = frozenset({b"meta", b"link", b"img", b"br", b"hr", b"input", b"source"})


def sound_end(data: bytes) -> int:
    """The byte up to which a page is well shaped; its length where all of it is."""
    open_tags: list[bytes] = []
    for count, match in enumerate(_TAG.finditer(data)):
        closing, tag, rest = match.group(1), match.group(2).lower(), match.group(3)
        if closing:
            if not open_tags or open_tags.pop() != tag:
                return match.start()
        elif tag not in _EMPTY and not rest.endswith(b"/"):
            open_tags.append(tag)
        if len(open_tags) > DEEPEST or count >= MOST_TAGS:
            return match.start()
    return len(data)
