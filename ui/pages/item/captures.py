"""Rows on an item's page: what was known when it was captured, one block for each capture."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence.capture_words import in_words
from ui.pages.item.row import Shown
from ui.widgets.card import fact
from ui.widgets.words import Words

MOST = 10


def captures_row(shown: Shown) -> QWidget | None:
    """The clocks, the screen and what was said of the place; None for what was not captured."""
    captures = list(shown.details.captures.values())[-MOST:]
    if not captures:
        return None
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for capture in captures:
        column.addWidget(Words(shown.context.tr("How it was captured"), "strong"))
        for name, value in in_words(capture, shown.context.language.texts):
            column.addWidget(fact(name, value))
    return holder
