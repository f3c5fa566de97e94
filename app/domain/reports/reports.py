"""Reports: the answers that a person gave to a template, as they were last saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Answer: TypeAlias = "str | int | bool | list[Answer] | dict[str, Answer] | None"
"""What a field can hold: texts, whole numbers, yes or no, and lists and groups of these."""


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a case.

    `template` and `template_version` name the template that it was filled from.
    `answers` goes from the field's name to its answer. `saved_ms` is UTC milliseconds, this
    computer's clock.
    """

    id: str
    case: str
    template: str
    template_version: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    saved_ms: int = 0
