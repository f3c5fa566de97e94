"""What a new draft has that the account has not: taken one by one, or together, or later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.domain.text.textsafe import visible
from ui.context import Context
from ui.pages.item.row import row
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.narrating import Offered


class OfferedCard(Card):
    """The sentences, each with a button; hidden while there are none."""

    def __init__(self, context: Context, take: Callable[[Sequence[Offered]], None]) -> None:
        super().__init__()
        self._context, self._take = context, take
        self.offered: tuple[Offered, ...] = ()
        self.hide()

    def offer(self, offered: Sequence[Offered]) -> None:
        """Show these."""
        self.offered = tuple(offered)
        self.retext()

    def retext(self) -> None:
        """All words in the language in use now."""
        self.empty()
        tr = self._context.tr
        self.setVisible(bool(self.offered))
        if not self.offered:
            return
        self.add(Words(tr("New sentences"), "strong"))
        self.add(Words(tr("What you wrote stays as it is. Take what you like."), "soft"))
        for one in self.offered:
            self.add(row(visible(one.text), tr("Put it in"), partial(self._take, (one,))))
        everything, later = Button("", SECONDARY), Button("", QUIET)
        everything.say(tr("Put all of them in"))
        everything.clicked.connect(lambda *_: self._take(self.offered))
        later.say(tr("Later"))
        later.clicked.connect(lambda *_: self.offer(()))
        self.add_row(everything, later)
