"""What comes of looking at a file: a small picture of it, facts that stand inside it, or why not.

Facts are texts as found. A worker's word is hostile: every fact is checked and cut here before it
is used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

from app.domain.evidence.likeness import MOST_HASHES, PictureHash, well_formed
from app.domain.evidence.pages import PageRead
from app.domain.text.textsafe import LINES, visible

PREVIEW_EDGE = 512
"""Longest edge of a preview, in pixels."""
PREVIEW_LIMIT = 512 * 1024
FACTS_LIMIT = 64
VALUE_LIMIT = 4000
WORDS_LIMIT = 100_000
"""Most characters that are kept of the words in one picture."""
_KEY = re.compile(r"[a-z0-9_]{1,40}(?:\.[a-z0-9_]{1,40})?")


class Problem(StrEnum):
    """Why there is no preview, or not all facts."""

    NONE = ""
    DECODE_FAILED = "decode_failed"
    TOO_LARGE = "too_large"
    TIMED_OUT = "timed_out"
    WORKER_LOST = "worker_lost"


@dataclass(frozen=True, slots=True)
class Inspection:
    """The outcome for one file.

    `preview_jpeg`: a JPEG of at most `PREVIEW_EDGE` pixels, upright, without metadata; None where
    there is nothing to see or it failed. `facts`: flat texts (`width`, `exif.date_time_original`
    …), safe to show, possibly there although `problem` says that the rest failed. Times in them are
    texts as found. `page` is the inside of a page or mail, as the worker tells it, `answer` what
    it answers to a task, `hashes` what compares a picture with others.
    """

    preview_jpeg: bytes | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    problem: Problem = Problem.NONE
    page: PageRead | None = None
    answer: bytes = b""
    hashes: tuple[PictureHash, ...] = ()


def clean_facts(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts that have a well-formed key, visible and cut to their caps."""
    well_formed = (
        (key, text) for key, text in facts.items() if _KEY.fullmatch(key) and text.strip()
    )
    return {
        key: visible(text, VALUE_LIMIT, keep=LINES)
        for (key, text), _ in zip(well_formed, range(FACTS_LIMIT), strict=False)
    }


def told_hashes(body: bytes) -> tuple[PictureHash, ...]:
    """The hashes in what a worker told. Raises msgspec.DecodeError for what can't be any."""
    found = msgspec.json.decode(body, type=list[PictureHash])
    methods = {one.method for one in found}
    if len(found) > MOST_HASHES or len(methods) < len(found) or not all(map(well_formed, found)):
        raise msgspec.ValidationError("malformed hashes")
    return tuple(found)
