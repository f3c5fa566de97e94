"""How text becomes search tokens: every pair of neighbouring characters.

Korean words are short and carry endings, so whole words would miss most; pairs find any two
syllables anywhere. The tokenizer cuts at spaces, so a character at a word's end is a token by
itself: every character begins some token, and one-syllable words are found by prefix.
"""

from __future__ import annotations

from array import array
from operator import add
from unicodedata import normalize

_UNIT = "I"  # 32 bits wherever Python runs; the pairs below would be garbage otherwise
_SPACES = b" \0\0\0"


def fold(text: str) -> str:
    """The form that is compared: capital and small letters alike, syllables whole (NFC)."""
    return normalize("NFC", text.casefold())


def spelt(text: str) -> str:
    r"""The text as the index can hold it: lone surrogates spelt out as `\udc80`, UTF-8 has none."""
    return text.encode("utf-8", "backslashreplace").decode()


def tokens(text: str) -> str:
    """All pairs of neighbouring characters of the folded text, with spaces between.

    Pairs with a space fall apart in the tokenizer. Done by strides over whole arrays, which takes a
    quarter of the time of joining single pairs; a million messages pass here.
    """
    try:
        coded = (fold(text) + " ").encode("utf-32-le")
    except UnicodeEncodeError:  # half a character: kept and found the way the index spells it
        coded = (fold(spelt(text)) + " ").encode("utf-32-le")
    codes = array(_UNIT, coded)
    pairs = array(_UNIT, _SPACES) * (3 * (len(codes) - 1))
    pairs[0::3] = codes[:-1]
    pairs[1::3] = codes[1:]
    return pairs.tobytes().decode("utf-32-le")


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
