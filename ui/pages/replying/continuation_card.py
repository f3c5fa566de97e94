"""The finding beside the checks: whether a bundle's log goes on from an earlier one's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from ui.context import Context
from ui.widgets.card import Card
from ui.widgets.checks import STATES
from ui.widgets.pill import FAILED, Pill
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundles.comparing import Continuation


class ContinuationCard(Card):
    """One line with its state, and the reason below."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context

    def show_finding(self, found: Continuation | None) -> None:
        """What came of it; hidden where nothing was compared."""
        from app.usecases.bundles.comparing import NAME

        tr = self._context.tr
        self.empty()
        self.setVisible(found is not None)
        if found is None:
            return
        state = str(found.state)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(Words(tr(NAME)), 1)
        line.addWidget(Pill(state, tr(STATES[state])), 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(line)
        why = found.why_in(self._context.language.texts)
        self.add(Words(why, "care" if state == FAILED else "quiet"))
