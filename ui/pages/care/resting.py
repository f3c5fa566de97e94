"""The calm page: one sentence, nothing to do, whom to call, and the way back to the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card, pair
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.helping import Contactable

FIRST = 3


class RestingPage(Page):
    """It counts as help, from which the frame knows the way back."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._bodies: tuple[Contactable, ...] = ()
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """One card."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Take your time"))
        card = Card(spacing=12)
        lead, text = Words("", "lead"), Words("", "soft")
        self.say(lead.say, lambda: tr("Everything is covered, and nothing has to be done now."))
        self.say(
            text.say,
            lambda: tr(
                "A sip of water, a look out of the window, a few slow breaths. "
                "What you did so far is kept."
            ),
        )
        back, helps, lock = Button("", SECONDARY), Button("", SECONDARY), Button("", SECONDARY)
        back.clicked.connect(self._back)
        helps.clicked.connect(lambda: self.context.go("help"))
        lock.clicked.connect(lambda: self.context.session.lock(stop_work=False))
        self.say(back.say, lambda: tr("Back to where I was"))
        self.say(helps.say, lambda: tr("Somebody to talk to"))
        self.say(lock.say, lambda: tr("Lock, and go on another day"))
        card.add(lead, text)
        card.add_row(back, helps, lock)
        self.desk.addWidget(card)
        self._numbers = Card(spacing=8)
        self._numbers.hide()
        self.desk.addWidget(self._numbers)

    def refresh(self, subject: object = None) -> None:
        """Read the first numbers once."""
        from app.usecases.reports.helping import where_to_turn

        if not self._bodies:
            self.context.without_vault(lambda _job: where_to_turn()[:FIRST], self._show, owner=self)

    def retext(self) -> None:
        """The numbers too."""
        super().retext()
        self._show(self._bodies)

    def _show(self, bodies: tuple[Contactable, ...]) -> None:
        self._bodies = bodies
        self._numbers.empty()
        self._numbers.setVisible(bool(bodies))
        language = self.context.language.texts.language
        for body in bodies:
            name = body.name.in_language(language)
            calls = " · ".join(contact.value for contact in body.contacts)
            self._numbers.add(pair(name, calls, right_role="strong"))

    def leave_case(self) -> None:
        """Nothing here belongs to a case."""

    def _back(self) -> None:
        ways = self.context.ways
        if ways.can_go_back:
            ways.back.emit()
        else:
            self.context.go("case")
