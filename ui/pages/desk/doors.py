"""The doors from a case's sheet: protection, consent, facts in words, handing the case on."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.words import Words


class Door(NamedTuple):
    """A page, what it is shown for, and words; `desk`: in counsellor mode only."""

    page: str
    text: str
    about: str
    subject: str | None = None
    desk: bool = False


DOORS = (
    Door("facts", N_("Facts without pictures"), N_("Dates, links and accounts in words alone.")),
    Door("minor", N_("Someone under 19"), N_("Keep pictures, video and sound out of this case.")),
    Door("consents", N_("Write down consent"), N_("What may go to whom, and what was taken back.")),
    Door(
        "form",
        N_("Make the consent sheet"),
        N_("To print and sign: every box for itself."),
        "kr.consent",
        desk=True,
    ),
    Door("case_out", N_("Hand the case on"), N_("As one encrypted file, to another vault.")),
    Door("conflicts", N_("What both sides changed"), N_("Choose which of two stays.")),
)


class DoorsCard(Card):
    """A button each with its sentence; one whose page is not there is left out."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=14)
        from ui.pages.all_pages import PAGES

        self._lead = Words("", "lead")
        self.add(self._lead)
        self._context = context
        self._made: list[tuple[Door, Button, Words, Card]] = []
        for door in DOORS:
            if door.page in PAGES:
                self._add(door)
        self.retext()

    def _add(self, door: Door) -> None:
        button, about = Button("", SECONDARY), Words("", "soft")
        button.clicked.connect(partial(self._go, door))
        holder = Card("plain")
        holder.inside.setContentsMargins(0, 0, 0, 0)
        beside = Columns(2, 3, gap=16)
        beside.columns[0].addWidget(button)
        beside.columns[1].addWidget(about)
        holder.inside.addLayout(beside)
        self.add(holder)
        self._made.append((door, button, about, holder))

    def show_doors(self, *, counselling: bool) -> None:
        """Show those that are of use here."""
        for door, _button, _about, holder in self._made:
            holder.setVisible(counselling or not door.desk)

    def retext(self) -> None:
        """All words, in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("What belongs to this case"))
        for door, button, about, _holder in self._made:
            button.say(tr(door.text))
            about.say(tr(door.about))

    def _go(self, door: Door, *_: object) -> None:
        self._context.go(door.page, door.subject)
