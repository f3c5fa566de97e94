"""What else can be seen of one item or made of it: two short lists, one row each.

A row is made by a file of its own (with what `item_row` has) and named here in one line.
"""

from __future__ import annotations

from app.i18n import N_
from ui.pages.item.alike import alike_row
from ui.pages.item.captures import captures_row
from ui.pages.item.copies import copy_row, original_row, retell_row
from ui.pages.item.links import links_row
from ui.pages.item.look import look_row
from ui.pages.item.masked import masked_row
from ui.pages.item.part import part_row
from ui.pages.item.questions import questions_row
from ui.pages.item.reading import excerpt_row, traces_row
from ui.pages.item.row import ItemRow, Shown, row
from ui.pages.item.saved import saved_row
from ui.pages.item.view import chat_row, view_row
from ui.pages.item.words import words_row

__all__ = ["ITEM_ROWS", "ItemRow", "Shown", "row"]

ITEM_ROWS: tuple[tuple[str, tuple[ItemRow, ...]], ...] = (
    (
        N_("Look closer"),
        (
            view_row,
            chat_row,
            saved_row,
            look_row,
            original_row,
            alike_row,
            traces_row,
            words_row,
            captures_row,
            links_row,
        ),
    ),
    (
        N_("Copies, and what you know"),
        (copy_row, masked_row, excerpt_row, retell_row, part_row, questions_row),
    ),
)
"""What stands over the rows of each list, a message id, and the rows in their order."""
