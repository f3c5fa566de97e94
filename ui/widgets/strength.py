"""What a passphrase is worth, in words and as a bar of four parts. Nothing alarming, no rule."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.theme.theme import tokens
from ui.widgets.words import Words

PARTS = 4
HEIGHT, GAP = 6, 4


class _Bar(QWidget):
    """So many of four parts are filled."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)

    def sizeHint(self) -> QSize:
        """A thin line."""
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Four parts beside each other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - GAP * (PARTS - 1)) / PARTS
        for part in range(PARTS):
            painter.setBrush(QColor(tokens().accent if part < self.filled else tokens().line))
            area = QRectF(part * (width + GAP), 0, width, HEIGHT)
            painter.drawRoundedRect(area, HEIGHT / 2, HEIGHT / 2)


class StrengthMeter(QWidget):
    """The bar, and below it a sentence; screen readers hear the sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._bar, self._words = _Bar(), Words("", "quiet")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self._bar)
        inside.addWidget(self._words)

    @property
    def filled(self) -> int:
        """How many of the four parts are filled."""
        return self._bar.filled

    def show_worth(self, filled: int, sentence: str) -> None:
        """So many of four parts, and what that means."""
        self._bar.filled = filled
        self._bar.update()
        self._words.say(sentence)
        self.setAccessibleName(sentence)
