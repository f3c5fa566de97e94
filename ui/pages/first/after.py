"""The last two screens, with the vault made: a recovery kit or not yet, and the first evidence."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.i18n import N_
from ui.pages.first.step import Step
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words


class KitStep(Step):
    """Now or later, and what later means. `now` leads to the kit."""

    now = Signal()

    def title(self) -> str:
        """What it is about."""
        return self.context.tr("If the passphrase is forgotten")

    def build(self) -> None:
        """What a kit is, and what waiting means."""
        tr = self.context.tr
        self.words("lead", lambda: tr("The vault is made."))
        self.words(
            "soft",
            lambda: tr(
                "A recovery kit is a sheet of words that opens the vault when the passphrase is "
                "forgotten. Making it takes a minute or two, and something to write with."
            ),
        )
        self.words(
            "soft",
            lambda: tr(
                "Later means: until then nobody can open the vault if the passphrase is "
                "forgotten. The kit can be made on any day, under “Ways to open”."
            ),
        )
        self.later = Button("", SECONDARY)
        self.later.clicked.connect(self.done)
        self.page.say(self.later.say, lambda: tr("Later"))
        self.make = self.go_on(lambda: tr("Make it now"), self.later)
        self.make.clicked.connect(self.now)
        self.then(
            lambda: tr("Next: the first evidence. A case without a name has begun by itself.")
        )

    def begin(self) -> None:
        """Both are fine; the one that takes no time comes first under the hands."""
        self.later.setFocus()


WAYS = (
    (
        "five_minutes",
        N_("The room is about to vanish"),
        N_("Link and screen first, in five minutes."),
        N_("Begin"),
    ),
    (
        "evidence",
        N_("Put in what is there"),
        N_("Screenshots, exported chats, files. In any order."),
        N_("Collect"),
    ),
    (
        "case",
        N_("That is enough for today"),
        N_("All is kept. Opening the vault leads on from here."),
        N_("Later"),
    ),
)
"""Page, what it is for, what happens there, the word of the button."""


class EvidenceStep(Step):
    """Three ways on, each with a sentence; `chosen` carries the page."""

    chosen = Signal(str)

    def title(self) -> str:
        """What is asked."""
        return self.context.tr("What comes first")

    def build(self) -> None:
        """A card a way; the middle one is what most begin with."""
        tr = self.context.tr
        self.card.hide()
        self.buttons: dict[str, Button] = {}
        for page, lead, what, word in WAYS:
            card = Card(spacing=6)
            first, second = Words("", "strong"), Words("", "soft")
            self.page.say(first.say, partial(tr, lead))
            self.page.say(second.say, partial(tr, what))
            button = Button("", PRIMARY if page == "evidence" else SECONDARY)
            button.clicked.connect(partial(self._choose, page))
            self.page.say(button.say, partial(tr, word))
            self.page.say(button.setAccessibleDescription, partial(tr, lead))
            left, row = QVBoxLayout(), QHBoxLayout()
            left.setSpacing(4)
            left.addWidget(first)
            left.addWidget(second)
            row.setSpacing(16)
            row.addLayout(left, 1)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            card.inside.addLayout(row)
            self.inside.addWidget(card)
            self.buttons[page] = button
        self.then(
            lambda: tr("The case can get a name later, or never. Any of this can be done again.")
        )

    def begin(self) -> None:
        """Where most go on."""
        self.buttons["evidence"].setFocus()

    def _choose(self, page: str, _on: bool = True) -> None:
        self.chosen.emit(page)
