"""A row on an item's page: let somebody else look, or what they saw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text.textsafe import visible
from ui.pages.care.leaving_to_others import leave_to_others
from ui.pages.item.row import Shown, row

if TYPE_CHECKING:
    from app.domain.evidence.looks import Look
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault


def look_row(shown: Shown) -> QWidget | None:
    """For every item of a case."""
    case = shown.context.session.case
    return None if case is None else _LookRow(shown, case.id)


class _LookRow(QWidget):
    """One row, once it is known how the item stands."""

    def __init__(self, shown: Shown, case: str) -> None:
        super().__init__()
        self._shown, self._item = shown, shown.details.item.id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        item = self._item

        def read(vault: OpenVault, _job: Job) -> Look | None:
            from app.usecases.items.looks import looks_of

            return next((one for one in looks_of(vault, case) if one.item == item), None)

        shown.context.with_vault(read, self._show, owner=self)

    def _show(self, look: Look | None) -> None:
        context = self._shown.context
        tr = context.tr
        if look is None:
            self._column.addWidget(
                row(
                    tr("Hard to look at? Somebody else can look and write down what is there."),
                    tr("Let somebody else look"),
                    lambda: leave_to_others(context, [self._item], self, self._shown.again),
                )
            )
            return
        said = tr("Seen: {words}", words=visible(look.words)) if look.words else tr(
            "Left to somebody else to look at."
        )  # fmt: skip
        press = tr("Change the words") if look.words else tr("Write what is seen")
        self._column.addWidget(row(said, press, lambda: context.go("looks", look.id)))
