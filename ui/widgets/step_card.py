"""One numbered step of a short way: what it is about, what to do, and a word once it is done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme.scale import scaled
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.pill import PASSED, Pill
from ui.widgets.words import Words

BADGE, BESIDE = 26, 16
"""How wide the number is, as in the style sheet, and what is left between it and the words."""


class StepCard(Card):
    """A card with its number to the left; `body` takes what the step needs."""

    def __init__(self, number: int) -> None:
        super().__init__()
        badge = QLabel(str(number))
        badge.setTextFormat(Qt.TextFormat.PlainText)
        badge.setProperty("kind", "step")
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lead, self.what = Words("", "strong"), Words("", "quiet")
        self._done = Pill(PASSED, "")
        self._done.hide()
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.lead)
        head.addWidget(self.what)
        row = QHBoxLayout()
        row.setSpacing(BESIDE)
        row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(head, 1)
        row.addWidget(self._done, 0, Qt.AlignmentFlag.AlignTop)
        self.inside.addLayout(row)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.inside.addLayout(self.body)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another size of text: what the step needs stands below its words again."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.body.setContentsMargins(scaled(BADGE) + BESIDE, 0, 0, 0)

    def put(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.body.addWidget(widget)

    def put_beside(self, *widgets: QWidget) -> None:
        """Put widgets beside each other, in further rows where there is no room."""
        holder = QWidget()
        flow = Flow(holder)
        for widget in widgets:
            flow.addWidget(widget)
        self.body.addWidget(holder)

    def tell_done(self, word: str) -> None:
        """Say that something came in; empty takes the word away."""
        self._done.setText(f"✓ {word}")
        self._done.setAccessibleName(word)
        self._done.setVisible(bool(word))
