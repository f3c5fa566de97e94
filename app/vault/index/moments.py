"""A `Moment` as five columns, and back. None is five NULLs."""

from __future__ import annotations

from typing import TypeAlias

from app.domain.times.times import Certainty, Moment, TimeSource

Columns: TypeAlias = "tuple[int | None, str | None, str | None, str | None, int | None]"

_NONE: Columns = (None, None, None, None, None)


def columns(name: str) -> str:
    """The five column names of a time, for a SELECT or INSERT."""
    return f"{name}_ms, {name}_source, {name}_certainty, {name}_original, {name}_offset"


def to_columns(moment: Moment | None) -> Columns:
    """What to bind for a time."""
    if moment is None:
        return _NONE
    return (
        moment.at_ms,
        moment.source,
        moment.certainty,
        moment.original,
        moment.offset_minutes,
    )


def from_columns(
    at_ms: int | None,
    source: str | None,
    certainty: str | None,
    original: str | None,
    offset: int | None,
) -> Moment | None:
    """The time that five columns hold."""
    if source is None or certainty is None:
        return None
    return Moment(at_ms, TimeSource(source), Certainty(certainty), original or "", offset)
