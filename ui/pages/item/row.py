"""One row of the lists on an item's page: what it gets, and how it usually looks.

Rows are made anew whenever the item is read or the language changes, and let go of with the page:
they keep nothing themselves. Work goes through `shown.context.with_vault(..., owner=widget)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.context import Context
from ui.widgets.buttons import END, QUIET, Button
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.items.evidence import ItemDetails


@dataclass(frozen=True)
class Shown:
    """The item on the page: its details, the page's context, and how to read it anew."""

    context: Context
    details: ItemDetails
    again: Callable[[], None]


ItemRow = Callable[[Shown], QWidget | None]
"""Gives a row, or None where it has nothing to offer for that item."""


def row(text: str, button: str, press: Callable[[], object]) -> QWidget:
    """The usual row: a sentence to the left, a quiet button to the right."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    line.addWidget(Words(text), 1)
    made = Button(button, QUIET)
    made.lean(END)
    made.clicked.connect(lambda *_: press())
    line.addWidget(made)
    return holder
