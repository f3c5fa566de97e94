"""The offer to make comparable what came in before the program could compare it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.errors import OngiError
    from app.usecases.items.alike import Rehashed


class ComparingOffer(Card):
    """Shows itself only where there is something to look through. `done` comes when it was."""

    done = Signal()

    def __init__(self, page: Page) -> None:
        super().__init__("fact", spacing=8)
        self._context: Context = page.context
        self._running = False
        self._left = 0
        tr = self._context.tr
        words, note = Words(), Words("", "quiet")
        self._button = Button("", SECONDARY)
        self._button.clicked.connect(self.start)
        self.progress = ProgressPanel(self._context)
        page.say(
            words.say,
            lambda: tr("Some of what came in earlier can be compared too."),
        )
        page.say(
            note.say,
            lambda: tr(
                "Pictures, films, and the pictures in saved pages and mails are looked through "
                "once. You see nothing of them, and nothing leaves this computer."
            ),
        )
        page.say(self._button.say, lambda: tr("Compare these too"))
        self.add(words, note)
        self.add_row(self._button)
        self.hide()

    def clear(self) -> None:
        """Nothing is offered."""
        self._running = False
        self._left = 0
        self.hide()

    def refresh(self) -> None:
        """See whether there is something; what can't be opened is not offered again and again."""
        from app.usecases.items.alike import not_compared

        case = self._context.session.case
        if case is None or self._running:
            return
        known = case.id
        self._context.with_vault(
            lambda vault, _job: not_compared(vault, known),
            lambda count: self.setVisible(count > self._left and not self._running),
            owner=self,
        )

    def start(self) -> None:
        """Look through them."""
        from app.usecases.items.alike import rehash

        case = self._context.session.case
        if case is None or self._running:
            return
        known, self._running = case.id, True
        self.hide()
        ticket = self._context.with_vault(
            lambda vault, job: rehash(vault, known, job),
            self._ended,
            owner=self,
            failed=self._failed,
        )
        self.progress.follow(ticket)

    def _ended(self, done: Rehashed) -> None:
        self._running, self._left = False, done.left
        self.done.emit()

    def _failed(self, _error: OngiError) -> bool:
        """Stopped: what was looked through stays so, and the offer is there again."""
        self._running = False
        self.refresh()
        return False
