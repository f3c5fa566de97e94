"""An empty page: one sentence about what belongs there, and the one action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.theme.icons import pixmap
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.words import Words

ICON = 40


class EmptyNote(QWidget):
    """Icon, sentence and room for a button, in the middle of the page."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._icon = QLabel()
        self._icon.setTextFormat(Qt.TextFormat.PlainText)
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence = Words("", "soft")
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(40, 72, 40, 72)
        self.inside.setSpacing(16)
        self.inside.addStretch(1)
        self.inside.addWidget(self._icon)
        self.inside.addWidget(self.sentence)
        self.inside.addStretch(2)
        self.repaint_icon()

    def offer(self, button: QWidget) -> None:
        """Put a button below the sentence."""
        place = self.inside.indexOf(self.sentence) + 1
        self.inside.insertWidget(place, button, 0, Qt.AlignmentFlag.AlignHCenter)

    def repaint_icon(self) -> None:
        """Draw the icon in the colours and the size in use now."""
        size, scale = scaled(ICON), self.devicePixelRatio()
        self._icon.setPixmap(pixmap(self._icon_name, tokens().ink2, size, scale))
