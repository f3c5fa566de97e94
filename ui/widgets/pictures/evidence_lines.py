"""What was collected as a list: one item a line, in columns that stand under their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.models.paged import ROW, WITH_COLUMNS
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.tick import box, paint_box

HEIGHT = 40
EDGE, BETWEEN = 12, 16
SMALL_PX = 13
SHARES = (0, 96, 150, 84, 0, 76)
"""Pixels of each column at 100 %; those of 0 share what is left."""
WEIGHTS = (3, 0, 0, 0, 2, 0)
NARROW = 700
ONLY_NARROW = (0, 1, 2)
"""The columns that are left where there is little room; the others stand in the details."""

Index = QModelIndex | QPersistentModelIndex


def places(width: int, left: int = 0) -> list[tuple[int, int, int]]:
    """The columns that fit: each one's number, left edge and width."""
    inside = width - 2 * EDGE - left
    shown = ONLY_NARROW if inside < scaled(NARROW) else tuple(range(len(SHARES)))
    fixed = sum(scaled(SHARES[one]) for one in shown) + BETWEEN * (len(shown) - 1)
    weight = sum(WEIGHTS[one] for one in shown)
    x, found = EDGE + left, []
    for one in shown:
        wide = scaled(SHARES[one]) or max(0, inside - fixed) * WEIGHTS[one] // weight
        found.append((one, x, wide))
        x += wide + BETWEEN
    return found


class LineDelegate(QStyledItemDelegate):
    """Draws one line. `chooses` says whether boxes to tick stand before them."""

    def __init__(self, view: Any) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, box, columns; a ring around the current one while the list has the keyboard."""
        colours, area = tokens(), QRect(option.rect)
        states = QStyle.StateFlag
        chosen = bool(option.state & states.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or option.state & states.State_MouseOver:
            painter.setBrush(QColor(colours.tint))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 8, 8)
        if option.state & states.State_HasFocus:
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), 8, 8)
        left = 0
        if self._view.chooses:
            top = area.top() + (area.height() - box()) // 2
            paint_box(painter, area.left() + EDGE, top, ticked=chosen)
            left = box() + EDGE
        cells: Sequence[str] = index.data(WITH_COLUMNS) or ()
        if index.data(ROW) is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.line))
            painter.setOpacity(0.5)
            middle = area.center().y()
            wide = min(240, area.width() // 3)
            painter.drawRoundedRect(QRect(area.left() + EDGE, middle - 5, wide, 10), 5, 5)
        small = QFont(option.font)
        small.setPixelSize(scaled(SMALL_PX))
        for number, x, wide in places(area.width(), left):
            font = QFont(option.font) if number == 0 else small
            painter.setFont(font)
            painter.setPen(QColor(colours.ink if number == 0 or chosen else colours.ink2))
            text = cells[number] if number < len(cells) else ""
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, wide)
            place = QRect(area.left() + x, area.top(), wide, area.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All lines are of one height."""
        return QSize(200, scaled(HEIGHT))


class ColumnNames(QWidget):
    """The names over the columns; for the eye only, each line is spoken with its values."""

    def __init__(self, view: Any) -> None:
        super().__init__()
        self._view = view
        self._names: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def say(self, names: tuple[str, ...]) -> None:
        """The names in the language in use now."""
        self._names = names
        self.setAccessibleName(", ".join(names))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of small text."""
        return QSize(200, scaled(24))

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The names, and a line below them."""
        painter = QPainter(self)
        font = QFont(self.font())
        font.setPixelSize(scaled(SMALL_PX))
        painter.setFont(font)
        painter.setPen(QColor(tokens().ink2))
        left = box() + EDGE if self._view.chooses else 0
        for number, x, wide in places(self._view.viewport().width(), left):
            cut = QFontMetrics(font).elidedText(
                self._names[number], Qt.TextElideMode.ElideRight, wide
            )
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(x, 0, wide, self.height()), flags, cut)
        painter.setPen(QColor(tokens().line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
