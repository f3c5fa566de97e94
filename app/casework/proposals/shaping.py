"""Makes a proposal fit the question that it is for, or lets it fall.

Evidence text may be longer than a question takes, hold a resident registration number, or be no
text at all; a proposal never makes a report refuse its own answers.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.reports.proposals import Proposed
from app.domain.reports.reports import Answer
from app.domain.text.rrn import find_rrn, mask_rrn
from app.report.data.model import Field, FieldType
from app.report.data.shapes import Misfit, shaped, texts_of

_TEXTS = frozenset({FieldType.TEXT, FieldType.LONGTEXT})


def fitted(proposed: Proposed, field: Field) -> Proposed | None:
    """The proposal in the shape of the field; None where it has none that says something."""
    answer = _masked(proposed.answer)
    if field.type in _TEXTS and not isinstance(answer, str):
        answer = in_lines(answer)
    try:
        kept = shaped(field, answer)
    except Misfit:
        return None
    if kept is None or any(find_rrn(text) for text in texts_of(kept)):
        return None
    return replace(proposed, answer=kept)


def in_lines(answer: Answer) -> str:
    """A list or table as text: a line each, its parts beside each other."""
    if isinstance(answer, list):
        return "\n".join(line for line in map(in_lines, answer) if line)
    if isinstance(answer, dict):
        return " · ".join(part for part in map(in_lines, answer.values()) if part)
    return "" if answer is None or isinstance(answer, bool) else str(answer)


def _masked(answer: Answer) -> Answer:
    if isinstance(answer, str):
        return mask_rrn(answer).encode("utf-8", "replace").decode("utf-8")
    if isinstance(answer, list):
        return [_masked(one) for one in answer]
    if isinstance(answer, dict):
        return {
            key: mask_rrn(one, in_address=True) if key == "url" and isinstance(one, str)
            else _masked(one)
            for key, one in answer.items()
        }  # fmt: skip
    return answer


def joined(first: Answer, second: Answer) -> Answer:
    """Two answers to one question: lists without what stands in both, else the first."""
    if isinstance(first, list) and isinstance(second, list):
        return first + [one for one in second if one not in first]
    return first
