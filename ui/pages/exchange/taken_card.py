"""What came of taking a case in, in a few lines, and where to go from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.case.exchanging import TakenIn

NAME = 80
MOST_NAMES = 20


class TakenCard(Card):
    """Shows one `TakenIn`."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._taken: TakenIn | None = None

    def show_taken(self, taken: TakenIn) -> None:
        """Its lines and doors."""
        self._taken = taken
        self.retext()

    def clear(self) -> None:
        """Let go of it."""
        self._taken = None
        self.empty()

    def retext(self) -> None:
        """The same in the language in use now."""
        taken, tr = self._taken, self._context.tr
        self.empty()
        if taken is None:
            return
        head = tr("The case is here.") if taken.is_new else tr("Both sides are joined.")
        self.add(Words(head, "lead"))
        for line in self._lines(taken):
            self.add(Words(line))
        for name in taken.refused[:MOST_NAMES]:
            self.add(Words(tr("Kept out in minor mode: {name}", name=one_line(name, NAME)), "soft"))
        case = Button(tr("Go to the case"), PRIMARY)
        case.clicked.connect(lambda *_: self._context.go("case"))
        buttons = [case]
        if taken.conflicts:
            choose = Button(tr("What both sides changed"), SECONDARY)
            choose.clicked.connect(lambda *_: self._context.go("conflicts"))
            buttons.append(choose)
        self.add_row(*buttons)

    def _lines(self, taken: TakenIn) -> list[str]:
        tr = self._context.tr
        lines = []
        if taken.items:
            lines.append(tr("New items: {count}", count=taken.items))
        if taken.messages:
            lines.append(tr("New messages: {count}", count=taken.messages))
        if taken.added + taken.changed + taken.removed:
            lines.append(tr("What was written on the other side stands here too."))
        if taken.minor_turned_on:
            lines.append(tr("Minor mode is on now, as it is on the other side."))
        if taken.left_out:
            lines.append(tr("Some records name what did not come along, and were left out."))
        if taken.conflicts:
            lines.append(
                tr("Some things were changed by both of you. Yours stand until you choose.")
            )
        return lines
