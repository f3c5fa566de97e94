"""Columns beside each other where there is room for all, else one below the other."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QVBoxLayout


class Columns(QLayout):
    """So many columns as there are shares of the width; `columns` are there to be filled."""

    def __init__(self, *shares: int, gap: int = 16) -> None:
        super().__init__()
        self.columns = tuple(QVBoxLayout() for _share in shares)
        self._shares = shares
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)
        for column in self.columns:
            column.setSpacing(gap)
            self.addChildLayout(column)

    def addItem(self, entry: QLayoutItem) -> None:
        """Nothing is put in but into the columns. Always raises TypeError."""
        raise TypeError(entry)

    def count(self) -> int:
        """How many columns there are."""
        return len(self.columns)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them, or None."""
        return self.columns[index] if 0 <= index < len(self.columns) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Columns stay."""
        return None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes all the width."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Its height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The highest column's, or that of all below each other."""
        widths = self._widths(width)
        if widths is None:
            return sum(self._high(one, width) for one in self.columns) + self._gaps()
        return max(map(self._high, self.columns, widths))

    def setGeometry(self, area: QRect) -> None:
        """Place everything."""
        super().setGeometry(area)
        widths, x, y = self._widths(area.width()), area.x(), area.y()
        for place, column in enumerate(self.columns):
            if widths is None:
                high = self._high(column, area.width())
                column.setGeometry(QRect(x, y, area.width(), high))
                y += high + self._gap
            else:
                column.setGeometry(QRect(x, y, widths[place], area.height()))
                x += widths[place] + self._gap

    def sizeHint(self) -> QSize:
        """What the columns would like, beside each other."""
        hints = [one.sizeHint() for one in self.columns]
        wide = sum(hint.width() for hint in hints) + self._gaps()
        return QSize(wide, max(hint.height() for hint in hints))

    def minimumSize(self) -> QSize:
        """Room for the widest column; the height follows from the width."""
        return QSize(max(one.minimumSize().width() for one in self.columns), 0)

    def _gaps(self) -> int:
        return self._gap * (len(self.columns) - 1)

    def _widths(self, width: int) -> list[int] | None:
        """How wide each is beside the others, or None where there is no room for all.

        Whoever needs more than its share gets what it needs from what the others can spare.
        """
        room = width - self._gaps()
        least = [one.minimumSize().width() for one in self.columns]
        spare = room - sum(least)
        if spare < 0:
            return None
        shares = [room * share // sum(self._shares) for share in self._shares]
        wishes = [max(0, wide - low) for wide, low in zip(shares, least, strict=True)]
        wished = sum(wishes) or 1
        return [low + spare * wish // wished for low, wish in zip(least, wishes, strict=True)]

    @staticmethod
    def _high(column: QVBoxLayout, width: int) -> int:
        if column.hasHeightForWidth():
            return column.heightForWidth(width)
        return column.sizeHint().height()
