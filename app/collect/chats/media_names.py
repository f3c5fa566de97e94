"""What an export says about a file: a safe relative path, or a code for why there is none.

Opens nothing.

Exports put a sentence where the path would be when a file was left out, and a hostile one may name
any path at all.
"""

from __future__ import annotations

import re

from app.collect.chats.base import MediaRead

_LONGEST = 1024
_SENTENCE = re.compile(
    r"(?:[^/]{0,200} )?\((?:[A-Z][A-Za-z ]{0,30}) "
    r"(not included\.|exceeds maximum size\.|unavailable,)[^/]{0,200}\)\Z"
)
_HTML_SENTENCE = re.compile(
    r"(?:.{0,60}?)(Not included,|Exceeds maximum size,|Unavailable,) [^/]{0,120}\Z"
)
_CODES = {"not": "not_exported", "exceeds": "too_large", "unavailable,": "unavailable"}
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f\\]|^[/~]|^[A-Za-z]:|^[A-Za-z][A-Za-z0-9+.\-]{1,31}:/|(?:^|/)(?:\.{0,2})(?:/|$)"
)


def media(role: str, named: str) -> MediaRead:
    """A named file as a safe relative path or a code.

    `not_exported`, `too_large`, `unavailable`, `unsafe_path`.
    """
    if named.endswith(")") and "(" in named:
        sentence = _SENTENCE.match(named)
        if sentence is not None:
            return MediaRead(role, named, absent=_code(sentence))
    if len(named) > _LONGEST:
        return MediaRead(role, named[:_LONGEST], absent="unsafe_path")
    if _UNSAFE.search(named) or any(len(part) > 255 for part in named.split("/")):
        return MediaRead(role, named, absent="unsafe_path")
    return MediaRead(role, named, path=named)


def absent_by_sentence(role: str, text: str) -> MediaRead | None:
    """The HTML export's own wording for a file that was left out.

    None where a text says no such thing.
    """
    sentence = _HTML_SENTENCE.match(text)
    return None if sentence is None else MediaRead(role, text, absent=_code(sentence))


def _code(sentence: re.Match[str]) -> str:
    return _CODES[sentence.group(1).split(" ")[0].lower()]
