"""The rows of the work list, with a heading above each group. Headings are passed over by keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from app.domain.case.work_list import Group
from ui.models.paged import ROW, PagedModel
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.rows_view import EDGE, RowDelegate, RowsView

FIRST, NEXT = 30, 48
"""How high a heading is, on top and between groups."""

Index = QModelIndex | QPersistentModelIndex
_CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Heading:
    """Stands above a group; no bare word, which Qt would make a text of."""

    group: Group


class WorkModel(PagedModel):
    """Entries, and groups between them that can't be chosen."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading is there to be read only."""
        if isinstance(self.data(index, ROW), Heading):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)


class WorkDelegate(RowDelegate):
    """Draws a heading as a line of text, the rest as any row."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A heading stands low, near what it is above."""
        if not isinstance(index.data(ROW), Heading):
            super().paint(painter, option, index)
            return
        painter.save()
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(tokens().accent))
        area = QRect(option.rect).adjusted(EDGE, 0, -EDGE, -6)
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(area, place, str(index.data() or ""))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A heading keeps away from the group above it; the first has none above."""
        if not isinstance(index.data(ROW), Heading):
            return super().sizeHint(option, index)
        return QSize(200, scaled(NEXT if index.row() else FIRST))


class WorkRows(RowsView):
    """`ticked`: Space was pressed; `undone`: Ctrl+Z. Return opens, as everywhere."""

    ticked = Signal()
    undone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(WorkDelegate(self))
        self.setUniformItemSizes(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, Ctrl+Z takes back, the rest is the list's."""
        if event.key() == Qt.Key.Key_Space:
            self.ticked.emit()
        elif event.key() == Qt.Key.Key_Z and event.modifiers() & _CONTROL:
            self.undone.emit()
        else:
            super().keyPressEvent(event)

    def here(self) -> Any:
        """The entry that the keyboard stands on, or None."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return None if isinstance(row, Heading) else row

    def go_to(self, place: int) -> None:
        """Let the keyboard stand on a row, or on the next that is no heading."""
        model = self.model()
        rows = [*range(max(place, 0), model.rowCount()), *range(model.rowCount() - 1, -1, -1)]
        for row in rows:
            index = model.index(row, 0)
            if not isinstance(index.data(ROW), Heading):
                self.setCurrentIndex(index)
                return
