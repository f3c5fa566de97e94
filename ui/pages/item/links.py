"""A row on an item's page: the links that were first found in it, and where they stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence.items import ItemKind
from app.domain.follow_up.ledger_words import LINK_STATES
from ui.pages.item.row import Shown, row

if TYPE_CHECKING:
    from app.usecases.follow_up.fates import FateRow

WITH_LINKS = (ItemKind.CHAT, ItemKind.WEB, ItemKind.DOCUMENT, ItemKind.TEXT)


def links_row(shown: Shown) -> QWidget | None:
    """For what has words of its own."""
    if shown.details.item.kind not in WITH_LINKS or shown.context.session.case is None:
        return None
    return _LinksRow(shown, shown.context.session.case.id)


class _LinksRow(QWidget):
    """Stays empty where the item has no links."""

    def __init__(self, shown: Shown, case: str) -> None:
        super().__init__()
        self._context = context = shown.context
        item = shown.details.item.id
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

        from app.usecases.follow_up.fates import fates_of_item

        context.with_vault(
            lambda vault, _job: fates_of_item(vault, case, item), self._show, owner=self
        )

    def _show(self, rows: tuple[FateRow, ...]) -> None:
        if not rows:
            return
        tr = self._context.tr
        counts = Counter(one.state for one in rows)
        said = " · ".join(
            f"{tr(word)} {counts[state]:,}" for state, word in LINK_STATES.items() if counts[state]
        )
        links = tuple(one.link.id for one in rows)
        self._column.addWidget(
            row(
                tr("Links that were first found here: {states}", states=said),
                tr("See these links"),
                lambda: self._context.go("fates", links),
            )
        )
