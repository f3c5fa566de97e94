"""One screen of the first minutes: a card, one filled button, and a line on what comes next."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card, row_of
from ui.widgets.words import Words


class Step(QWidget):
    """`done` leads on, `back` to the screen before. Subclasses fill `card` in `build`."""

    done = Signal()
    back = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.context = page.context
        self.card = Card(spacing=14)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(16)
        self.inside.addWidget(self.card)
        self.build()

    def build(self) -> None:
        """Make what the screen shows; called once."""

    def title(self) -> str:
        """The screen's title, in the language in use now."""
        raise NotImplementedError

    def begin(self) -> None:
        """The screen is shown now: put the focus where the hands go first."""

    def clear(self) -> None:
        """Forget what was chosen and typed."""

    def words(self, role: str, text: Callable[[], str]) -> Words:
        """A text in the card, read anew with the language."""
        made = Words("", role)
        self.page.say(made.say, text)
        self.card.add(made)
        return made

    def go_on(self, text: Callable[[], str], *others: Button) -> Button:
        """The filled button, and others beside it."""
        button = Button("", PRIMARY)
        self.page.say(button.say, text)
        self.card.inside.addLayout(row_of(button, *others))
        return button

    def back_button(self) -> Button:
        """A quiet button to the screen before."""
        button = Button("", QUIET)
        button.clicked.connect(self.back)
        self.page.say(button.say, lambda: self.context.tr("Back"))
        return button

    def then(self, text: Callable[[], str]) -> None:
        """The line below the card: what comes next."""
        made = Words("", "quiet")
        self.page.say(made.say, text)
        self.inside.addWidget(made)
