"""The secret of a recovery kit as thirteen words, and back.

16 bytes and the first 15 bits of SHA-256 of ``ongi/v1/recovery-words``, a zero byte and the secret
make 143 bits: thirteen numbers of 11 bits, highest first, each a word of a list of 2,048. Knows no
list; the caller brings one. See FORMAT.md, section "Recovery kit".
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from crypto.errors import BadWords
from crypto.word_list import WordList

SECRET_BYTES = 16
WORD_COUNT = 13
LIST_SIZE = 2048

_BITS = 11
_CHECK_BITS = 15
_DOMAIN = b"ongi/v1/recovery-words\0"


def to_words(secret: bytes, words: WordList) -> tuple[str, ...]:
    """Return the thirteen words of a 16-byte secret. Raises ValueError for other sizes."""
    if len(secret) != SECRET_BYTES or len(words) != LIST_SIZE:
        raise ValueError("a secret has 16 bytes, a list 2,048 words")
    whole = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    shifts = range(_BITS * (WORD_COUNT - 1), -1, -_BITS)
    return tuple(words.words[whole >> shift & LIST_SIZE - 1] for shift in shifts)


def from_words(typed: Sequence[str], words: WordList) -> bytes:
    """Return the secret that these words say.

    Raises BadWords: word_unknown with the position of the first word the list has not, words_count,
    words_check where the words are of the list but not together what was written.
    """
    numbers = find_all(typed, words)
    if len(numbers) != WORD_COUNT:
        raise BadWords(code="words_count", position=len(numbers))
    whole = 0
    for number in numbers:
        whole = whole << _BITS | number
    secret = (whole >> _CHECK_BITS).to_bytes(SECRET_BYTES, "big")
    if whole & (1 << _CHECK_BITS) - 1 != _check(secret):
        raise BadWords(code="words_check")
    return secret


def find_all(typed: Sequence[str], words: WordList) -> list[int]:
    """Return the numbers of the words. Raises BadWords word_unknown with the first position."""
    numbers = []
    for position, word in enumerate(typed, 1):
        number = words.find(word)
        if number is None:
            raise BadWords(code="word_unknown", position=position)
        numbers.append(number)
    return numbers


def _check(secret: bytes) -> int:
    digest = hashlib.sha256(_DOMAIN + secret).digest()
    return int.from_bytes(digest[:2], "big") >> 16 - _CHECK_BITS
