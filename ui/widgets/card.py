"""A surface that holds one thought, and the rows inside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme.scale import scaled
from ui.widgets.buttons import END, START, Button
from ui.widgets.flow import Flow
from ui.widgets.words import TIGHT, Words

INSIDE = 20
LONG = 36


class Card(QFrame):
    """A card of kind `card`, or a borderless one in a tint: `care`, `fact`, `good`."""

    def __init__(self, kind: str = "card", *, spacing: int = 12) -> None:
        super().__init__()
        self.setProperty("kind", kind)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(INSIDE, INSIDE - 2, INSIDE, INSIDE)
        self.inside.setSpacing(spacing)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets below each other."""
        for widget in widgets:
            self.inside.addWidget(widget)

    def add_row(self, *widgets: QWidget, spacing: int = 8) -> Flow:
        """Put widgets beside each other, to the left, and in further rows where that is narrow."""
        row = row_of(*widgets, spacing=spacing)
        self.inside.addLayout(row)
        return row

    def empty(self) -> None:
        """Take everything out."""
        clear_layout(self.inside)


def row_of(*widgets: QWidget, spacing: int = 8) -> Flow:
    """A row of widgets, to the left, each as wide as it wants; what has no room goes below."""
    row = Flow(spacing=spacing)
    if widgets:
        _lean(widgets[0], START)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _lean(widget: QWidget, side: str) -> None:
    """A quiet button at the end of a row stands flush with its column."""
    if isinstance(widget, Button):
        widget.lean(side)


def field_row(field: QWidget, *beside: QWidget) -> QHBoxLayout:
    """A field that takes all the room there is, and what stands beside it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    if beside:
        _lean(beside[-1], END)
    for widget in beside:
        row.addWidget(widget)
    return row


def ends_row(first: QWidget, *last: QWidget) -> QHBoxLayout:
    """One widget to the left, the others to the right."""
    row = QHBoxLayout()
    row.setSpacing(8)
    _lean(first, START)
    if last:
        _lean(last[-1], END)
    row.addWidget(first)
    row.addStretch(1)
    for widget in last:
        row.addWidget(widget)
    return row


def pair(left: str, right: str, *, right_role: str = "soft") -> QWidget:
    """One line of a card: what it is to the left, the fact to the right."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(Words(left, endless=TIGHT), 1)
    fact = Words(right, right_role, wrap=False)
    fact.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(fact)
    return holder


def fact(name: str, value: str) -> QWidget:
    """A name and what a file says: beside each other where short, else the value in lines below."""
    if scaled(len(value)) <= LONG:
        return pair(name, value)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Words(name))
    column.addWidget(Words(value, "soft").selectable())
    return holder


def clear_layout(layout: object) -> None:
    """Take all widgets and inner layouts out of a layout, and let them go."""
    from PySide6.QtWidgets import QLayout

    if not isinstance(layout, QLayout):
        return
    while (entry := layout.takeAt(0)) is not None:
        widget = entry.widget()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := entry.layout()) is not None:
            clear_layout(inner)
