"""One of many, from a list that unfolds; the chevron says that there is more."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.theme.icons import pixmap
from ui.theme.theme import tokens

CHEVRON = 18
EDGE = 10


class ChoiceBox(QComboBox):
    """A combo box with its chevron in the current colours."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as the style sheet draws it, and the chevron."""
        super().paintEvent(event)
        mark = pixmap("chevron", tokens().ink2, CHEVRON, self.devicePixelRatio())
        left, top = self.width() - CHEVRON - EDGE, (self.height() - CHEVRON) // 2
        QPainter(self).drawPixmap(left, top, mark)
