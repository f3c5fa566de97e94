"""A card for laying the program onto a stick; in a checkout it says what that takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.program.carrying_along import CarriedAlong


class CarryAlongCard(Card):
    """Folder, button, progress."""

    def __init__(self, page: Page) -> None:
        super().__init__(spacing=8)
        self._page, self._context = page, page.context
        tr = self._context.tr
        self._say("strong", lambda: tr("Carry it along on a USB stick"))
        self._say(
            "soft",
            lambda: tr(
                "Program and vaults lie on the stick, and nothing of them on the computer. "
                "For a computer that others use too, or one that you don't trust quite."
            ),
        )
        self.row = FolderRow(
            page,
            name=lambda: tr("Folder on the stick"),
            hint=lambda: tr("Choose it, or paste where it is"),
            dialog=lambda: tr("Choose a folder on the stick"),
        )
        self._button = Button("", SECONDARY)
        self._button.clicked.connect(self._carry)
        page.say(self._button.say, lambda: tr("Lay the program onto it"))
        self._only = self._say(
            "soft",
            lambda: tr(
                "The program as it runs now can't be laid onto a stick. One that was installed can."
            ),
        )
        self._progress = ProgressPanel(self._context)
        self.add(self.row)
        self.add_row(self._button)
        self.add(self._only, self._progress)
        self._only.hide()

    def look(self) -> None:
        """Show what can be done with this copy of the program."""
        from app.usecases.program.carrying_along import can_be_carried

        can = can_be_carried()
        self._only.setVisible(not can)
        self.row.setVisible(can)
        self._button.setVisible(can)

    def _say(self, role: str, text: Callable[[], str]) -> Words:
        words = Words("", role)
        self._page.say(words.say, text)
        self.add(words)
        return words

    def _carry(self) -> None:
        from app.usecases.program.carrying_along import carry_along

        folder = self.row.line.folder()
        if folder is None:
            return
        self._button.setEnabled(False)
        to: Path = folder
        ticket = self._context.without_vault(
            lambda job: carry_along(to, job), self._carried, owner=self, failed=self._failed
        )
        self._progress.follow(ticket)

    def _carried(self, made: CarriedAlong) -> None:
        self._button.setEnabled(True)
        self._context.messages.good(
            self._context.tr(
                "The program is on the stick and was read back: {name}", name=str(made.program)
            ),
            self._context.tr(
                "Started from there it keeps its vaults beside itself, and uses no keyring."
            ),
        )

    def _failed(self, _error: object) -> bool:
        self._button.setEnabled(True)
        return False
