"""How text becomes search tokens: overlapping pairs of characters of every run without spaces.

Korean words are short and carry endings, so whole words would miss most; pairs find any two
syllables anywhere. The last character of a run is a token by itself, so that every character begins
some token and one-syllable words are found by prefix.
"""

from __future__ import annotations

from operator import add
from unicodedata import normalize


def fold(text: str) -> str:
    """The form that is compared: capital and small letters alike, syllables whole (NFC)."""
    return normalize("NFC", text.casefold())


def tokens(text: str) -> str:
    """The tokens of a text, each once, with spaces between."""
    found: set[str] = set()
    for run in fold(text).split():
        found.update(map(add, run, run[1:]))
        found.add(run[-1])
    return " ".join(found)


def expression(words: list[str]) -> tuple[str, bool]:
    """The FTS5 expression for texts with all the folded words, and whether it finds nothing else.

    Empty where no word has a character that can be searched.
    """
    parts: dict[str, None] = {}
    exact = True
    for word in words:
        if any(_lost(character) for character in word):
            exact = False
        if len(word) == 1 and not _lost(word):
            parts[_quoted(word) + "*"] = None
            continue
        pairs = [pair for pair in map(add, word, word[1:]) if not any(map(_lost, pair))]
        parts.update(dict.fromkeys(map(_quoted, pairs)))
        exact = exact and len(word) <= 2
    return " AND ".join(parts), exact


def _lost(character: str) -> bool:
    # ASCII control characters are no part of any token.
    return character < "!" or character == "\x7f"


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
