"""On the page of a case: the next days worth knowing, and the way to all. Nothing else reminds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from ui.context import Context
from ui.pages.ledger.saying import date_head
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.follow_up.deadlines import NextDate

MOST = 2


class SoonCard(Card):
    """Hidden where no date is to come."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._lead, self._days = Words("", "strong"), Words("", "soft")
        self._press = Button("", SECONDARY)
        self._press.clicked.connect(lambda *_: context.go("ledger"))
        left, row = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._lead)
        left.addWidget(self._days)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self._press, 0, Qt.AlignmentFlag.AlignVCenter)
        self.inside.addLayout(row)
        self._say()
        self.hide()

    def refresh(self) -> None:
        """Read the dates of the case."""
        from app.usecases.follow_up.deadlines import next_dates

        case, language = self._context.session.case, self._context.language.texts.language
        if case is not None:
            self._context.with_vault(
                lambda vault, _job: next_dates(vault, case.id, language), self._show, owner=self
            )

    def retext(self) -> None:
        """Words in the language in use now; dates have words of their own and are read anew."""
        self._say()
        if self._context.session.is_open and self.isVisible():
            self.refresh()

    def clear(self) -> None:
        """Let go of the dates."""
        self._show(())

    def _say(self) -> None:
        tr = self._context.tr
        self._lead.say(tr("Days worth knowing"))
        self._press.say(tr("What happens next"))

    def _show(self, dates: tuple[NextDate, ...]) -> None:
        soon = [one for one in dates if not one.passed][:MOST]
        self._days.say("\n".join(date_head(one, self._context) for one in soon))
        self.setVisible(bool(soon))
