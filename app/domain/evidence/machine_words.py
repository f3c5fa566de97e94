"""Words that a program read in a picture: a help for search, which misreads, and never evidence."""

from __future__ import annotations

from dataclasses import dataclass

from app.i18n import N_

READ_BY_A_PROGRAM = N_("Read by a program; may be wrong.")
"""Stands beside such words wherever they are shown."""
ENGINE = "tesseract-5 kor+eng best_int"
"""What reads: its version, languages and data."""


@dataclass(frozen=True, slots=True)
class MachineWords:
    """What came of reading one picture.

    `text` may be empty: nothing was found. `problem` is one of the words of
    `app.collect.media.Problem`, empty where the reading came to its end. `read_ms` UTC
    milliseconds.
    """

    item: str
    engine: str
    text: str
    problem: str
    read_ms: int


@dataclass(frozen=True, slots=True)
class WordsRead:
    """The end of reading the pictures of a case.

    `read` pictures were read now, `with_words` of them have any, `not_read` could not be read (the
    identifiers of the items); `left_out` are kept from being read by minor mode.
    """

    read: int
    with_words: int
    not_read: tuple[str, ...]
    left_out: int
