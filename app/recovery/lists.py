"""The lists of words that kits are written with. See FORMAT.md, section "Recovery kit"."""

from __future__ import annotations

from functools import cache
from typing import Literal

from app.paths import resources
from crypto.split import ENGLISH
from crypto.word_list import WordList

WordLanguage = Literal["ko", "en"]

_FILES: dict[WordLanguage, tuple[str, int]] = {"ko": ("korean.txt", 2), "en": ("english.txt", 4)}
_PART_WORDS = 1024


@cache
def whole_words(language: WordLanguage) -> WordList:
    """The 2,048 words of whole kits."""
    name, beginning = _FILES[language]
    text = (resources() / "words" / name).read_text("utf-8")
    return WordList(text.split(), beginning)


@cache
def part_words(language: WordLanguage) -> WordList:
    """The 1,024 words of parts: SLIP-39's own in English, the first half of ours in Korean."""
    if language == "en":
        return WordList(ENGLISH, _FILES["en"][1])
    return WordList(whole_words("ko").words[:_PART_WORDS], _FILES["ko"][1])
