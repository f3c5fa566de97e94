"""The calm card: after some pictures in one go it offers to rest, and tells no number.

It stands below the page and covers nothing; whoever goes on looking just goes on.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.banner import EDGE
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.words import Words


class PauseCard(QFrame):
    """`rest`, `leave_to_others`, or put away by going on."""

    rest = Signal()
    leave_to_others = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setProperty("kind", "care")
        self._lead, self._text = Words("", "strong"), Words("", "text")
        self._rest, self._leave = Button("", SECONDARY), Button("", SECONDARY)
        self._on = Button("", QUIET)
        self._rest.clicked.connect(self.rest)
        self._leave.clicked.connect(self.leave_to_others)
        for button in (self._rest, self._leave, self._on):
            button.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._lead)
        words.addWidget(self._text)
        holder = QWidget()
        holder.setLayout(row_of(self._rest, self._leave, self._on))
        inside = QHBoxLayout(self)
        inside.setContentsMargins(EDGE, 12, EDGE, 12)
        inside.setSpacing(16)
        inside.addLayout(words, 1)
        inside.addWidget(holder, 1)
        self.retext()
        self.hide()

    def offer(self) -> None:
        """Show it, and tell screen readers."""
        self._leave.setVisible(self._context.session.case is not None)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def retext(self) -> None:
        """Read the texts anew."""
        tr = self._context.tr
        self._lead.say(tr("It is fine to rest for a moment"))
        self._text.say(tr("Nothing runs away. You can come back to this place at any time."))
        self._rest.say(tr("Rest a while"))
        self._leave.say(tr("Let somebody else look"))
        self._on.say(tr("Go on looking"))
        self.setAccessibleName(f"{self._lead.text()} {self._text.text()}")
