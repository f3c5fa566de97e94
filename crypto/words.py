"""Passphrases of words that can be read over a phone, and the same words typed back.

Knows no list of words; the caller brings one.
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeVar

SEPARATOR = "-"

_T = TypeVar("_T")
_WORD = re.compile(r"[a-z]+")
_GAPS = re.compile(r"[\s\-_,.·‐-―−]+")


class Chooser(Protocol):
    """Something that picks evenly: the ``secrets`` module, or a seeded generator in tests."""

    def choice(self, seq: Sequence[_T], /) -> _T:
        """Return one element."""
        ...


def generate(wordlist: Sequence[str], count: int, rng: Chooser = secrets) -> str:
    """Return ``count`` words joined by dashes.

    Raises ValueError unless the list has distinct words of lower-case ASCII letters: anything else
    would cost entropy or would not survive :func:`normalise`.
    """
    if count < 1 or len(set(wordlist)) != len(wordlist) or not wordlist:
        raise ValueError("the list must have distinct words, and at least one must be chosen")
    if not all(_WORD.fullmatch(word) for word in wordlist):
        raise ValueError("words have lower-case ASCII letters only")
    return SEPARATOR.join(rng.choice(wordlist) for _ in range(count))


def entropy_bits(list_size: int, count: int) -> float:
    """Return the entropy in bits of ``count`` words from a list of ``list_size``."""
    return count * math.log2(list_size)


def normalise(text: str) -> str:
    """Return a typed passphrase as :func:`generate` wrote it, whatever its case, gaps and width."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _GAPS.sub(SEPARATOR, folded).strip(SEPARATOR)
