"""One of many, from a list that unfolds; the chevron says that there is more."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from ui.theme.icons import pixmap
from ui.theme.scale import scaled
from ui.theme.theme import tokens

CHEVRON = 18
EDGE = 10
WIDEST, NARROWEST = 400, 140


class ChoiceBox(QComboBox):
    """A combo box with its chevron in the current colours.

    However long the names in it are, it takes no more than its share of the width.
    """

    def sizeHint(self) -> QSize:
        """As its names ask, up to a bound."""
        hint = super().sizeHint()
        return QSize(min(hint.width(), scaled(WIDEST)), hint.height())

    def minimumSizeHint(self) -> QSize:
        """A name too long is cut where the room ends; the list that unfolds has it whole."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), scaled(NARROWEST)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box as the style sheet draws it, and the chevron."""
        super().paintEvent(event)
        size = scaled(CHEVRON)
        mark = pixmap("chevron", tokens().ink2, size, self.devicePixelRatio())
        left, top = self.width() - size - EDGE, (self.height() - size) // 2
        QPainter(self).drawPixmap(left, top, mark)
