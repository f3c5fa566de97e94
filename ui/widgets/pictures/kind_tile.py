"""A tile for something that is collected and has no picture: an icon, and a caption that says what.

It stands beside covered pictures, as high as they are. As a widget it is pressed like any button;
in a grid `paint_kind` draws the same.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.domain.evidence.items import ItemKind
from ui.theme.icons import pixmap
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.pictures.captions import MOST_LINES, in_lines

ICON = 28
CAPTION_PX = 13
RADIUS = 8.0
SIDES = 24
LINE_HIGH, CLEAR = 20, 26
"""Of a line of a caption at 100 %; and around the icon and the lines of a tile."""
KIND_ICONS = {
    ItemKind.CHAT: "chat",
    ItemKind.AUDIO: "sound",
    ItemKind.DOCUMENT: "document",
    ItemKind.WEB: "link",
    ItemKind.TEXT: "report",
    ItemKind.OTHER: "folder",
}
"""Of the kinds that are no picture: what a tile shows of them."""


def height_for(lines: int) -> int:
    """How high a tile with an icon and so many lines is at least, in the size of texts in use."""
    return ICON + lines * scaled(LINE_HIGH) + CLEAR


def caption_font(font: QFont) -> QFont:
    """The small letters of captions, in the size of texts in use now."""
    made = QFont(font)
    made.setPixelSize(scaled(CAPTION_PX))
    made.setWeight(QFont.Weight.Normal)
    return made


def paint_kind(
    painter: QPainter, area: QRect, icon: str, lines: tuple[str, ...], *, edge: str, ground: str
) -> None:
    """Paint a quiet surface in `ground` (colours as words), the icon, and the lines below it."""
    colours = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    font = caption_font(painter.font())
    metrics = QFontMetrics(font)
    below = metrics.height() * len(lines) + 16
    scale = painter.device().devicePixelRatioF()
    top = area.top() + round((area.height() - below - ICON) / 2) + 4
    drawn = pixmap(icon, colours.slate, ICON, scale)
    painter.drawPixmap(area.left() + round((area.width() - ICON) / 2), top, drawn)
    painter.setFont(font)
    painter.setPen(QColor(colours.ink))
    at = area.top() + area.height() - below + 8
    for line in lines:
        text = metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, area.width() - SIDES)
        place = QRectF(area.left() + 12, at, area.width() - SIDES, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        at += metrics.height()
    painter.restore()


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
        width = QFontMetrics(caption_font(self.font())).horizontalAdvance(self.text()) + 32
        return QSize(max(120, width), self._height)

    def minimumSizeHint(self) -> QSize:
        """Longer captions go on in a second line; a longer word is cut with a sign for it."""
        return QSize(120, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A quiet surface, the icon in its middle, the caption below."""
        colours = tokens()
        metrics = QFontMetrics(caption_font(self.font()))
        paint_kind(
            QPainter(self),
            self.rect(),
            self._icon,
            in_lines(self.text(), metrics, self.width() - SIDES, MOST_LINES - 1),
            edge=colours.ink2 if self.underMouse() else colours.line,
            ground=colours.tint if self.isDown() else colours.slate_tint,
        )
