"""A tile for something that is collected and has no picture: an icon, and a caption that says what.

It stands beside covered pictures, as high as they are, and is pressed like any button.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme.icons import pixmap
from ui.theme.scale import scaled
from ui.theme.theme import tokens

ICON = 28
CAPTION_PX = 13
RADIUS = 8.0


class KindTile(QAbstractButton):
    """Icon and caption; `clicked` when it is pressed."""

    def __init__(self, icon: str, caption: str, height: int) -> None:
        super().__init__()
        self._icon, self._height = icon, height
        self.setText(caption)
        self.setAccessibleName(caption)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its caption needs, as high as the pictures beside it."""
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 32
        return QSize(max(120, width), self._height)

    def minimumSizeHint(self) -> QSize:
        """Longer captions are cut with a sign that they go on."""
        return QSize(120, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet surface, the icon in its middle, the caption below."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.ink2 if self.underMouse() else colours.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(QColor(colours.tint if self.isDown() else colours.slate_tint))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, RADIUS, RADIUS)
        font = self._font()
        metrics = QFontMetrics(font)
        line = metrics.height() + 16
        scale = self.devicePixelRatioF()
        top = round((self.height() - line - ICON) / 2) + 4
        drawn = pixmap(self._icon, colours.slate, ICON, scale)
        painter.drawPixmap(round((self.width() - ICON) / 2), top, drawn)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width() - 24)
        below = QRectF(12, self.height() - line, self.width() - 24, line)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(scaled(CAPTION_PX))
        return font
