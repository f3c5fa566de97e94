"""What became of one link, step by step: each with its time in Korea and UTC and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.domain.follow_up.ledger_words import LINK_STATES, LINK_STATES_EXPLAINED
from app.domain.text.textsafe import one_line, visible
from ui.context import Context
from ui.pages.item.row import row
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import full_moment

if TYPE_CHECKING:
    from app.domain.follow_up.fates import LinkStep
    from app.usecases.follow_up.fates import FateRow

LONGEST = 300
MOST_STEPS = 6


class FateCard(Card):
    """Shows the history of a link; `take_back` gets the identifiers of steps to take out."""

    def __init__(self, context: Context, take_back: Callable[[Sequence[str]], object]) -> None:
        super().__init__("fact", spacing=6)
        self._context, self._take_back = context, take_back
        self._row: FateRow | None = None
        self.hide()

    @property
    def link_id(self) -> str:
        """The link that is shown, or nothing."""
        return "" if self._row is None else self._row.link.id

    def retext(self) -> None:
        """Draw anew in the language in use now."""
        self.show_row(self._row)

    def show_row(self, shown: FateRow | None) -> None:
        """Show a link's history, or nothing."""
        self._row = shown
        self.empty()
        self.setVisible(shown is not None)
        if shown is None:
            return
        tr = self._context.tr
        self.add(Words(visible(shown.link.normal, LONGEST), "strong").selectable())
        explained = LINK_STATES_EXPLAINED.get(shown.state)
        if explained is not None:
            self.add(Words(tr(explained), "soft"))
        if not shown.steps:
            self.add(Words(tr("Nothing was written down for it yet."), "soft"))
        for step in shown.steps[-MOST_STEPS:]:
            press = partial(self._take_back, (step.id,))
            self.add(row(self._said(step), tr("Take it back"), press))

    def _said(self, step: LinkStep) -> str:
        said = [self._context.tr(LINK_STATES[step.state]), full_moment(step.at, self._context)]
        return " · ".join([*said, *([one_line(step.note, LONGEST)] if step.note else [])])
