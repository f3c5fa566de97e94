"""Facts that carry their dates: what an entry of directory, law and checklist says of itself.

A fact has the date of the text it was read in, a date after which it wants another look, a letter
for how sure it is, and the sources (`resources/sources.toml`). After `review_by` it is still shown,
with a soft word beside it. Nothing here fetches anything.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from app.errors import FormatProblem
from app.paths import resources
from app.report.data.model import Strict, Words

Confidence = Literal["A", "B", "C", "M"]
"""A: the primary text was read. B: press or an official release. C: second hand. M: no source was
found, so a person should ask before relying on it."""

_MAX_BYTES = 512 * 1024
_T = TypeVar("_T")


class Dated(Strict, frozen=True, kw_only=True):
    """What a fact says of itself.

    `as_of`: year, month or day of the text that was read, as exact as it was; empty where there was
    none (confidence M only). `sources`: identifiers in `resources/sources.toml`.
    """

    as_of: str
    review_by: date
    confidence: Confidence
    sources: tuple[str, ...]

    @property
    def unsure(self) -> bool:
        """No source was found for it."""
        return self.confidence == "M"

    def stale(self, today: date) -> bool:
        """It wants another look: its date has passed, or no source was ever found."""
        return self.unsure or today > self.review_by


class Source(Strict, frozen=True, kw_only=True):
    """A text that facts were read in."""

    id: str
    title: Words


class _Sources(Strict, frozen=True, kw_only=True):
    sources: tuple[Source, ...]


@cache
def sources() -> dict[str, Source]:
    """All sources by identifier. Raises `FormatProblem` RPT-003."""
    found = read_file(resources() / "sources.toml", _Sources)
    return {one.id: one for one in found.sources}


def source_titles(fact: Dated, language: str) -> tuple[str, ...]:
    """What a fact was read in, in words, in `ko` or `en`."""
    return tuple(sources()[one].title.in_language(language) for one in fact.sources)


def read_file(path: Path, shape: type[_T]) -> _T:
    """A data file, strictly. Raises `FormatProblem` RPT-003 with the file's name."""
    return read_bytes(path.read_bytes(), path.name, shape)


def read_bytes(raw: bytes, name: str, shape: type[_T]) -> _T:
    """The bytes of a data file, strictly. Raises `FormatProblem` RPT-003."""
    if len(raw) > _MAX_BYTES:
        raise FormatProblem("RPT-003", name=name)
    try:
        table: dict[str, Any] = tomllib.loads(raw.decode("utf-8"))
        return msgspec.convert(table, shape)
    except (msgspec.ValidationError, ValueError, RecursionError) as e:
        raise FormatProblem("RPT-003", name=name) from e


def check_facts(facts: tuple[Dated, ...], ids: tuple[str, ...], name: str) -> None:
    """What types alone can't say: dates and sources are there, no identifier twice.

    Raises `FormatProblem` RPT-003.
    """
    if len(set(ids)) != len(ids) or not all(map(_whole, facts)):
        raise FormatProblem("RPT-003", name=name)


def _whole(fact: Dated) -> bool:
    """Only a fact without a source may be without a date."""
    if fact.unsure:
        return not fact.as_of or bool(fact.sources)
    return bool(fact.as_of and fact.sources) and all(one in sources() for one in fact.sources)
