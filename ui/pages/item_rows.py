"""What else can be seen or done with one item: a short list, one row each.

A row is made by a file of its own (with what `item_row` has) and named here in one line.
"""

from __future__ import annotations

from ui.pages.item_alike import alike_row
from ui.pages.item_captures import captures_row
from ui.pages.item_copies import copy_row, original_row, retell_row
from ui.pages.item_part import part_row
from ui.pages.item_reading import excerpt_row, traces_row
from ui.pages.item_row import ItemRow, Shown, row
from ui.pages.item_words import words_row

__all__ = ["ITEM_ROWS", "ItemRow", "Shown", "row"]

ITEM_ROWS: tuple[ItemRow, ...] = (
    original_row,
    alike_row,
    copy_row,
    retell_row,
    traces_row,
    excerpt_row,
    part_row,
    captures_row,
    words_row,
)
"""The rows of "More about this item", in the order in which they stand."""
