"""A chosen message, and what can be said of it: it threatens, it asks for money, neither."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.domain.chats.roomlife import Deed
from app.domain.text.textsafe import visible
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

LENGTH = 600


class DeedQuestion(Card):
    """Hidden until a message is asked about. `answered` carries the deed, or None for neither."""

    answered = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__("fact")
        self._context = context
        self._text = Words("", "soft").selectable()
        self.threat, self.money, self.neither = (Button("", SECONDARY) for _ in range(3))
        for button, deed in (
            (self.threat, Deed.THREAT),
            (self.money, Deed.MONEY),
            (self.neither, None),
        ):
            button.clicked.connect(lambda _=False, deed=deed: self.answered.emit(deed))
        self.add(self._text)
        self.add_row(self.threat, self.money, self.neither)
        self.retext()
        self.hide()

    def ask(self, text: str) -> None:
        """Ask about a message's text."""
        self._text.say(visible(text, LENGTH))
        self.show()

    def leave(self) -> None:
        """Let go of the text."""
        self._text.say("")
        self.hide()

    def retext(self) -> None:
        """The buttons in the language in use now."""
        tr = self._context.tr
        self.threat.say(tr("It threatens"))
        self.money.say(tr("It asks for money"))
        self.neither.say(tr("Neither"))
