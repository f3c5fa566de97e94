"""What to know about a report before it is filled in: of its recipient, and calm sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.times.times import KST
from app.report.data.templates import load_template, warnings

FIRST = "W-SAFETY-FIRST"
"""Stands before everything else, and never behind a button."""


@dataclass(frozen=True, slots=True)
class Known:
    """Sentences in one language.

    `recipient`: safety, then of this recipient. `calm`: of any such report. `checked` is the day of
    the text behind them; `stale`: that day is long past, or no source was found.
    """

    recipient: tuple[str, ...]
    calm: tuple[str, ...]
    checked: date
    stale: bool


def good_to_know(template_id: str, language: str, today: date | None = None) -> Known:
    """What a form shows beside its questions, in `ko` or `en`; today is Korea's day.

    Raises InputProblem INP-005.
    """
    template = load_template(template_id)
    said = {name: warnings()[name].text.in_language(language) for name in template.warnings}
    safety = [said.pop(FIRST)] if FIRST in said else []
    notes = [note.in_language(language) for note in template.notes]
    return Known(
        tuple(safety + notes),
        tuple(said.values()),
        template.as_of,
        template.confidence == "M" or (today or datetime.now(KST).date()) > template.review_by,
    )
