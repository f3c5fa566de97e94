"""A question with two answers, over the window; nothing waits for it in a loop."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.words import Words

WIDTH = 460


class Question(QDialog):
    """Asks one thing. Esc and closing mean no."""

    def __init__(
        self, parent: QWidget | None, sentence: str, explanation: str, yes: str, no: str
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(" ")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setAccessibleName(sentence)
        self.setAccessibleDescription(explanation)
        self.yes = Button(yes, PRIMARY)
        self.no = Button(no, SECONDARY)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(28, 24, 28, 24)
        inside.setSpacing(16)
        inside.addWidget(Words(sentence, "lead"))
        inside.addWidget(Words(explanation, "soft"))
        inside.addLayout(buttons)
        self.setFixedWidth(WIDTH)
        self.no.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words are at this width, in the fonts that it is shown in."""
        super().showEvent(event)
        inside = self.layout()
        if inside is not None:
            self.setFixedHeight(inside.totalHeightForWidth(WIDTH))
