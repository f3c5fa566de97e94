"""The list that passphrases of bundles are drawn from: 2,048 English words to tell over a phone."""

from __future__ import annotations

from functools import cache

from app.paths import resources


@cache
def wordlist() -> tuple[str, ...]:
    """The words, in the order of the alphabet; any two differ within their first four letters."""
    text = (resources() / "words" / "english.txt").read_text("ascii")
    return tuple(text.split())
