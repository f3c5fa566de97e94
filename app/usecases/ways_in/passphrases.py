"""What a passphrase is worth, said honestly, and words that are drawn for one.

The estimate is made here and now and kept nowhere. It only speaks: nothing is refused but what is
shorter than the floor (`vaults.SHORTEST_PASSPHRASE`).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import log2

from app.domain.text.guessing import known_words, least_bits
from app.paths import resources
from app.recovery.lists import WordLanguage, whole_words
from app.usecases.vault.vaults import SHORTEST_PASSPHRASE

__all__ = ["DRAWN", "Lasts", "Strength", "WordLanguage", "draw_words", "how_strong"]

DRAWN = 6
GUESS_S = 0.75
"""Seconds that one guess takes a computer like this one: what new vaults are calibrated to."""
COMPUTERS = 1000
"""How many such computers the estimate gives to whoever guesses."""
_DAY_S = 86_400.0
_YEAR_S = 365.25 * _DAY_S


class Lasts(StrEnum):
    """How long guessing takes a thousand computers, on average."""

    TOO_SHORT = "too_short"
    A_DAY = "a_day"
    A_YEAR = "a_year"
    A_CENTURY = "a_century"
    LONGER = "longer"


_UP_TO = ((Lasts.A_DAY, _DAY_S), (Lasts.A_YEAR, _YEAR_S), (Lasts.A_CENTURY, 100 * _YEAR_S))


@dataclass(frozen=True)
class Strength:
    """`bits` of the cheapest way to guess it; `seconds` on average with COMPUTERS computers."""

    lasts: Lasts
    bits: float
    seconds: float


def how_strong(passphrase: str) -> Strength:
    """Estimate a passphrase, rather low than high."""
    bits = least_bits(passphrase, _known())
    seconds = 2.0 ** (min(bits, 512) - 1) * GUESS_S / COMPUTERS
    if len(passphrase) < SHORTEST_PASSPHRASE:
        return Strength(Lasts.TOO_SHORT, bits, seconds)
    lasts = next((one for one, most in _UP_TO if seconds < most), Lasts.LONGER)
    return Strength(lasts, bits, seconds)


def draw_words(language: WordLanguage, count: int = DRAWN) -> str:
    """Words drawn at random from the 2,048 of recovery kits: 11 bits each, blanks between."""
    words = whole_words(language).words
    return " ".join(secrets.choice(words) for _ in range(count))


@cache
def _known() -> dict[str, float]:
    text = (resources() / "words" / "guessed_first.txt").read_text("utf-8")
    first = [one for one in text.splitlines() if one and not one.startswith("#")]
    languages: tuple[WordLanguage, ...] = ("ko", "en")
    lists = {word: 11.0 for one in languages for word in whole_words(one).words}
    lists |= {word: log2(place + 2) for place, word in enumerate(first)}
    return known_words(lists)
