"""What is known already for the question on the screen, where it comes from, a button to take it.

Quiet by design: nothing is put over what stands there, and leaving it is as easy as taking it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.reports.proposals import Origin, Proposed
from app.domain.text.textsafe import visible
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.interviewing import Step

MOST = 6
Take = Callable[[Proposed], object]


class KnownCard(Card):
    """A tinted card below the question; hidden where nothing is known."""

    def __init__(self, context: Context, take: Take) -> None:
        super().__init__("fact", spacing=10)
        self._context, self._take = context, take
        self.hide()

    def show_step(self, step: Step) -> None:
        """The proposals of a step: those that stand in the answer, then those that are offered."""
        from app.usecases.reports.interviewing import preview

        self.empty()
        tr, language = self._context.tr, self._context.language.texts.language
        if step.here:
            came = " · ".join(dict.fromkeys(one.said for one in step.here))
            self.add(Words(tr("Put in already. {origin}", origin=came), "quiet"))
        for one in step.offered[:MOST]:
            if step.field is not None:
                self.inside.addLayout(self._row(preview(step.field, one.answer, language), one))
        self.setVisible(bool(step.here or step.offered))

    def _row(self, shown: str, proposed: Proposed) -> QHBoxLayout:
        tr, what = self._context.tr, visible(shown)
        is_guess = proposed.origin is Origin.HARM
        text = Words(
            tr("May fit: {what}", what=what) if is_guess else tr("In the vault: {what}", what=what)
        )
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(text)
        left.addWidget(Words(proposed.said, "quiet"))
        take = Button("", SECONDARY)
        take.say(tr("Put it in"))
        take.setAccessibleName(f"{tr('Put it in')}: {shown}")
        take.clicked.connect(partial(self._pressed, proposed))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(take)
        return row

    def _pressed(self, proposed: Proposed, *_: object) -> None:
        self._take(proposed)
