"""What was collected, as covered pictures: each shown only while it is held, by mouse or Space.

Or as a list of lines, which shows none. Return opens the details.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.models.paged import ICON, ROW, SECOND
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.long_view import LongView
from ui.widgets.pictures.captions import MOST_LINES, in_lines
from ui.widgets.pictures.cared_for import as_cared_for, care_around, tell_opened
from ui.widgets.pictures.cover import CAPTION_SIDES, decode, paint_cover, paint_shown
from ui.widgets.pictures.evidence_lines import HEIGHT, LineDelegate
from ui.widgets.pictures.kind_tile import caption_font, height_for, paint_kind
from ui.widgets.tick import box, paint_box

TILE = QSize(184, 126)
"""The least at 100 %; with larger texts it is wider, and a row shares out what is left."""
GAP = 6

Index = QModelIndex | QPersistentModelIndex


def tile() -> QSize:
    """How large a tile is with the size of texts in use now: its captions fit in it."""
    return QSize(scaled(TILE.width()), max(TILE.height(), height_for(MOST_LINES)))


class TileDelegate(QStyledItemDelegate):
    """Draws one covered picture, or the one picture that is held; of a chat or sound its icon."""

    def __init__(self, grid: EvidenceGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Cover or picture; a ring in the current one while the grid has the keyboard."""
        area = QRect(option.rect).adjusted(0, GAP, 0, -GAP)
        image = self._grid.shown_image(index)
        if image is not None:
            paint_shown(painter, area, image)
        else:
            self._paint_closed(painter, area, index)
        if self._grid.chooses:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ticked = bool(option.state & QStyle.StateFlag.State_Selected)
            paint_box(painter, area.right() - box() - 8, area.top() + 8, ticked=ticked)
            painter.restore()
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused and self._grid.hasFocus():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # Within the tile, which stands flush with the page's edge: nothing is cut off there.
            for inset, colour in ((3, tokens().paper), (1, tokens().focus)):
                painter.setPen(QPen(QColor(colour), 2))
                painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), 8, 8)
            painter.restore()

    def _paint_closed(self, painter: QPainter, area: QRect, index: Index) -> None:
        """The cover of what has a picture, the icon of what has none; its name and its caption."""
        metrics = QFontMetrics(caption_font(painter.font()))
        name, said = index.data(SECOND), index.data()
        room = MOST_LINES - 1 if name else MOST_LINES
        lines = in_lines(said or "", metrics, area.width() - CAPTION_SIDES, room)
        named = tuple(line for line in (name, *lines) if line)
        drawn = index.data(ICON)
        if drawn:
            colours = tokens()
            edge, ground = colours.line, colours.slate_tint
            paint_kind(painter, area, drawn, named, edge=edge, ground=ground)
        else:
            paint_cover(painter, area, None, "\n".join(named))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All tiles are of one size."""
        return tile() + QSize(0, 2 * GAP)


class EvidenceGrid(LongView):
    """`wanted` asks for the picture of an index that is held; `opened` is a click or Return.

    While several are to be chosen (`choose`), click and Space tick a picture and none is shown;
    `picked` tells that others are ticked now. As a list (`show_as`) no picture is shown at all.
    """

    wanted = Signal(QModelIndex)
    opened = Signal(QModelIndex)
    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "grid")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._tiles, self._lines = TileDelegate(self), LineDelegate(self)
        self.setItemDelegate(self._tiles)
        self._held = QPersistentModelIndex()
        self._image: QImage | None = None
        self._ticked: dict[int, Any] = {}
        self.as_list = False
        self.chooses = False

    def columns(self) -> int:
        """As many tiles beside each other as there is room for; one line in a list."""
        if self.as_list:
            return 1
        return max(1, (self._room() + 2 * GAP) // (tile().width() + 2 * GAP))

    def line_height(self, line: int) -> int:
        """All are of one height."""
        return scaled(HEIGHT) if self.as_list else tile().height() + 2 * GAP

    def item_rect(self, column: int, line: QRect) -> QRect:
        """A tile of its share of the width, from the left; a line over the whole width."""
        if self.as_list:
            return line
        share, columns = self._room() + 2 * GAP, self.columns()
        left, right = share * column // columns, share * (column + 1) // columns - 2 * GAP
        return QRect(line.left() + left, line.top(), max(1, right - left), line.height())

    def _room(self) -> int:
        """What tiles share: all of the width, but for a step before a scroll bar."""
        bar = self.verticalScrollBar()
        return self.viewport().width() - (GAP if bar.isVisible() else 0)

    def show_as(self, *, as_list: bool) -> None:
        """Show it as a list of lines, or as covered pictures; what is chosen stays chosen."""
        self.cover()
        current = self.currentIndex()
        self.as_list = as_list
        self.setItemDelegate(self._lines if as_list else self._tiles)
        self.begin_anew()
        if current.isValid():
            self.scrollTo(current)

    def choose(self, *, several: bool) -> None:
        """Begin or end choosing several; nothing is ticked at first, nor afterwards."""
        self.cover()
        self.chooses = several
        self._ticked.clear()
        self.clearSelection()
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.MultiSelection if several else modes.SingleSelection)
        self.viewport().update()

    def chosen(self) -> list[Any]:
        """The rows that are ticked, in their order, wherever one went meanwhile."""
        return [self._ticked[row] for row in sorted(self._ticked)] if self.chooses else []

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Keep what was ticked: its row is let go of when one goes on. Then tell of it."""
        super().selectionChanged(selected, deselected)
        if not self.chooses:
            return
        for index in deselected.indexes():
            self._ticked.pop(index.row(), None)
        for index in selected.indexes():
            if index.data(ROW) is not None:
                self._ticked[index.row()] = index.data(ROW)
        self.picked.emit()

    def dataChanged(self, first: Index, last: Index, /, roles: Sequence[int] = ()) -> None:
        """Rows were read: those that were ticked before that are known now."""
        super().dataChanged(first, last, roles)
        if self.chooses:
            for index in self.selectionModel().selectedIndexes():
                if first.row() <= index.row() <= last.row() and index.data(ROW) is not None:
                    self._ticked.setdefault(index.row(), index.data(ROW))
            self.picked.emit()

    def reset(self) -> None:
        """Another list: nothing of the one before is held or ticked."""
        self._ticked = {}
        self.cover()
        super().reset()

    def shown_image(self, index: Index) -> QImage | None:
        """The picture of this index, only while it is the one that is held."""
        if self._image is not None and self._held.isValid() and self._held.row() == index.row():
            return self._image
        return None

    def show_held(self, index: QPersistentModelIndex, jpeg: bytes | None) -> None:
        """Bytes that were asked for; shown only if that picture is still held."""
        if not jpeg or not self._held.isValid() or self._held != index:
            return
        image = decode(jpeg)
        if not image.isNull():
            self._image = as_cared_for(image, care_around(self))
            tell_opened(self)
            self.viewport().update()

    def hold(self, index: QModelIndex) -> None:
        """Begin to hold one picture; one that is shown is covered by another press."""
        if self._image is not None and self._held == QPersistentModelIndex(index):
            self.cover()
        elif index.isValid() and not self.chooses and not self.as_list:
            self._held = QPersistentModelIndex(index)
            self.wanted.emit(index)

    def _let_go(self) -> None:
        if care_around(self).hold:
            self.cover()

    def cover(self) -> None:
        """Cover what was shown, and forget it."""
        self._held = QPersistentModelIndex()
        if self._image is not None:
            self._image = None
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold with the left button."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.hold(self.indexAt(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._let_go()
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Outside the held picture it is covered again."""
        if not care_around(self).hold:
            return
        at = self.indexAt(event.position().toPoint())
        if self._held.isValid() and at.row() != self._held.row():
            self.cover()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks open the details, but not while several are chosen."""
        self.cover()
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self.chooses and index.data(ROW) is not None:
            self.opened.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space holds, or ticks where several are chosen; Return opens; arrows walk."""
        if event.key() == Qt.Key.Key_Space and not self.chooses:
            if not event.isAutoRepeat():
                self.hold(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().data(ROW) is not None:
                self.opened.emit(self.currentIndex())
        else:
            self.cover()
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._let_go()
        else:
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self._let_go()
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere, or the window to the background."""
        self.cover()
        super().focusOutEvent(event)
