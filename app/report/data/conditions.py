"""Whether a question is asked at all, by the answers to others. Nothing here reads files."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.reports import Answer
from app.report.data.model import Condition


def holds(condition: Condition, answers: Mapping[str, Answer]) -> bool:
    """Whether the other question was answered in one of the ways that the condition names."""
    given = _given(answers.get(condition.field))
    return bool(given & set(condition.any)) or (condition.empty and not given)


def _given(answer: Answer) -> set[str]:
    if isinstance(answer, dict):
        answer = answer.get("answer")
    if isinstance(answer, bool):
        return {"yes" if answer else "no"}
    if isinstance(answer, list):
        return {str(one) for one in answer}
    return set() if answer is None or answer == "" else {str(answer)}
