"""What can help a report: what is there already, and how one comes by the rest; nothing is asked.

The order is that of the five minutes first; each point leads to the place where it goes in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card, row_of
from ui.widgets.pill import PASSED, Pill
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.checklist import Helping, HelpingPoints

ITEMS = {"parts": "evidence"}
"""A part is said on the page of an item, which is chosen first."""


class ChecklistPage(Page):
    """The principle, the first few points, the others, what better stays undone."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._found: HelpingPoints | None = None
        self._opened: set[str] = set()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The cards come with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What can help"))
        self.head_button(
            lambda: tr("Back to the reports"), lambda: self.context.go("reports"), filled=False
        )
        self._principle, self._lead = Card("good"), Words("", "lead")
        self._principle.add(self._lead)
        self._first, self._others, self._undone = Card(), Card(), Card("fact")
        self._dated = Words("", "quiet")
        for widget in (self._principle, self._first, self._others, self._undone, self._dated):
            self.desk.addWidget(widget)
            widget.hide()

    def refresh(self, subject: object = None) -> None:
        """Look at what is there."""
        from app.usecases.reports.checklist import helping_points

        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: helping_points(vault, case.id), self._show, owner=self
            )

    def retext(self) -> None:
        """The points too."""
        super().retext()
        if self._found is not None:
            self._show(self._found)

    def clear(self) -> None:
        """What was found in a case tells of it."""
        self._found = None
        self._opened.clear()
        for card in (self._first, self._others, self._undone):
            card.empty()
            card.hide()
        self._principle.hide()
        self._dated.hide()

    def _show(self, found: HelpingPoints) -> None:
        self._found = found
        tr, language = self.context.tr, self.context.language.texts.language
        self._lead.say(found.principle.in_language(language))
        groups = (
            (self._first, tr("First, in five minutes"), [one for one in found.points if one.first]),
            (
                self._others,
                tr("Whenever it suits you"),
                [one for one in found.points if not one.first],
            ),
        )
        for card, title, points in groups:
            card.empty()
            card.add(Words(title, "strong"))
            for point in points:
                self._add(card, point, language)
        self._undone.empty()
        self._undone.add(Words(tr("Better left undone"), "strong"))
        for never in found.nevers:
            self._undone.add(Words(never.text.in_language(language), "soft"))
        self._dated.say(tr("As of {date}", date=found.as_of))
        for widget in (self._principle, self._first, self._others, self._undone, self._dated):
            widget.show()

    def _add(self, card: Card, point: Helping, language: str) -> None:
        """Title with its state, why, and how on request."""
        tr = self.context.tr
        title = point.title.in_language(language)
        head = row_of(Words(title, "text", wrap=False))
        if point.there:
            head.addWidget(Pill(PASSED, tr("In the vault")))
        how = Button("", QUIET)
        how.say(tr("How"))
        how.setAccessibleName(f"{title}: {tr('How')}")
        how.setCheckable(True)
        head.addWidget(how)
        steps = self._steps(point, title, language)
        steps.setVisible(point.id in self._opened)
        how.setChecked(point.id in self._opened)
        how.toggled.connect(lambda on: self._open(point.id, steps, on))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Words(point.why.in_language(language), "soft"))
        column.addWidget(steps)
        card.add(holder)

    def _steps(self, point: Helping, title: str, language: str) -> Card:
        """How one comes by it, and a way to where it goes in."""
        tr = self.context.tr
        steps = Card("plain", spacing=6)
        steps.inside.setContentsMargins(16, 8, 0, 4)
        for step in point.how:
            steps.add(Words(f"· {step.in_language(language)}", "soft"))
        if point.leads_to:
            go, page = Button("", QUIET), ITEMS.get(point.leads_to, point.leads_to)
            go.say(tr("It goes in here"))
            go.setAccessibleName(f"{title}: {tr('It goes in here')}")
            go.clicked.connect(lambda *_: self.context.go(page))
            steps.add_row(go)
        return steps

    def _open(self, point: str, steps: Card, on: bool) -> None:
        steps.setVisible(on)
        (self._opened.add if on else self._opened.discard)(point)
