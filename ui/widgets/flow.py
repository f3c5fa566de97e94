"""A layout that puts widgets beside each other and goes on in the next row.

Choices, covered pictures.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from ui.widgets.buttons import FLUSH, QUIET, START, Button


class Flow(QLayout):
    """Left to right, then down; as high as the width makes it.

    A quiet button that begins a further row leans to its start while it stands there: its words are
    flush with the rows above.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._entries: list[QLayoutItem] = []
        self._gap = spacing
        self._leaning: set[Button] = set()
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, entry: QLayoutItem) -> None:
        """Put one more at the end."""
        self._entries.append(entry)

    def count(self) -> int:
        """How many there are."""
        return len(self._entries)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them, or None."""
        return self._entries[index] if 0 <= index < len(self._entries) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take one out."""
        if not 0 <= index < len(self._entries):
            return None
        taken = self._entries.pop(index)
        button = _leading(taken.widget())
        if button is not None and button in self._leaning:
            self._leaning.discard(button)
            button.lean("")
        return taken

    def expandingDirections(self) -> Qt.Orientation:
        """It does not ask for more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows at a width."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, area: QRect) -> None:
        """Place everything."""
        super().setGeometry(area)
        self._place(area, move=True)

    def sizeHint(self) -> QSize:
        """The widest of them is the least."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Room for the widest of them."""
        size = QSize()
        for entry in self._entries:
            size = size.expandedTo(entry.minimumSize())
        return size

    def _place(self, area: QRect, *, move: bool) -> int:
        y = area.y()
        for number, row in enumerate(self._rows(area.width())):
            height = max(hint.height() for _entry, hint in row)
            if move:
                self._lean(row, further=number > 0)
            x = area.x()
            for entry, hint in row:
                if move:
                    above = (height - hint.height()) // 2
                    entry.setGeometry(QRect(QPoint(x, y + above), hint))
                x += hint.width() + self._gap
            y += height + self._gap
        return max(0, y - self._gap - area.y())

    def _lean(self, row: list[tuple[QLayoutItem, QSize]], *, further: bool) -> None:
        """Let the first of a further row lean, and what leaned here before stand as it was."""
        for place, (entry, _hint) in enumerate(row):
            button = _leading(entry.widget())
            if button is None:
                continue
            begins = further and place == 0
            if button in self._leaning and not begins:
                self._leaning.discard(button)
                button.lean("")
            elif begins and button.property("kind") == QUIET and not button.property("edge"):
                self._leaning.add(button)
                button.lean(START)

    def _rows(self, width: int) -> Iterator[list[tuple[QLayoutItem, QSize]]]:
        """What stands beside each other; one that is wider than all there is gets all there is."""
        row: list[tuple[QLayoutItem, QSize]] = []
        taken = 0
        for entry in self._entries:
            if entry.isEmpty():  # hidden
                continue
            hint = self._size_of(entry, width)
            if row and taken + hint.width() > width:
                yield row
                row, taken = [], 0
            row.append((entry, hint))
            taken += hint.width() + self._gap
        if row:
            yield row

    def _size_of(self, entry: QLayoutItem, width: int) -> QSize:
        hint = entry.sizeHint()
        if _leading(entry.widget()) in self._leaning:
            hint += QSize(FLUSH, 0)  # or it would find room above, and lose it again
        if hint.width() <= width:
            return hint
        narrow = max(width, entry.minimumSize().width())
        high = entry.heightForWidth(narrow) if entry.hasHeightForWidth() else hint.height()
        return QSize(narrow, high)


def _leading(widget: QWidget | None) -> Button | None:
    """The button that a widget is, or that begins a few kept beside each other; else None."""
    beside = widget.layout() if widget is not None else None
    if isinstance(beside, QHBoxLayout) and beside.count():
        entry = beside.itemAt(0)
        widget = entry.widget() if entry is not None else None
    return widget if isinstance(widget, Button) else None
