"""Korean particles after words that nobody knows beforehand: names, numbers, quotations.

Which form stands (은 or 는, 으로 or 로) follows from the last sound of the word. Where a word
does not tell it (a picture, a foreign script), both are written, as offices do: 을(를).
Pure text rules; nothing is looked up. Source: 한글 맞춤법 and 표준어 규정, National Institute of
Korean Language; a word's part in brackets is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

PAIRS = {
    "은/는": ("은", "는"),
    "이/가": ("이", "가"),
    "을/를": ("을", "를"),
    "과/와": ("과", "와"),
    "으로/로": ("으로", "로"),
    "이라고/라고": ("이라고", "라고"),
    "이라는/라는": ("이라는", "라는"),
    "이고/고": ("이고", "고"),
}
"""What can stand in a text as `{name:이/가}`: the form after a final consonant, and after none."""


class Ending(Enum):
    """The last sound of a word, as far as particles ask."""

    OPEN = "open"  # a vowel
    RIEUL = "rieul"  # ㄹ: like a vowel for 으로/로, like a consonant for all others
    CLOSED = "closed"  # any other consonant
    UNKNOWN = "unknown"


_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8
_DIGITS = {
    "0": Ending.CLOSED, "1": Ending.RIEUL, "2": Ending.OPEN, "3": Ending.CLOSED, "4": Ending.OPEN,
    "5": Ending.OPEN, "6": Ending.CLOSED, "7": Ending.RIEUL, "8": Ending.RIEUL, "9": Ending.OPEN,
}  # fmt: skip
_ZEROES_OF_A_TRILLION = range(12, 16)  # 조 ends in a vowel; 십, 백, 천, 만, 억 do not
_OPENING, _CLOSING = "([{<（［｛〈《「『【〔", ")]}>）］｝〉》」』】〕"
_LETTER_NAMES = {"l": Ending.RIEUL, "r": Ending.RIEUL, "m": Ending.CLOSED, "n": Ending.CLOSED}
"""Letters read by their names (엘, 알, 엠, 엔); the names of all others end in a vowel."""
_WORD = re.compile(r"[A-Za-z]+\Z")
_VOWEL = "[aeiou]"
_SILENT_E = re.compile(rf"{_VOWEL}[lmn]e\Z")
_SHORT_STOP = re.compile(rf"(?:\A|[^aeiou]){_VOWEL}(?:ck|[kpt])\Z")
_BOOK = re.compile(r"(?:oo[kt]|alk)\Z")


class Word(str):
    """A text that takes its particle by itself: `"{who:이/가}".format(who=Word("가온"))`.

    Without a particle named it is a plain text, so that other languages use the same values.
    """

    __slots__ = ()

    def __format__(self, particle: str) -> str:
        """The word, with the fitting form of a particle from `PAIRS`. ValueError for another."""
        return with_particle(str(self), particle) if particle else str(self)


def with_particle(word: str, particle: str) -> str:
    """A word with the form that fits it; `particle` is a key of `PAIRS`, else ValueError."""
    if particle not in PAIRS:
        raise ValueError(particle)
    after_consonant, after_vowel = PAIRS[particle]
    ending = ending_of(word)
    if ending is Ending.UNKNOWN:
        return word + _both(after_consonant, after_vowel)
    open_like = ending is Ending.OPEN or (ending is Ending.RIEUL and particle == "으로/로")
    return word + (after_vowel if open_like else after_consonant)


def ending_of(word: str) -> Ending:
    """The last sound of a word; quotation marks, signs and parts in brackets are passed over."""
    said = _spoken(unicodedata.normalize("NFC", word))
    if not said:
        return Ending.UNKNOWN
    last = said[-1]
    if _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return Ending.OPEN if not final else Ending.RIEUL if final == _RIEUL else Ending.CLOSED
    if "\u3131" <= last <= "\u314e":  # a letter alone (ㅋ) is read by its name, 키읔
        return Ending.CLOSED
    if "\u314f" <= last <= "\u3163":
        return Ending.OPEN
    plain = unicodedata.normalize("NFKC", said)
    if plain[-1:] in _DIGITS:
        return _number(plain)
    latin = _WORD.search(plain)
    return _latin(latin[0]) if latin else Ending.UNKNOWN


def _both(after_consonant: str, after_vowel: str) -> str:
    """Both forms in the way of offices: 을(를), 은(는), 이(가), (으)로, (이)라고."""
    if after_consonant.endswith(after_vowel):
        return f"({after_consonant.removesuffix(after_vowel)}){after_vowel}"
    return f"{after_consonant}({after_vowel})"


def _spoken(word: str) -> str:
    """A word up to its last spoken character; a bracketed end is left out if anything is before."""
    rest = word
    while rest:
        last = rest[-1]
        if last in _CLOSING:
            start = _bracket(rest)
            if start > 0 and _spoken(rest[:start]):
                rest = rest[:start]
                continue
        if last.isalnum():
            return rest
        if unicodedata.category(last)[0] not in "PZC":
            return ""  # a sign or a picture: nobody knows how it is read
        rest = rest[:-1]
    return ""


def _bracket(text: str) -> int:
    """Where the bracket opens that the last character closes, or -1."""
    opening = _OPENING[_CLOSING.index(text[-1])]
    return text.rfind(opening, 0, len(text) - 1)


def _number(text: str) -> Ending:
    digits = re.search(r"[0-9,]+\Z", text)
    figures = digits[0].replace(",", "") if digits else text[-1]
    zeroes = len(figures) - len(figures.rstrip("0"))
    if zeroes in _ZEROES_OF_A_TRILLION and zeroes < len(figures):
        return Ending.OPEN
    return _DIGITS[figures[-1]]


def _latin(word: str) -> Ending:
    """How a word in Latin letters ends when Koreans read it.

    Capitals and single letters are read letter by letter. Else l, m, n and ng close, and so do k,
    p, t after one short vowel (봇, 북, 톡); other ends are read with a vowel added (디스코드).
    """
    small = word.lower()
    if len(word) == 1 or word.isupper() or not re.search("[aeiouy]", small):
        return _LETTER_NAMES.get(small[-1], Ending.OPEN)
    if small.endswith("ng"):
        return Ending.CLOSED
    if small[-1] in "mn" or (_SILENT_E.search(small) and small[-2] in "mn"):
        return Ending.CLOSED
    if small[-1] == "l" or (_SILENT_E.search(small) and small[-2] == "l"):
        return Ending.RIEUL
    if _SHORT_STOP.search(small) or _BOOK.search(small):
        return Ending.CLOSED
    return Ending.OPEN
