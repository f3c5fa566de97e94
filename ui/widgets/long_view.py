"""A view of a list of any length: only what is seen is measured, drawn and asked for.

Qt's own list view lays out every row before it shows the first, which takes seconds for a million
rows of different heights. Here the place is "line so and so, so many pixels of it above the edge",
and the scroll bar counts lines. Lines hold one item or, in a grid, several beside each other.

Built on `QListView`, so that screen readers meet a list with its items; its own layout is not used.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem

Index = QModelIndex | QPersistentModelIndex

UNIT = 64
"""Steps of the scroll bar that one line has."""
WHEEL_PX = 96
MOST_VIEWS = 20
"""Further than so many views the wheel does not go in one turn: every line on the way is asked."""
Action = QAbstractItemView.CursorAction
Hint = QAbstractItemView.ScrollHint


class LongView(QListView):
    """`seen` tells which rows are in sight now, from the first to the last.

    Subclasses say how high a line is (`line_height`: as near as they know) and how many items it
    holds (`columns`); both may change with `lay_out`.
    """

    seen = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._top = 0
        self._above = 0
        self._kept: tuple[int, Hint] | None = None
        self._moving = False
        self._at_end = False
        self._shown: list[tuple[int, int, int]] = []
        self._hovered = -1
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(False)

    # What subclasses say.

    def columns(self) -> int:
        """How many items a line holds."""
        return 1

    def line_height(self, line: int) -> int:
        """The height of a line in pixels, 1 or more."""
        raise NotImplementedError

    def item_rect(self, column: int, line: QRect) -> QRect:
        """Where an item lies in its line."""
        width = line.width() // self.columns()
        return QRect(line.left() + column * width, line.top(), width, line.height())

    # Where it is.

    def lines(self) -> int:
        """How many lines there are."""
        model: QAbstractItemModel | None = self.model()
        return 0 if model is None else -(-model.rowCount() // self.columns())

    def go_to(self, row: int) -> None:
        """Make a row the current one and show it in the middle, also while it is being read."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, Hint.PositionAtCenter)

    def lay_out(self) -> None:
        """Find what is seen; called when heights, size or the list itself changed."""
        lines, bar = self.lines(), self.verticalScrollBar()
        last = self._last_place(lines)
        if self._kept is not None and self._kept[0] < lines:
            self._bring(*self._kept)
        if self._at_end or (self._top, self._above) > last:
            self._top, self._above = last
        # Who went to the end stays there while the last lines are read and turn out higher.
        self._at_end = self._kept is None and (self._top, self._above) == last > (0, 0)
        self._moving = True
        bar.setRange(0, self._value(*last))
        bar.setSingleStep(UNIT)
        bar.setPageStep(max(1, len(self._shown) - 1) * UNIT)
        bar.setValue(self._value(self._top, self._above))
        self._moving = False
        self._find_shown(lines)
        self.viewport().update()

    def _find_shown(self, lines: int) -> None:
        self._shown, y = [], -self._above
        line, height = self._top, self.viewport().height()
        while line < lines and y < height:
            high = self.line_height(line)
            self._shown.append((line, y, high))
            y += high
            line += 1
        if self._shown:
            columns = self.columns()
            self.seen.emit(self._top * columns, line * columns - 1)

    def _last_place(self, lines: int) -> tuple[int, int]:
        """The place at which the last line stands at the lower edge."""
        left, line = self.viewport().height(), lines
        while line > 0 and left > 0:
            line -= 1
            left -= self.line_height(line)
        return (line, max(0, -left)) if lines else (0, 0)

    def _value(self, line: int, above: int) -> int:
        return line * UNIT + (above * UNIT // max(1, self.line_height(line)) if above else 0)

    def _scroll(self, pixels: int) -> None:
        """Move on by pixels, or back below 0."""
        self._kept, self._at_end = None, False
        lines, most = self.lines(), MOST_VIEWS * self.viewport().height()
        self._above += max(-most, min(most, pixels))
        while self._above < 0 and self._top > 0:
            self._top -= 1
            self._above += self.line_height(self._top)
        self._above = max(0, self._above)
        while self._top < lines - 1 and self._above >= (high := self.line_height(self._top)):
            self._above -= high
            self._top += 1
        self.lay_out()

    def _bring(self, line: int, hint: Hint) -> None:
        """Place a line: in the middle, at the upper edge, or just inside."""
        height, high = self.viewport().height(), self.line_height(line)
        if hint == Hint.PositionAtCenter:
            self._put(line, max(0, (height - high) // 2))
        elif hint == Hint.PositionAtTop or (line, 0) <= (self._top, self._above):
            self._put(line, 0)
        else:
            y, at = -self._above, self._top
            while at < line and y < height:
                y += self.line_height(at)
                at += 1
            if at < line or y + high > height:
                self._put(line, max(0, height - high))

    def _put(self, line: int, y: int) -> None:
        """Let a line begin at a height of the view."""
        while line > 0 and y > 0:
            line -= 1
            y -= self.line_height(line)
        self._top, self._above = line, max(0, -y)

    # What Qt asks of a view.

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Show an item."""
        if index.isValid():
            self._kept, self._at_end = (index.row() // self.columns(), hint), False
            self.lay_out()

    def visualRect(self, index: Index) -> QRect:
        """Where an item is seen; nowhere if it is not."""
        line, column = divmod(index.row(), self.columns())
        if not index.isValid() or not self._shown:
            return QRect()
        place = line - self._shown[0][0]
        if not 0 <= place < len(self._shown):
            return QRect()
        _line, y, high = self._shown[place]
        return self.item_rect(column, QRect(0, y, self.viewport().width(), high))

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The item at a point of the view."""
        for line, y, high in self._shown:
            if y <= point.y() < y + high:
                for column in range(self.columns()):
                    index = self.model().index(line * self.columns() + column, 0)
                    if index.isValid() and self.visualRect(index).contains(point):
                        return index
        return QModelIndex()

    def moveCursor(self, action: Action, _modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """The item that a key leads to."""
        count, columns = self.model().rowCount(), self.columns()
        if not count:
            return QModelIndex()
        current = self.currentIndex()
        row = current.row() if current.isValid() else -1
        if row < 0:
            return self.model().index(self._top * columns, 0)
        page = max(1, len(self._shown) - 1) * columns
        steps = {
            Action.MoveUp: -columns,
            Action.MoveDown: columns,
            Action.MoveLeft: -1,
            Action.MovePrevious: -1,
            Action.MoveRight: 1,
            Action.MoveNext: 1,
            Action.MovePageUp: -page,
            Action.MovePageDown: page,
            Action.MoveHome: -count,
            Action.MoveEnd: count,
        }
        step = steps.get(action, 0)
        wanted = row + step
        if abs(step) == columns and not 0 <= wanted < count and columns > 1:
            wanted = row  # up from the first line and down from the last one lead nowhere
        return self.model().index(max(0, min(count - 1, wanted)), 0)

    def setSelection(self, area: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose what is at a click."""
        index = self.indexAt(area.center())
        if index.isValid():
            self.selectionModel().select(QItemSelection(index, index), command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """What is seen of what is chosen."""
        region = QRegion()
        for line, y, high in self._shown:
            for column in range(self.columns()):
                index = self.model().index(line * self.columns() + column, 0)
                if index.isValid() and selection.contains(index):
                    place = QRect(0, y, self.viewport().width(), high)
                    region += QRegion(self.item_rect(column, place))
        return region

    def horizontalOffset(self) -> int:
        """Nothing goes to the side."""
        return 0

    def verticalOffset(self) -> int:
        """Places are asked of `visualRect`, not computed from pixels."""
        return 0

    def doItemsLayout(self) -> None:
        """Only what is seen."""
        self.lay_out()

    def updateGeometries(self) -> None:
        """The scroll bar is set by `lay_out`."""

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a list."""
        super().setModel(model)
        self.reset()

    def reset(self) -> None:
        """Another list: from its beginning."""
        super().reset()
        self.begin_anew()

    def begin_anew(self) -> None:
        """Forget where it was: lines are other ones now."""
        self._top, self._above, self._kept, self._hovered = 0, 0, None, -1
        self._at_end, self._shown = False, []
        self.lay_out()

    def dataChanged(self, first: Index, last: Index, /, roles: Sequence[int] = ()) -> None:
        """Rows were read: they may be higher or lower than was thought."""
        super().dataChanged(first, last, roles)
        self.lay_out()

    def rowsInserted(self, parent: Index, first: int, last: int, /) -> None:
        """More rows."""
        super().rowsInserted(parent, first, last)
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size."""
        super().resizeEvent(event)
        self.lay_out()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """The scroll bar was moved."""
        if self._moving:
            return
        bar = self.verticalScrollBar()
        self._kept, self._at_end = None, bar.value() == bar.maximum() > 0
        self._top, rest = divmod(bar.value(), UNIT)
        self._above = rest * self.line_height(self._top) // UNIT if rest else 0
        self.lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """By pixels where the device gives them, else by notches."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() * WHEEL_PX // 120
        if pixels and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._scroll(-pixels)
            event.accept()
        else:
            event.ignore()

    def keyboardSearch(self, _text: str) -> None:
        """Letters look for nothing here: that would read every row."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk; nothing is copied past the clipboard that forgets, nothing chosen at once.

        Every page sees to its own ways of copying and choosing.
        """
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in (
            Qt.Key.Key_A,
            Qt.Key.Key_C,
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Know what the pointer is over."""
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.MouseMove, QEvent.Type.Leave):
            point = self.viewport().mapFromGlobal(self.cursor().pos())
            left = event.type() == QEvent.Type.Leave
            row = -1 if left else self.indexAt(point).row()
            if row != self._hovered:
                self._hovered = row
                self.viewport().update()
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the lines that are seen."""
        painter = QPainter(self.viewport())
        width = self.viewport().width()
        for line, y, high in self._shown:
            place = QRect(0, y, width, high)
            if place.intersects(event.rect()):
                self.paint_line(painter, line, place)

    def paint_line(self, painter: QPainter, line: int, place: QRect) -> None:
        """Draw the items of one line."""
        current = self.currentIndex().row()
        for column in range(self.columns()):
            index = self.model().index(line * self.columns() + column, 0)
            if not index.isValid():
                return
            option = QStyleOptionViewItem()
            self.initViewItemOption(option)
            option.rect = self.item_rect(column, place)
            states = QStyle.StateFlag
            if self.selectionModel().isSelected(index):
                option.state |= states.State_Selected
            if index.row() == current and self.hasFocus():
                option.state |= states.State_HasFocus
            if index.row() == self._hovered:
                option.state |= states.State_MouseOver
            self.itemDelegate().paint(painter, option, index)
