"""Rows on an item's page: make a copy of it, write down what it says, see its original."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.evidence.copies import can_be_seen, relation_in_words
from ui.pages.item.row import Shown, row


def copy_row(shown: Shown) -> QWidget | None:
    """Make a covered copy, a part, a still."""
    item, context = shown.details.item, shown.context
    if not can_be_seen(item):
        return None
    text = context.tr("Make a covered copy, a part or a still of it. The original stays as it is.")
    if shown.details.facts.get("animated") == "yes":
        moves = context.tr("It moves; preview, comparing and copies take its first picture alone.")
        text = f"{text} {moves}"
    return row(
        text,
        context.tr("Make a copy"),
        lambda: context.go("redact", item.id),
    )


def retell_row(shown: Shown) -> QWidget | None:
    """Write down or translate what it says."""
    item, context = shown.details.item, shown.context
    return row(
        context.tr("Write down what it says, or translate it."),
        context.tr("Write down"),
        lambda: context.go("retell", item.id),
    )


def original_row(shown: Shown) -> QWidget | None:
    """What this copy was made from."""
    item, context = shown.details.item, shown.context
    parent = item.parent
    if parent is None:
        return None
    what = relation_in_words(item.relation, context.language.texts)
    return row(
        context.tr("A copy that was made here: {what}.", what=what),
        context.tr("See the original"),
        lambda: context.go("item", parent),
    )
