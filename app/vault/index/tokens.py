"""How text becomes search tokens: every pair of neighbouring characters.

Korean words are short and carry endings, so whole words would miss most; pairs find any two
syllables anywhere. The tokenizer cuts at spaces, so a character at a word's end is a token by
itself: every character begins some token, and one-syllable words are found by prefix.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from operator import add
from unicodedata import normalize

_UNIT = "I"  # 32 bits wherever Python runs; the pairs below would be garbage otherwise
_SPACES = b" \0\0\0"
_BARRIER = "\x1f"  # joins with nothing beside it, and folds to itself
_TOGETHER = 4096


def fold(text: str) -> str:
    """The form that is compared: capital and small letters alike, syllables whole (NFC)."""
    return normalize("NFC", text.casefold())


def spelt(text: str) -> str:
    r"""The text as the index can hold it: lone surrogates spelt out as `\udc80`, UTF-8 has none."""
    return text.encode("utf-8", "backslashreplace").decode()


def tokens(text: str) -> str:
    """All pairs of neighbouring characters of the folded text, with spaces between.

    Pairs with a space fall apart in the tokenizer.
    """
    try:
        return _pairs(fold(text) + " ")
    except UnicodeEncodeError:  # half a character: kept and found the way the index spells it
        return _pairs(fold(spelt(text)) + " ")


def tokens_of_many(texts: Iterable[str]) -> Iterator[str]:
    """`tokens` of each text, in a third of the time; a million messages pass here."""
    group: list[str] = []
    size = 0
    for text in texts:
        group.append(text)
        size += len(text)
        if size > _TOGETHER:
            yield from _tokens_of_group(group)
            group, size = [], 0
    if group:
        yield from _tokens_of_group(group)


def _tokens_of_group(texts: list[str]) -> Iterable[str]:
    """The pairs of all texts at once, with a barrier before, between and behind them."""
    joined = f"{_BARRIER}{f' {_BARRIER}'.join(texts)} {_BARRIER}"
    if joined.count(_BARRIER) != len(texts) + 1:
        return map(tokens, texts)
    try:
        parts = _pairs(fold(joined)).split(_BARRIER)
    except UnicodeEncodeError:
        return map(tokens, texts)
    # Each begins with what is left of the pair of a barrier and its first character.
    return [part[2:-1] for part in parts[1::2]]


def _pairs(text: str) -> str:
    # By strides over whole arrays: a quarter of the time of joining single pairs.
    codes = array(_UNIT, text.encode("utf-32-le"))
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
