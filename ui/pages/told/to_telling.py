"""The row that leads to what a person can tell: the incident log, people, payments."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from app.i18n import N_
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.words import Words

WAYS = (
    ("incidents", N_("Incident log")),
    ("people", N_("People")),
    ("payments", N_("Payments and demands")),
)


def telling_row(page: Page) -> QHBoxLayout:
    """A sentence, and three bordered buttons to its right."""
    tr = page.context.tr
    about = Words("", "soft")
    page.say(about.say, lambda: tr("What you know can be written down too, in any order."))
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(about, 1)
    for name, said in WAYS:
        button = Button("", SECONDARY)
        button.clicked.connect(partial(_go, page, name))
        page.say(button.say, partial(tr, said))
        row.addWidget(button)
    return row


def _go(page: Page, name: str, _on: bool = True) -> None:
    page.context.go(name)
