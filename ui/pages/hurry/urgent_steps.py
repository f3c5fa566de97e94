"""The steps of the five-minute page that have something to press: link, screen, profile."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from app.domain.evidence.captures import CaptureWay
from ui.capture.grabbing import needs_portal
from ui.capture.screens import all_screens
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.step_card import StepCard

AGAIN = "F9"


class LinkStep(StepCard):
    """A line for the link and one for words; `keep` when both are to be kept."""

    keep = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(1)
        tr = page.context.tr
        page.say(self.lead.say, lambda: tr("The link"))
        page.say(
            self.what.say,
            lambda: tr(
                "Copy the link of the message or the room, and paste it here. It is never opened."
            ),
        )
        self.link, self.words = QLineEdit(), QLineEdit()
        page.say(self.link.setAccessibleName, lambda: tr("Link"))
        page.say(self.link.setPlaceholderText, lambda: tr("https://t.me/… or @name"))
        page.say(self.words.setAccessibleName, lambda: tr("The name of the room, or a few words"))
        page.say(self.words.setPlaceholderText, lambda: tr("The name of the room, or a few words"))
        for line in (self.link, self.words):
            line.returnPressed.connect(self.keep)
        self.button = Button("", SECONDARY)
        self.button.clicked.connect(self.keep)
        page.say(self.button.say, lambda: tr("Keep the link"))
        self.put(self.link, self.words)
        self.put_beside(self.button)

    def forget(self) -> None:
        """Let go of what was typed."""
        self.link.clear()
        self.words.clear()
        self.tell_done("")


class ScreenStep(StepCard):
    """Which screen, and the ways to capture it. `capture` carries the way."""

    capture = Signal(object)
    paste = Signal()
    again = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(2)
        self._tr = tr = page.context.tr
        self.setProperty("here", "true")
        page.say(self.lead.say, lambda: tr("The whole screen"))
        page.say(self.what.say, self._explained)
        self._which = ChoiceBox()
        page.say(self._which.setAccessibleName, lambda: tr("Which screen"))
        page.say(lambda _text: self.list_screens(), str)
        ways = (
            (PRIMARY, CaptureWay.SCREEN, lambda: tr("Capture the screen")),
            (SECONDARY, CaptureWay.WINDOW, lambda: tr("Choose a window")),
            (SECONDARY, CaptureWay.REGION, lambda: tr("Draw a part")),
        )
        self.buttons: list[Button] = []
        for kind, way, text in ways:
            button = Button("", kind)
            button.clicked.connect(partial(self._press, way))
            page.say(button.say, text)
            self.buttons.append(button)
        paste, self.more = Button("", SECONDARY), Button("", QUIET)
        self.buttons.append(paste)
        paste.clicked.connect(self.paste)
        self.more.clicked.connect(self.again)
        page.say(paste.say, lambda: tr("Paste a picture"))
        page.say(self.more.say, lambda: tr("Once more ({key})", key=AGAIN))
        self.put(self._which)
        self.put_beside(*self.buttons, self.more)

    @property
    def chosen(self) -> str:
        """The name of the screen that was chosen; empty for all."""
        return str(self._which.currentData() or "")

    def list_screens(self) -> None:
        """Show the screens there are now, where there is more than one."""
        tr, screens = self._tr, all_screens()
        before = self.chosen
        self._which.clear()
        self._which.addItem(tr("Every screen"), "")
        for number, screen in enumerate(screens, 1):
            self._which.addItem(tr("Screen {number}", number=number), screen.name())
        self._which.setCurrentIndex(max(self._which.findData(before), 0))
        self._which.setVisible(len(screens) > 1)

    def allow(self, *, pictures: bool, again: bool) -> None:
        """Let pictures be taken, or not; `again`: there is one to repeat."""
        for button in (*self.buttons, self.more):
            button.setEnabled(pictures)
        self.more.setVisible(again)

    def _press(self, way: CaptureWay, _on: bool = False) -> None:
        self.capture.emit(way)

    def _explained(self) -> str:
        tr = self._tr
        words = tr(
            "Let the room's name, the account, date and time be seen. This window steps aside "
            "first. The picture goes straight into the vault."
        )
        if needs_portal():
            words += " " + tr(
                "On this desktop it has to lie in a file for a moment; that file is removed."
            )
        return words


class ProfileStep(StepCard):
    """One button; `capture` when it is pressed."""

    capture = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__(3)
        tr = page.context.tr
        page.say(self.lead.say, lambda: tr("The account's profile"))
        page.say(
            self.what.say,
            lambda: tr("Open it so that the @name shows, not the name you saved it under."),
        )
        self.button = Button("", SECONDARY)
        self.button.clicked.connect(self.capture)
        page.say(self.button.say, lambda: tr("Capture the profile"))
        self.put_beside(self.button)
