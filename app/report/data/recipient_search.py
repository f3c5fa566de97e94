"""Finding a body in the directory by any name it has or had.

Former names, short names and numbers are searched too, so that "방심위" finds the body of today.
What is for authorities only (`pub` false) is found only where it is asked for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from app.report.data.recipients import Recipient, directory

MAX_WORDS = 200
"""Longer searches are cut: no name is as long."""


def find(words: str, *, for_staff: bool = False) -> tuple[Recipient, ...]:
    """The entries with all these words, best first; all of them for an empty search.

    Case, spaces, hyphens and the way Hangul is composed make no difference. `for_staff` lets in
    what is not for victims (`pub` false).
    """
    shown = tuple(one for one in directory() if one.pub or for_staff)
    wanted = words[:MAX_WORDS]
    parts = tuple(filter(None, map(_plain, wanted.split())))
    if not parts:
        return shown if not wanted.strip() else ()
    found = [one for one in shown if _has(one, parts)]
    return tuple(sorted(found, key=lambda one: _rank(one, _plain(wanted))))


def holds(words: str, one: Recipient, told: Iterable[str]) -> bool:
    """Whether an entry has all these words once more is told of it; no words are in none.

    So a name that the directory has and a word of a centre's correction find it together.
    """
    parts = tuple(filter(None, map(_plain, words[:MAX_WORDS].split())))
    more = tuple(map(_plain, told))
    if not parts:
        return False
    if any("".join(parts) in text for text in more):  # a number with spaces in it
        return True
    text = "\n".join((_text(one), *more))
    return all(part in text for part in parts)


def _has(one: Recipient, parts: tuple[str, ...]) -> bool:
    """All words stand in it, or the whole search as one word does."""
    text = _text(one)
    return all(part in text for part in parts) or "".join(parts) in _names(one)


def _rank(one: Recipient, wanted: str) -> int:
    """By name before by what it takes; the directory's order decides the rest."""
    if wanted in _names(one):
        return 0
    return 1 if any(wanted in name for name in _names(one)) else 2


@cache
def _names(one: Recipient) -> frozenset[str]:
    """All that it goes by, plain."""
    names = [one.id, one.name.ko, one.name.en, *one.also]
    names.extend(text for former in one.former_names for text in (former.ko, former.en))
    names.extend(contact.value for contact in one.contacts)
    return frozenset(map(_plain, names))


@cache
def _text(one: Recipient) -> str:
    """All that is searched; names are kept apart, so that no word reaches over two of them."""
    more = (one.takes.ko, one.takes.en, *((one.notes.ko, one.notes.en) if one.notes else ()))
    return "\n".join((*sorted(_names(one)), *map(_plain, more)))


def _plain(text: str) -> str:
    """Composed, without case, and only letters and digits (and # and @, which numbers have)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum() or sign in "#@")
