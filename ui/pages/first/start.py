"""The first screen: what this is, in which language, and whether the computer is a safe one.

The question about the computer changes nothing but what is said about it. Facts: domain 8.2
(W-DEVICE), peers 4.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QWidget

from app.i18n import N_
from ui.pages.first.step import Step
from ui.widgets.buttons import CHOICE, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vault.first_minutes import Device

LANGUAGES = (("ko", "한국어"), ("en", "English"))
ANSWERS = (
    ("alone", N_("Only I use it")),
    ("shared", N_("It is shared, or somebody may look")),
    ("unsure", N_("I am not sure")),
)
ADVICE = (
    N_(
        "A safer way is another computer, for instance a counsellor's, or a USB stick that you "
        "carry with you. A call to the places under “Find help” can come first, too."
    ),
    N_(
        "What stays here: this program, and the folder of the vault. Nobody can read what is in "
        "it without the passphrase, but that it is there, and how large, can be seen. Downloads "
        "and cloud backups may keep traces of their own."
    ),
    N_(
        "If this is the only computer, it is fine to go on. Ctrl+Shift+L hides everything at once, "
        "and the same keys come back. Nothing here shows notifications."
    ),
)


class StartStep(Step):
    """Language and the question about the computer; neither has to be answered."""

    def title(self) -> str:
        """What this is."""
        return self.context.tr("A quiet place for what happened")

    def build(self) -> None:
        """One calm sentence, two questions, advice where it fits."""
        tr = self.context.tr
        self.words(
            "soft",
            lambda: tr(
                "What you collect stays on this computer, encrypted. Nothing is sent anywhere. "
                "You can stop at any point and go on later."
            ),
        )
        self._build_language()
        self.words("strong", lambda: tr("Is this computer shared, or may somebody look at it?"))
        self._devices: dict[str, Button] = {}
        holder, flow = self._row()
        for name, text in ANSWERS:
            button = self._choice(flow, partial(tr, text))
            button.clicked.connect(partial(self._say_device, name))
            self._devices[name] = button
        self.card.add(holder)
        self._build_advice()
        self.words(
            "quiet",
            lambda: tr("You can leave it open. What you answer is kept in the vault alone."),
        )
        self.next = self.go_on(lambda: tr("Next"))
        self.next.clicked.connect(self.done)
        self.then(lambda: tr("Next: where it is kept. A folder is proposed."))

    def _build_language(self) -> None:
        holder, flow = self._row()
        group = QButtonGroup(self)
        self._languages: dict[str, Button] = {}
        for code, name in LANGUAGES:
            button = self._choice(flow, partial(str, name))
            button.clicked.connect(partial(self._set_language, code))
            group.addButton(button)
            self._languages[code] = button
        self.display = Button("", QUIET)
        self.display.clicked.connect(lambda: self.context.go("display"))
        self.page.say(self.display.say, lambda: self.context.tr("Text size and colours"))
        flow.addWidget(self.display)
        self.page.say(lambda _text: self._show_language(), str)
        self.card.add(holder)

    def _build_advice(self) -> None:
        self._advice = Card("fact", spacing=8)
        for text in ADVICE:
            made = Words("", "text")
            self.page.say(made.say, partial(self.context.tr, text))
            self._advice.add(made)
        self._advice.hide()
        self.card.add(self._advice)

    def _row(self) -> tuple[QWidget, Flow]:
        holder = QWidget()
        return holder, Flow(holder)

    def _choice(self, flow: Flow, text: Callable[[], str]) -> Button:
        button = Button("", CHOICE)
        button.setCheckable(True)
        self.page.say(button.say, text)
        flow.addWidget(button)
        return button

    def begin(self) -> None:
        """Where the first question is answered."""
        self._devices["alone"].setFocus()

    def clear(self) -> None:
        """Nothing is answered."""
        for button in self._devices.values():
            button.setChecked(False)
        self._advice.hide()

    @property
    def is_answered(self) -> bool:
        """Whether the question about the computer was answered."""
        return any(button.isChecked() for button in self._devices.values())

    def device(self) -> Device:
        """What was said of the computer."""
        from app.usecases.vault.first_minutes import Device

        said = [name for name, button in self._devices.items() if button.isChecked()]
        return Device(said[0]) if said else Device.NOT_SAID

    def _say_device(self, name: str, _on: bool = True) -> None:
        for other, button in self._devices.items():
            button.setChecked(button.isChecked() and other == name)
        careful = self._devices["shared"].isChecked() or self._devices["unsure"].isChecked()
        self._advice.setVisible(careful)

    def _set_language(self, code: str, _on: bool = True) -> None:
        self.context.language.set(code)
        self._show_language()

    def _show_language(self) -> None:
        self._languages[self.context.language.texts.language].setChecked(True)
