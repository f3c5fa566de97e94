"""A title with actions at its right; below it where the width has no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from ui.widgets.buttons import START, Button

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_LEAST_LETTERS = 12
"""How much of a title stays on a line beside actions, in letters of its own size."""


class Heading(QWidget):
    """The row on top of a page."""

    def __init__(self, title: QWidget) -> None:
        super().__init__()
        self._title = title
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._row = QBoxLayout(_BESIDE, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(self._actions)

    def add(self, widget: QWidget) -> None:
        """Put an action at the end."""
        self._actions.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look anew whether both have room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look anew when a text became longer or an action came."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        letters = self._title.fontMetrics().horizontalAdvance("n" * _LEAST_LETTERS)
        asked = self._actions.sizeHint().width() + letters + self._row.spacing()
        to = _BESIDE if asked <= self.width() else _BELOW
        if self._row.direction() != to:
            self._row.setDirection(to)
            below = Qt.AlignmentFlag.AlignLeft if to == _BELOW else Qt.AlignmentFlag(0)
            self._row.setAlignment(self._actions, below)
            first = self._actions.itemAt(0)
            if first is not None and isinstance(button := first.widget(), Button):
                button.lean(START if to == _BELOW else "")
