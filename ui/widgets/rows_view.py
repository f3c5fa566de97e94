"""A list of rows with two lines and something aside, drawn in the current colours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.models.paged import ASIDE, PILL, ROW, SECOND, StatePill
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.tick import box, paint_box

HEIGHT = 56
EDGE = 12
MOST_HUGGED = 100
SMALL_PX = 13

Index = QModelIndex | QPersistentModelIndex


def row_height() -> int:
    """How high a row is in the size of text in use now."""
    return scaled(HEIGHT)


class RowDelegate(QStyledItemDelegate):
    """Draws a row; long texts are cut with a sign that they go on, and are whole in the details."""

    def __init__(self, view: RowsView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, first line, second line, what stands aside."""
        colours, area = tokens(), QRect(option.rect)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.tint if chosen else colours.paper))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 8, 8)
        inside = area.adjusted(EDGE, 6, -EDGE, -6)
        if self._view.chooses:
            middle = inside.top() + (inside.height() - box()) // 2
            paint_box(painter, inside.left(), middle, ticked=chosen)
            inside.setLeft(inside.left() + box() + EDGE)
        font = QFont(option.font)
        small = QFont(font)
        small.setPixelSize(scaled(SMALL_PX))
        aside = str(index.data(ASIDE) or "")
        width = QFontMetrics(small).horizontalAdvance(aside)
        quiet = colours.ink if chosen else colours.ink2
        painter.setFont(small)
        painter.setPen(QColor(quiet))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, aside)
        inside.setRight(inside.right() - (width + 16 if aside else 0))
        self._pill(painter, inside, index.data(PILL), small)
        first, second = str(index.data() or ""), str(index.data(SECOND) or "")
        upper = QRect(inside.topLeft(), QSize(inside.width(), inside.height() // 2))
        lower = upper.translated(0, inside.height() - upper.height())
        self._line(painter, lower, second, small, quiet)
        self._line(painter, upper if second else inside, first, font, colours.ink)
        painter.restore()

    def _pill(self, painter: QPainter, inside: QRect, pill: StatePill | None, font: QFont) -> None:
        """A state before what stands aside; the rest of the row keeps clear of it."""
        if pill is None:
            return
        colours = tokens()
        grounds = {"accent": colours.tint, "slate": colours.slate_tint, "warm": colours.warm_tint}
        inks = {"accent": colours.accent, "slate": colours.slate, "warm": colours.warm}
        metrics, text = QFontMetrics(font), f"{pill.shape} {pill.word}"
        wide, high = metrics.horizontalAdvance(text) + 20, metrics.height() + 6
        top = inside.top() + (inside.height() - high) // 2
        place = QRect(inside.right() - wide, top, wide, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(grounds[pill.look]))
        painter.drawRoundedRect(place, high / 2, high / 2)
        painter.setFont(font)
        painter.setPen(QColor(inks[pill.look]))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        inside.setRight(place.left() - 16)

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, colour: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(colour))
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are of one height, so that long lists stay quick."""
        return QSize(200, row_height())


class RowsView(QListView):
    """A list of rows; `opened` carries the index of the one that was clicked or entered.

    With `chooses`, several can be chosen, each with a box to tick: by click or Space, all by
    Ctrl+A. `picked` tells that others are chosen now.
    """

    picked = Signal()

    opened = Signal(QModelIndex)

    def __init__(self, *, chooses: bool = False) -> None:
        super().__init__()
        self.chooses = chooses
        self._hugs = False
        if chooses:
            self.setSelectionMode(QAbstractItemView.SelectionMode.MultiSelection)
        self.setProperty("kind", "rows")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowDelegate(self))
        self.clicked.connect(self.opened)

    def hug(self) -> RowsView:
        """Ask for no more height than its rows need: the card around it ends below the last one."""
        model = self.model()
        for changed in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(lambda *_: self.updateGeometry())
        self._hugs = True
        return self

    def sizeHint(self) -> QSize:
        """Where it hugs its rows, as high as they are, or as one; the rest is scrolled to."""
        usual = super().sizeHint()
        if not self._hugs:
            return usual
        rows = max(1, min(MOST_HUGGED, self.model().rowCount()))
        return QSize(usual.width(), rows * row_height() + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:
        """Where it hugs its rows, a row at least."""
        usual = super().minimumSizeHint()
        if not self._hugs:
            return usual
        return QSize(usual.width(), min(usual.height(), self.sizeHint().height()))

    def chosen(self) -> list[Any]:
        """The rows that are chosen, in the order of the list."""
        found = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(ROW) for index in found]

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell of it."""
        super().selectionChanged(selected, deselected)
        self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens; arrows walk."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
