"""Lists of words to write secrets down with, and typed words found in them again.

Knows no list; the caller brings one. Reading is forgiving in what people change without noticing
(case, taken-apart syllables, the rest of a long word, vowels that sound alike) and never guesses.
See FORMAT.md, section "Recovery kit".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

_RUN = re.compile(r"[^\W\d_]+")
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0xAC00, 0xD7A3
_VOWELS, _ENDS = 21, 28

# Numbers within a Hangul syllable (Unicode 3.12). Vowels: ae, yae, ye like e; wae, we like oe; ui
# like i. Ends: the seven sounds that are heard at the end of a syllable.
_VOWEL_HEARD = {1: 5, 3: 5, 7: 5, 10: 11, 15: 11, 19: 20}
_END_HEARD = {
    2: 1, 3: 1, 9: 1, 24: 1, 5: 4, 6: 4, 11: 8, 12: 8, 13: 8, 15: 8, 10: 16, 14: 17, 18: 17, 26: 17,
    19: 7, 20: 7, 22: 7, 23: 7, 25: 7, 27: 7,
}  # fmt: skip


def typed_words(text: str) -> list[str]:
    """Return the runs of letters in a text, folded; numbers, dashes, commas only part them."""
    return [folded(run) for run in _RUN.findall(unicodedata.normalize("NFKC", text))]


def folded(word: str) -> str:
    """Return a word as lists are compared: NFKC, case-folded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", word).casefold())


def heard(word: str) -> str:
    """Return a word with Hangul syllables that sound alike today made the same."""
    return "".join(map(_heard_syllable, word))


class WordList:
    """A list of distinct words, told apart by their first ``beginning`` letters or syllables.

    Raises ValueError if two words begin, or sound, the same within that length.
    """

    def __init__(self, words: Sequence[str], beginning: int) -> None:
        self.words = tuple(words)
        self._beginning = beginning
        self._by_beginning = {
            heard(folded(word))[:beginning]: n for n, word in enumerate(self.words)
        }
        if len(self._by_beginning) != len(self.words):
            raise ValueError("two words of the list begin the same")

    def __len__(self) -> int:
        return len(self.words)

    def find(self, typed: str) -> int | None:
        """Return the number of a word from 0, or None.

        Taken are the word, the word as it sounds, and either cut off after its distinct beginning.
        """
        said = heard(folded(typed))
        number = self._by_beginning.get(said[: self._beginning])
        if number is None:
            return None
        whole = heard(folded(self.words[number]))
        return number if whole.startswith(said) else None

    def hits(self, typed: Iterable[str]) -> int:
        """Return how many of these words the list has."""
        return sum(self.find(word) is not None for word in typed)


def _heard_syllable(letter: str) -> str:
    place = ord(letter) - _FIRST_SYLLABLE
    if not 0 <= place <= _LAST_SYLLABLE - _FIRST_SYLLABLE:
        return letter
    begin, rest = divmod(place, _VOWELS * _ENDS)
    vowel, end = divmod(rest, _ENDS)
    vowel, end = _VOWEL_HEARD.get(vowel, vowel), _END_HEARD.get(end, end)
    return chr(_FIRST_SYLLABLE + (begin * _VOWELS + vowel) * _ENDS + end)
