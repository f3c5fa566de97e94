"""A quiet card after a report left the vault: if it was handed in, it can be written down."""

from __future__ import annotations

from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words


class FilingOffer(Card):
    """Hidden until `offer` names a report. Writes nothing by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__("fact", spacing=8)
        self._context = context
        self._report = ""
        self._lead, self._about = Words("", "strong"), Words("", "soft")
        self._press = Button("", SECONDARY)
        self._press.clicked.connect(lambda *_: context.go("filing", self._report))
        self.add(self._lead, self._about)
        self.add_row(self._press)
        self.hide()
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("If you handed it over: shall it be written down?"))
        self._about.say(tr("Then the days that follow can be told. It can wait, too."))
        self._press.say(tr("Write it down"))

    def offer(self, report_id: str) -> None:
        """Show it for a report."""
        self._report = report_id
        self.show()

    def put_away(self) -> None:
        """Hide it, and let go of the report."""
        self._report = ""
        self.hide()
