"""A box to tick, drawn in the current colours with a tick that has a shape."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme.icons import pixmap
from ui.theme.scale import scaled
from ui.theme.theme import tokens

BOX = 20
GAP = 10
HEIGHT = 32


def box() -> int:
    """How large a box is with the size of texts in use now."""
    return scaled(BOX)


class Tick(QAbstractButton):
    """Ticked or not, with its words beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Its words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Box and words."""
        width = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(box() + GAP + width + 4, scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, tick and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, 0, (self.height() - box()) // 2, ticked=self.isChecked())
        painter.setPen(QColor(tokens().ink))
        area = self.rect().adjusted(box() + GAP, 0, 0, 0)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text()
        )


def paint_box(painter: QPainter, left: int, top: int, *, ticked: bool) -> None:
    """A box of `box()` pixels, with or without its tick; also for rows and tiles to be chosen."""
    colours, size = tokens(), box()
    painter.setPen(QPen(QColor(colours.accent if ticked else colours.ink2), 1.2))
    painter.setBrush(QColor(colours.accent if ticked else colours.card))
    painter.drawRoundedRect(QRectF(left + 1, top + 1, size - 2, size - 2), 5, 5)
    if ticked:
        scale = painter.device().devicePixelRatio()
        mark = pixmap("tick", colours.on_accent, size - 4, scale)
        painter.drawPixmap(left + 2, top + 2, mark)
