"""A row on the page of a text or chat: a copy with registration numbers covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence.copies import can_be_masked
from app.domain.text.textsafe import visible_name
from ui.pages.item.row import Shown, row
from ui.session import Changed

if TYPE_CHECKING:
    from app.usecases.copies.masking import Masked

NAME_LENGTH = 60


def masked_row(shown: Shown) -> QWidget | None:
    """For texts and chats in which such numbers seem to stand."""
    case = shown.context.session.case
    if case is None or not can_be_masked(shown.details.item):
        return None
    return _MaskedRow(shown, case.id)


class _MaskedRow(QWidget):
    """Stays empty where there is nothing to cover."""

    def __init__(self, shown: Shown, case: str) -> None:
        super().__init__()
        self._context, self._item, self._case = shown.context, shown.details.item.id, case
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        item = self._item

        from app.usecases.copies.masking import numbers_stand_in

        self._context.with_vault(
            lambda vault, job: numbers_stand_in(vault, item, job), self._show, owner=self
        )

    def _show(self, stand: bool | None) -> None:
        if stand is False:
            return
        tr = self._context.tr
        text = (
            tr("It holds what looks like a resident registration number. A copy can cover it.")
            if stand
            else tr("Should resident registration numbers stand in it, a copy can cover them.")
        )
        self._column.addWidget(row(text, tr("Make a copy with numbers covered"), self._make))

    def _make(self) -> None:
        from app.usecases.copies.masking import mask_numbers

        case, item = self._case, self._item
        self.setEnabled(False)
        self._context.with_vault(
            lambda vault, job: mask_numbers(vault, case, item, job),
            self._made,
            owner=self,
            failed=lambda _error: self.setEnabled(True),
        )

    def _made(self, masked: Masked) -> None:
        tr, item = self._context.tr, masked.added.item
        self._context.session.tell(Changed.EVIDENCE)
        self._context.messages.good(
            tr("The copy is kept: {name}", name=visible_name(item.name, NAME_LENGTH)),
            tr("It is a new item. The original was not changed."),
        )
        self._context.go("item", item.id)
