"""What an import says at its end: all that was taken, refused or not understood, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class DayOrder(StrEnum):
    """What the person said of dates like 3/4/24 in exports that do not tell by themselves.

    Where a file tells, its own order counts, whatever was said.
    """

    ASSUMED = "assumed"  # nobody was asked: read as day first, and told
    ASKED = "asked"  # not read until it is said; the file is kept
    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that did not get in.

    `path` as given, `code` stable, `why` a code of a sentence in `error_texts`.
    """

    path: str
    code: str


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something inside a taken file that could not be read; the file itself is kept whole.

    `where` is a position in the source (`messages[17].media_type`, `messages3.html#message45`,
    `line 210`); `what` a code: `unknown_type`, `bad_time`, `bad_record`, `repaired_escape`,
    `unknown_key`, `cut_off` …
    """

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """The end of one import. Counts and lists; nothing is left out of the lists.

    `items_taken` counts new items, `items_again` bytes that were there already (they get a
    sighting all the same). `import_id` names it in the custody log.
    """

    import_id: str
    items_taken: int
    items_again: int
    messages_taken: int
    sightings_made: int
    rooms_seen: int
    accounts_seen: int
    links_found: int
    bytes_taken: int
    refused: tuple[Refused, ...]
    not_understood: tuple[NotUnderstood, ...]


KEPT_OUT = frozenset({"COL-004", "COL-091", "COL-092"})
"""Codes of what minor mode kept out."""


def kept_out(report: IntakeReport) -> int:
    """How many files minor mode kept out; `refused` names each."""
    return sum(one.code in KEPT_OUT for one in report.refused)
