"""The rows on the page of reports that lead to what goes with them. Only names and their texts.

A page that goes with reports (the ledger, the account of events, consent) has one line here.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import N_
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words


class Row(NamedTuple):
    """One row: the page's name in `ui.pages.all_pages`, its title, one line about it (both N_)."""

    page: str
    title: str
    line: str


ROWS: tuple[Row, ...] = (
    Row(
        "ledger",
        N_("What happens next"),
        N_("What was handed in, what usually follows, and days worth knowing."),
    ),
    Row(
        "narrative",
        N_("Account of events"),
        N_("An account in the order of time, drafted from what is kept. You change it."),
    ),
    Row("checklist", N_("What can help"), N_("What helps a report, and how one comes by it.")),
    Row(
        "consents",
        N_("Consent"),
        N_("What may be given to whom, given and taken back with one click."),
    ),
    Row(
        "directory",
        N_("Who can help"),
        N_("Bodies and platforms, their numbers and addresses, found by former names too."),
    ),
)


def to_reports(page: Page) -> Card:
    """A card with a row for each: title and line on the left, a bordered button on the right."""
    tr = page.context.tr
    card = Card(spacing=14)
    lead = Words("", "strong")
    page.say(lead.say, lambda: tr("Along the way"))
    card.add(lead)
    for row in ROWS:
        card.inside.addLayout(_laid_out(page, row))
    if not ROWS:
        card.hide()
    return card


def _laid_out(page: Page, row: Row) -> QHBoxLayout:
    title, line, button = Words("", ""), Words("", "soft"), Button("", SECONDARY)
    tr = page.context.tr
    page.say(title.say, lambda: tr(row.title))
    page.say(line.say, lambda: tr(row.line))
    page.say(button.say, lambda: tr("Open"))
    page.say(button.setAccessibleName, lambda: f"{tr(row.title)}: {tr('Open')}")
    button.clicked.connect(lambda *_: page.context.go(row.page))
    left = QVBoxLayout()
    left.setSpacing(2)
    left.addWidget(title)
    left.addWidget(line)
    laid = QHBoxLayout()
    laid.setSpacing(8)
    laid.addLayout(left, 1)
    laid.addWidget(button)
    return laid
