"""The calm question which comes first in dates like 3/4/24, after an import that could not tell."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.evidence.intake import DayOrder
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words


class DayQuestion(Card):
    """Two answers and "later"; `answered` carries the order, or nothing but closes on later."""

    answered = Signal(DayOrder)
    later = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__("care", spacing=8)
        self._context = context
        self._lead, self._why = Words("", "strong"), Words("", "soft")
        self._day, self._month = Button("", SECONDARY), Button("", SECONDARY)
        self._later = Button("", QUIET)
        self._day.clicked.connect(lambda: self.answered.emit(DayOrder.DAY_FIRST))
        self._month.clicked.connect(lambda: self.answered.emit(DayOrder.MONTH_FIRST))
        self._later.clicked.connect(self.later)
        self.add(self._lead, self._why)
        self.add_row(self._day, self._month, self._later)
        self.hide()
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("In a date like 3/4/24, which comes first in this chat?"))
        self._why.say(
            tr(
                "The chat itself does not tell. It is kept, and is read as soon as you know; "
                "a look at the phone it came from may help."
            )
        )
        self._day.say(tr("The day: 3 April"))
        self._month.say(tr("The month: 4 March"))
        self._later.say(tr("Later"))
