"""How many guesses a passphrase stands, estimated low: words, patterns, keys beside each other.

Whoever guesses tries the likely ones first, so a text is cut into the pieces that are the cheapest
to guess: known words (also typed in Korean with the keyboard left in English, also with digits for
letters), repeats, rows, walks along the keyboard, dates; and only the rest letter by letter. The
result is a lower bound as far as these lists go, and no promise. Must not keep what it was given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from math import log2

LONGEST = 64
"""What comes after so many letters is not looked at: the estimate stays low, and quick."""
JOIN_BITS = 0.5
_LETTER_BITS = ((str.isdecimal, 3.3), (str.isspace, 0.2))
_HANGUL_BITS, _LATIN_BITS, _OTHER_BITS = 4.5, 3.3, 5.0
"""Of letters that no list knows, as they follow each other in words and names: far from random."""
_ROWS = (
    "`1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "1q2w3e4r5t6y7u8i9o0p",
    "qazwsxedcrfvtgbyhnujmikolp", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ", "ㅁㄴㅇㄹㅎㅗㅓㅏㅣ", "ㅋㅌㅊㅍㅠㅜㅡ",
    "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
)  # fmt: skip
_FIRST = (
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
)  # fmt: skip
_MIDDLE = (
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk",
    "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l",
)  # fmt: skip
_LAST = (
    "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft",
    "fx", "fv", "fg", "a", "q", "qt", "t", "T", "d", "w", "c", "z", "x", "v", "g",
)  # fmt: skip
_LOOKS_LIKE = str.maketrans("013457@$!", "oieastasi")
_SHORTEST_ROW = 3


def korean_keys(text: str) -> str:
    """The keys that are pressed for a Korean text on the usual Korean layout."""
    return "".join(_keys(letter) for letter in unicodedata.normalize("NFC", text))


def _keys(letter: str) -> str:
    place = ord(letter) - 0xAC00
    if not 0 <= place < 11172:
        return letter
    last = place % 28
    return _FIRST[place // 588] + _MIDDLE[place % 588 // 28] + (_LAST[last - 1] if last else "")


def known_words(lists: Mapping[str, float]) -> dict[str, float]:
    """Words and their bits, with the Korean ones also as the keys that type them."""
    known: dict[str, float] = {}
    for word, bits in lists.items():
        for one, more in ((word.lower(), 0.0), (korean_keys(word).lower(), 1.0)):
            known[one] = min(known.get(one, bits + more), bits + more)
    return known


def least_bits(text: str, known: Mapping[str, float]) -> float:
    """The bits of the cheapest way to guess a text; 0 for an empty one."""
    whole = unicodedata.normalize("NFC", text)[:LONGEST]
    capitals = sum(1.0 for letter in whole if letter != letter.lower())
    return _least(whole.lower(), known, {}) + min(capitals, 3.0)


def _least(text: str, known: Mapping[str, float], done: dict[str, float]) -> float:
    if text in done:
        return done[text]
    best = [0.0] + [float("inf")] * len(text)
    for begin in range(len(text)):
        here = best[begin] + (JOIN_BITS if begin else 0.0)
        for length, bits in _pieces(text[begin:], known, done):
            best[begin + length] = min(best[begin + length], here + bits)
    done[text] = best[-1]
    return best[-1]


def _pieces(
    rest: str, known: Mapping[str, float], done: dict[str, float]
) -> list[tuple[int, float]]:
    """Every piece that a text can begin with, as its length and its bits."""
    found = [(1, _letter(rest[0]) - JOIN_BITS)]  # letters after each other are not joined anew
    plain = rest.translate(_LOOKS_LIKE)
    for length in range(2, min(len(rest), 24) + 1):
        if (bits := known.get(rest[:length])) is not None:
            found.append((length, bits))
        elif (bits := known.get(plain[:length])) is not None:
            found.append((length, bits + 1))
    found += _rows(rest)
    found += _dates(rest)
    return found + _repeats(rest, known, done)


def _letter(letter: str) -> float:
    for is_one, bits in _LETTER_BITS:
        if is_one(letter):
            return bits + JOIN_BITS
    if "가" <= letter <= "힣":
        return _HANGUL_BITS + JOIN_BITS
    return (_LATIN_BITS if letter.isalpha() else _OTHER_BITS) + JOIN_BITS


def _rows(rest: str) -> list[tuple[int, float]]:
    """Walks along a row of keys, and counting up or down."""
    found = []
    for row in _ROWS:
        for one in (row, row[::-1]):
            length = 0
            while length < len(rest) and rest[: length + 1] in one:
                length += 1
            found.append(length)
    for step in (1, -1):
        length = 1
        while length < len(rest) and ord(rest[length]) - ord(rest[length - 1]) == step:
            length += 1
        found.append(length)
    longest = max(found)
    if longest < _SHORTEST_ROW:
        return []
    return [(one, 5 + log2(one)) for one in range(_SHORTEST_ROW, longest + 1)]


def _dates(rest: str) -> list[tuple[int, float]]:
    """Years, days and telephone numbers: what somebody who knows a person tries early."""
    found = []
    if rest[:8].isdecimal() and len(rest) >= 8 and rest[:2] in ("19", "20") and _day(rest[4:8]):
        found.append((8, 14.0))
    if rest[:6].isdecimal() and len(rest) >= 6 and _day(rest[2:6]):
        found.append((6, 13.0))
    if len(rest) >= 4 and rest[:4].isdecimal():
        if _day(rest[:4]):
            found.append((4, 7.5))
        if rest[:2] in ("19", "20"):
            found.append((4, 6.5))
    if rest.startswith("010") and len(rest) >= 11 and rest[:11].isdecimal():
        found.append((11, 20.0))
    return found


def _day(digits: str) -> bool:
    return 1 <= int(digits[:2]) <= 12 and 1 <= int(digits[2:]) <= 31


def _repeats(
    rest: str, known: Mapping[str, float], done: dict[str, float]
) -> list[tuple[int, float]]:
    """The same once more, at once: `aaaa`, `말해말해`."""
    found = []
    for size in range(1, len(rest) // 2 + 1):
        times = 1
        while rest.startswith(rest[:size], times * size):
            times += 1
            bits = _least(rest[:size], known, done) + log2(times)
            found.append((times * size, bits))
    return found
