"""The key to a folder that is read without being opened here: its passphrase, or a recovery kit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.i18n import N_
from ui.pages.page import Page
from ui.pages.ways_in.kit_entry import KitEntry
from ui.widgets.buttons import CHOICE, Button
from ui.widgets.card import row_of
from ui.widgets.passphrase import PassphraseField
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vault.vaults import Key

WAYS = (("passphrase", N_("Passphrase")), ("kit", N_("Recovery kit")))


class KeyGiven(QWidget):
    """A choice of two, and the fields of the chosen one. What was typed goes with `clear`."""

    def __init__(self, page: Page, label: Callable[[], str], entered: Callable[[], None]) -> None:
        super().__init__()
        tr = page.context.tr
        self.passphrase = PassphraseField()
        page.say_passphrase(self.passphrase, label)
        self.passphrase.entered.connect(entered)
        self.kit = KitEntry(page)
        self.problem = Words("", "care")
        group = QButtonGroup(self)
        self.choice: dict[str, Button] = {}
        for name, text in WAYS:
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(lambda _on, one=name: self.choose(one))
            page.say(button.say, partial(tr, text))
            group.addButton(button)
            self.choice[name] = button
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addLayout(row_of(*self.choice.values()))
        for widget in (self.passphrase, self.kit, self.problem):
            inside.addWidget(widget)
        self.choose("passphrase")

    def choose(self, name: str) -> None:
        """Show one of the two; what was typed for the other is forgotten."""
        self.choice[name].setChecked(True)
        self._by_kit = name == "kit"
        self.passphrase.setVisible(not self._by_kit)
        self.kit.setVisible(self._by_kit)
        (self.passphrase if self._by_kit else self.kit).clear()
        self.show_problem("")

    def key(self) -> Callable[[], str | Key]:
        """What gives the key; called off the window, since files of a kit are read then."""
        if not self._by_kit:
            passphrase = self.passphrase.text()
            return lambda: passphrase
        texts = self.kit.texts()

        def given() -> Key:
            from app.usecases.ways_in.recovery import read_kit_texts

            return read_kit_texts(texts())

        return given

    def show_problem(self, text: str) -> None:
        """A sentence beside the passphrase, or below the kit."""
        self.passphrase.show_problem("" if self._by_kit else text)
        self.problem.say(text if self._by_kit else "")
        self.problem.setVisible(self._by_kit and bool(text))

    def clear(self) -> None:
        """Forget what was given."""
        self.passphrase.clear()
        self.kit.clear()
        self.choose("passphrase")
