"""A recovery kit as data: what is written on its sheets, drawn from a secret.

A whole kit has one sheet, a split one a sheet a part. Pure data; writes nothing.

The English words of parts are SLIP-39's, and some are not what one wants to find on a sheet that
matters. Parts are drawn again until none has such a word. To whoever holds too few parts this tells
about five bits of the 128 (FORMAT.md, section "Recovery kit").
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.recovery.lists import WordLanguage, part_words, whole_words
from crypto.recovery import to_words
from crypto.split import split_secret

_UNKIND = frozenset(
    """
    afraid alcohol bedroom body burning chest criminal destroy disease drug evidence evil fatal
    forbid hormone invasion justice knife lips pants pistol predator pregnant prisoner racism
    scandal screw shame skin slap slavery smear snapshot strike ugly unhappy unkind vampire victim
    violence weapon webcam
    """.split()  # noqa: SIM905 - shorter to read
)
_MOST_DRAWS = 2000


@dataclass(frozen=True)
class Shape:
    """How a kit is split: any `needed` of `made` parts together are the kit."""

    needed: int
    made: int


SHAPES = {"2of3": Shape(2, 3), "3of5": Shape(3, 5)}
"""The ways to split a kit, by the words of the command line."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its number from 1, and its words."""

    number: int
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Kit:
    """A kit that opens a vault.

    `place` is its key slot; `vault_id` the first 8 hexadecimal digits of the vault's; `made_ms` UTC
    milliseconds; `log_number` and `log_head` (hexadecimal) the custody log's newest entry when the
    kit was made; `spare` the spare line (`crypto.kit_spare`). Words and spare line are never shown
    by `repr`.
    """

    place: int
    language: WordLanguage
    shape: Shape | None
    sheets: tuple[Sheet, ...]
    vault_id: str
    made_ms: int
    log_number: int
    log_head: str
    spare: bytes = field(repr=False)


def draw_sheets(secret: bytes, language: WordLanguage, shape: Shape | None) -> tuple[Sheet, ...]:
    """The sheets of a secret: thirteen words on one, or twenty words a part."""
    if shape is None:
        return (Sheet(1, to_words(secret, whole_words(language))),)
    words = part_words(language).words
    unkind = {n for n, word in enumerate(words) if word in _UNKIND}
    parts = split_secret(secret, shape.needed, shape.made)
    for _ in range(_MOST_DRAWS):
        if not any(unkind.intersection(part) for part in parts):
            break
        parts = split_secret(secret, shape.needed, shape.made)
    return tuple(
        Sheet(number, tuple(words[n] for n in part)) for number, part in enumerate(parts, 1)
    )
