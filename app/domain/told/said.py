"""Facts of a case, each typed once by its dictionary field and offered to every report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.reports.reports import Answer


@dataclass(frozen=True, slots=True)
class Said:
    """What the person said to one field. `said_ms` is UTC milliseconds, this computer's clock."""

    case: str
    field: str
    answer: Answer
    said_ms: int


def words_in(answer: Answer) -> Iterator[str]:
    """Every text inside an answer, in its order, without the names of groups' parts."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, list):
        for one in answer:
            yield from words_in(one)
    elif isinstance(answer, dict):
        for one in answer.values():
            yield from words_in(one)
