"""A kit read back, from its file, from pasted text or from typed words.

Everything here may have been written by anybody: sizes are capped before anything is looked at. An
error says which word, how many, or that one of them is not as it was written. See FORMAT.md,
section "Recovery kit".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.errors import InputProblem
from app.recovery.lists import WordLanguage, part_words, whole_words
from app.recovery.spare_text import take_spare
from crypto.errors import BadParts, BadWords
from crypto.recovery import WORD_COUNT, find_all, from_words
from crypto.split import PART_WORDS, Part, join_parts, read_part
from crypto.word_list import WordList, typed_words

MOST_TEXT = 64 * 1024
MOST_SHEETS = 16

_LANGUAGES: tuple[WordLanguage, ...] = ("ko", "en")
_NUMBERED = re.compile(r"(?<![\w.-])(\d{1,2})[.)][ \t]*([^\W\d_]+)")
_LEAST_NUMBERED = 10
_BETWEEN = (WORD_COUNT + PART_WORDS) // 2


@dataclass(frozen=True)
class KitSecret:
    """What a kit says: its 16-byte secret, and its spare line where that was at hand."""

    secret: bytes = field(repr=False)
    spare: bytes | None = field(repr=False)


@dataclass(frozen=True)
class _SheetRead:
    """One sheet: the secret of a whole kit, or a part."""

    said: bytes | Part = field(repr=False)
    spare: bytes | None = field(repr=False)


def read_kit(texts: Sequence[str]) -> KitSecret:
    """Read a kit: one text for a whole one, one for each part of a split one.

    Raises InputProblem: INP-025 (`number` of the word that is not in the list), INP-026 (`count` of
    words), INP-027 (a word is not as it was written), INP-028 (no words), VLT-025 (`needed` parts
    make a kit), VLT-026 (parts of different kits), VLT-032 (a part that is not made here). The
    value `sheet` is the number of the text from 1.
    """
    if not texts or len(texts) > MOST_SHEETS:
        raise InputProblem("INP-028", sheet=1)
    sheets = [_read_sheet(text, number) for number, text in enumerate(texts, 1)]
    spare = next((sheet.spare for sheet in sheets if sheet.spare is not None), None)
    wholes = {sheet.said for sheet in sheets if isinstance(sheet.said, bytes)}
    parts = [sheet.said for sheet in sheets if isinstance(sheet.said, Part)]
    if wholes and (parts or len(wholes) > 1):
        raise InputProblem("VLT-026", sheet=1)
    if wholes:
        return KitSecret(wholes.pop(), spare)
    try:
        return KitSecret(join_parts(parts), spare)
    except BadParts as error:
        if error.code == "parts_few":
            raise InputProblem("VLT-025", needed=error.needed, sheet=1) from error
        raise InputProblem("VLT-026", sheet=1) from error


def _read_sheet(text: str, number: int) -> _SheetRead:
    if len(text) > MOST_TEXT:
        raise InputProblem("INP-028", sheet=number)
    spare, rest = take_spare(unicodedata.normalize("NFC", text))
    typed = _words_of(rest)
    if not typed:
        raise InputProblem("INP-028", sheet=number)
    is_part = len(typed) > _BETWEEN
    words = _language_of(typed, is_part=is_part)
    try:
        said = _part(typed, words) if is_part else from_words(typed, words)
    except (BadWords, BadParts) as error:
        raise _told(error, number) from error
    return _SheetRead(said, spare)


def _part(typed: Sequence[str], words: WordList) -> Part:
    numbers = find_all(typed, words)
    if len(numbers) != PART_WORDS:
        raise BadWords(code="words_count", position=len(numbers))
    return read_part(numbers)


def _words_of(text: str) -> list[str]:
    """The words by their numbers, where they have any; else all runs of letters as they stand."""
    numbered = [(int(n), word) for n, word in _NUMBERED.findall(text)]
    if len(numbered) >= _LEAST_NUMBERED and len({n for n, _ in numbered}) == len(numbered):
        return [word for _, line in sorted(numbered) for word in typed_words(line)]
    return typed_words(text)


def _language_of(typed: Sequence[str], *, is_part: bool) -> WordList:
    lists = [(part_words if is_part else whole_words)(language) for language in _LANGUAGES]
    return max(lists, key=lambda words: words.hits(typed))


def _told(error: BadWords | BadParts, number: int) -> InputProblem:
    if isinstance(error, BadWords) and error.code == "word_unknown":
        return InputProblem("INP-025", number=error.position, sheet=number)
    if isinstance(error, BadWords) and error.code == "words_count":
        return InputProblem("INP-026", count=error.position, sheet=number)
    if error.code == "part_foreign":
        return InputProblem("VLT-032", sheet=number)
    return InputProblem("INP-027", sheet=number)
