"""What else can be seen or done with one item: a short list, one row each.

A row is made by a file of its own and named here in one line. It is a function that gets what is
shown and gives a widget, or None where it has nothing to offer for that item. Rows are made anew
whenever the item is read or the language changes, and let go of with the page: they keep nothing
themselves. Work goes through `shown.context.with_vault(..., owner=widget)`.
"""

from __future__ import annotations

from ui.pages.item_captures import captures_row
from ui.pages.item_copies import copy_row, original_row, retell_row
from ui.pages.item_reading import excerpt_row, traces_row
from ui.pages.item_part import part_row
from ui.pages.item_row import ItemRow, Shown, row

__all__ = ["ITEM_ROWS", "ItemRow", "Shown", "row"]

ITEM_ROWS: tuple[ItemRow, ...] = (
    captures_row,
    original_row,
    copy_row,
    retell_row,
    traces_row,
    excerpt_row,
    part_row,
)
"""The rows of "More about this item", in the order in which they stand."""


def row(text: str, button: str, press: Callable[[], object]) -> QWidget:
    """The usual row: a sentence to the left, a quiet button to the right."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(16)
    line.addWidget(Words(text), 1)
    made = Button(button, QUIET)
    made.clicked.connect(lambda *_: press())
    line.addWidget(made)
    return holder
