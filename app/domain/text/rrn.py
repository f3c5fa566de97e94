"""Finds resident registration numbers, so that none is kept or handed over by oversight.

Only the shape and the date are looked at (facts: domain 9.2). The check digit says nothing: numbers
given out since October 2020 have random digits. Finds are for warning and covering; evidence itself
is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import NamedTuple

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u3161\u1173\u30fc~_"
_SHAPE = re.compile(
    rf"(?<![0-9])([0-9]{{6}})(\s{{0,3}}(?:[{_DASHES}]\s{{0,3}})?)([1-8])[0-9]{{6}}(?![0-9])"
)
_DIGITS = 13
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_HASH = re.compile(r"[0-9A-Fa-f]{32,}")
_CENTURIES = dict.fromkeys("1256", 1900) | dict.fromkeys("3478", 2000)


class Span(NamedTuple):
    """Where a number stands: `text[start:end]`, counted in the text as it was given."""

    start: int
    end: int


def find_rrn(text: str) -> tuple[Span, ...]:
    """All places that look like a resident registration number, in order.

    Full-width and other digits, invisible characters between them and any common dash are seen
    through. Thirteen digits right after a minus that begin with 100 are a Telegram channel's
    identifier and are left out, and so is what stands inside a hash.
    """
    if len(text) < _DIGITS or sum(map(str.isdigit, text)) < _DIGITS:
        return ()
    folded, places = _fold(text)
    hashes = [match.span() for match in _HASH.finditer(folded)]
    return tuple(
        Span(places[match.start()], places[match.end() - 1] + 1)
        for match in _SHAPE.finditer(folded)
        if _is_date(match[1], match[3])
        and not _is_channel(folded, match)
        and not any(start <= match.start() < end for start, end in hashes)
    )


def mask_rrn(text: str, *, in_address: bool = False) -> str:
    """The text with the last seven digits of each number covered: `900101-*******`.

    In a link thirteen digits in a row mostly are another number and have to stay; there only
    numbers that are written with something between their parts are covered. `in_address`: the whole
    text is a link.
    """
    links = [match.span() for match in _LINK.finditer(text)]
    pieces = []
    done = 0
    for start, end in find_rrn(text):
        linked = in_address or any(first <= start < last for first, last in links)
        if linked and end - start == _DIGITS:
            continue
        digits, _ = _fold(text[start:end])
        pieces += [text[done:start], digits[:6], "-*******"]
        done = end
    return "".join([*pieces, text[done:]])


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in plain letters and digits, nothing invisible, and where each of them stood."""
    if text.isascii():
        return text, list(range(len(text)))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if letter < "\x80":
            plain = letter
        elif unicodedata.category(letter) in ("Cf", "Mn"):
            continue
        else:
            value = unicodedata.decimal(letter, None)
            plain = unicodedata.normalize("NFKC", letter) if value is None else str(value)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), places


def _is_date(six: str, seventh: str) -> bool:
    try:
        date(_CENTURIES[seventh] + int(six[:2]), int(six[2:4]), int(six[4:]))
    except ValueError:
        return False
    return True


def _is_channel(folded: str, match: re.Match[str]) -> bool:
    return not match[2] and match[1].startswith("100") and folded[: match.start()].endswith("-")
