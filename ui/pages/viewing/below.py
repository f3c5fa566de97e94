"""Below the stage: what the item is, and a way to leave the looking to somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.care.leaving_to_others import leave_to_others
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault


class CaptionRow(QWidget):
    """Two lines; beside them a button, where the item was not left to somebody else before.

    Once it is left, `keep` is unticked: who need not look is not made to.
    """

    def __init__(self, page: Page, keep: Tick) -> None:
        super().__init__()
        self._page, self._keep = page, keep
        self._item: str | None = None
        tr = page.context.tr
        self.first, self.more = Words("", "strong"), Words("", "quiet")
        self.others = Button("", SECONDARY)
        self.others.clicked.connect(self._leave)
        page.say(self.others.say, lambda: tr("Let somebody else look"))
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addWidget(self.first)
        words.addWidget(self.more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.others)

    def show_item(self, case: str, item: str) -> None:
        """Ask whether an item can still be left to somebody else."""
        from app.usecases.items.looks import looks_of

        self._item = item
        self.others.hide()

        def is_left(vault: OpenVault, _job: Job) -> bool:
            return any(one.item == item for one in looks_of(vault, case))

        def show(left: bool) -> None:
            if self._item == item:
                self.others.setVisible(not left)

        self._page.context.with_vault(is_left, show, owner=self)

    def clear(self) -> None:
        """Let go of the item and its words."""
        self._item = None
        self.first.say("")
        self.more.say("")
        self.others.hide()

    def _leave(self) -> None:
        if self._item is not None:
            leave_to_others(self._page.context, [self._item], self, self._left)

    def _left(self) -> None:
        self._keep.setChecked(False)
        self.others.hide()
