"""Which kind of answer gets which field. A new kind of the template model is a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ui.context import Context
from ui.widgets.form.base import FormField
from ui.widgets.form.choices import (
    ChoiceField,
    Choices,
    SpanField,
    StatementField,
    YesNoField,
)
from ui.widgets.form.evidence import EvidenceField, ReadMore
from ui.widgets.form.rows import ACCOUNT, MONEY, REPORT, URL, RowsField
from ui.widgets.form.texts import DateField, GroupField, HandField, LineField, LongField

if TYPE_CHECKING:
    from app.usecases.reports.reporting import Field

Maker = Callable[[Context, str, str], FormField]

_SIMPLE: dict[str, Maker] = {
    "text": LineField,
    "phone": LineField,
    "email": LineField,
    "longtext": LongField,
    "date": DateField,
    "datetime": SpanField,
    "datetime_range": SpanField,
    "person": GroupField,
    "statement": StatementField,
    "handwritten": HandField,
    "account_list": lambda context, label, help_: RowsField(context, label, help_, ACCOUNT),
    "url_list": lambda context, label, help_: RowsField(context, label, help_, URL),
    "money_list": lambda context, label, help_: RowsField(context, label, help_, MONEY),
    "report_list": lambda context, label, help_: RowsField(context, label, help_, REPORT),
}


def make_field(context: Context, field: Field, items: Choices, more_items: ReadMore) -> FormField:
    """The widget for a field, in the screen's language.

    `items` are the first collected items to choose from, `more_items` reads the next ones.
    """
    language = context.language.texts.language
    label = field.label.in_language(language)
    explanation = field.help.in_language(language) if field.help else ""
    kind = field.type.value
    if kind in ("choice", "multi"):
        named = [(choice.id, choice.label.in_language(language)) for choice in field.choices]
        return ChoiceField(context, label, explanation, named, several=kind == "multi")
    if kind == "evidence_refs":
        return EvidenceField(context, label, explanation, items, more_items)
    if kind == "bool":
        return YesNoField(context, label, explanation, with_text=field.with_text)
    if kind == "statement" and field.statement is not None:
        explanation = field.statement.in_language(language)
    return _SIMPLE[kind](context, label, explanation)
