"""The card that leads to what a person can tell: the incident log, people, payments."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import N_
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

WAYS = (
    ("incidents", N_("Incident log")),
    ("people", N_("People")),
    ("payments", N_("Payments and demands")),
)


def to_telling(page: Page) -> Card:
    """A sentence, and three bordered buttons to its right."""
    tr = page.context.tr
    card = Card(spacing=6)
    lead, about = Words("", "strong"), Words("", "soft")
    page.say(lead.say, lambda: tr("What you know"))
    page.say(
        about.say,
        lambda: tr("What happened, who it was, what was asked for. In any order, or later."),
    )
    left = QVBoxLayout()
    left.setSpacing(6)
    left.addWidget(lead)
    left.addWidget(about)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(left, 1)
    for name, said in WAYS:
        row.addWidget(_button(page, name, said))
    card.inside.addLayout(row)
    return card


def _button(page: Page, name: str, said: str) -> Button:
    button = Button("", SECONDARY)
    button.clicked.connect(lambda *_: page.context.go(name))
    page.say(button.say, lambda: page.context.tr(said))
    return button
