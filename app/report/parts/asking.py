"""Boxes of a form: all choices with what was chosen ticked, and statements to confirm.

What was not answered stays as empty boxes, to be ticked by hand.
"""

from __future__ import annotations

from app.i18n import Texts
from app.report.data.model import Field, FieldType
from app.report.data.shapes import Json
from app.report.select import Selection
from app.report.tree import Box, FieldRow

_ASKS = ("request.", "care.")


def is_asked(field: Field) -> bool:
    """Whether a field says what the person asks for, rather than what happened."""
    return field.id.startswith(_ASKS) and field.type in (FieldType.MULTI, FieldType.BOOL)


def has_boxes(field: Field) -> bool:
    """Whether a field is printed as boxes."""
    return field.boxes or is_asked(field) or field.type is FieldType.STATEMENT


def box_row(field: Field, selection: Selection, texts: Texts) -> FieldRow:
    """The field as boxes; the lines say the same for documents that draw none."""
    answer = selection.answers.get(field.id)
    label = field.label.in_language(selection.language)
    boxes = _boxes(field, answer, selection.language, texts)
    lines = tuple(_line(box) for box in boxes)
    return FieldRow(field.id, label, lines, boxes=boxes)


def _boxes(field: Field, answer: Json | None, language: str, texts: Texts) -> tuple[Box, ...]:
    if field.type is FieldType.STATEMENT:
        text = field.statement.in_language(language) if field.statement else ""
        return (Box(text, answer is True),)
    if field.type is FieldType.BOOL:
        said = answer.get("answer") if isinstance(answer, dict) else answer
        note = str(answer.get("text", "")) if isinstance(answer, dict) else ""
        return (
            Box(texts.tr("Yes"), said is True, note if said is not False else ""),
            Box(texts.tr("No"), said is False, note if said is False else ""),
        )
    chosen = answer if isinstance(answer, list) else [answer]
    return tuple(
        Box(choice.label.in_language(language), choice.id in chosen) for choice in field.choices
    )


def _line(box: Box) -> str:
    mark = "[V]" if box.ticked else "[ ]"
    return f"{mark} {box.text}" + (f" ({box.note})" if box.note else "")
