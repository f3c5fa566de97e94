"""The offer to have the words in pictures read by a program, so that they can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.domain.evidence.machine_words import READ_BY_A_PROGRAM
from app.errors import Cancelled, OngiError
from ui.context import Context
from ui.errors import Place
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.machine_words import WordsRead
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault

    Known = tuple[int, bool]


def _known(vault: OpenVault, case_id: str, _job: Job) -> Known:
    from app.usecases.items.reading_words import pictures_unread, reads_new_pictures

    return pictures_unread(vault, case_id), reads_new_pictures(vault)


class ReadingOffer(Card):
    """Shows itself only where there are pictures to read. `read` comes when some were read."""

    read = Signal()

    def __init__(self, page: Page, place: Place) -> None:
        super().__init__("fact", spacing=8)
        self._context: Context = page.context
        self._place = place
        self._running = self._is_through = False
        self._left = 0
        tr = self._context.tr
        words, note = Words(), Words("", "quiet")
        self._button, self._always = Button("", SECONDARY), Tick()
        self._button.clicked.connect(self.start)
        self._always.clicked.connect(self._switch)
        self.progress = ProgressPanel(self._context)
        page.say(
            words.say,
            lambda: tr("Words in pictures can be found too, once a program has read them."),
        )
        page.say(
            note.say,
            lambda: (
                tr("About a second a picture, on this computer only.") + " " + tr(READ_BY_A_PROGRAM)
            ),
        )
        page.say(self._button.say, lambda: tr("Read the words in pictures"))
        page.say(self._always.say, lambda: tr("Read new pictures when I search"))
        self.add(words, note)
        self.add_row(self._button, self._always, spacing=16)
        self.hide()

    def clear(self) -> None:
        """Nothing is offered."""
        self._running = self._is_through = False
        self._left = 0
        self.hide()

    def refresh(self) -> None:
        """See whether there is something to read; begin where the person wants that by itself."""
        case = self._context.session.case
        if case is not None and not self._running:
            self._context.with_vault(
                lambda vault, job: _known(vault, case.id, job), self._offer, owner=self
            )

    def _offer(self, known: Known) -> None:
        unread, always = known
        self._always.setChecked(always)
        if self._is_through:  # what is left now can't be opened: it is not tried again and again
            self._left, self._is_through = unread, False
        is_new = unread > 0 and unread != self._left
        self.setVisible(is_new and not self._running)
        if is_new and always:
            self.start()

    def start(self) -> None:
        """Read them."""
        from app.usecases.items.reading_words import read_words

        case = self._context.session.case
        if case is None or self._running:
            return
        self._running = True
        self.hide()
        ticket = self._context.with_vault(
            lambda vault, job: read_words(vault, case.id, job),
            self._ended,
            owner=self,
            place=self._place,
            failed=self._failed,
        )
        self.progress.follow(ticket)

    def _ended(self, done: WordsRead) -> None:
        self._running, self._is_through = False, True
        self.refresh()
        if done.read:
            self.read.emit()

    def _failed(self, error: OngiError) -> bool:
        """Stopped by the person: what was read stays, and the offer is there again."""
        self._running = False
        self.setVisible(isinstance(error, Cancelled))
        self.read.emit()
        return False

    def _switch(self) -> None:
        from app.usecases.items.reading_words import read_new_pictures

        on = self._always.isChecked()
        self._context.with_vault(
            lambda vault, _job: read_new_pictures(vault, on=on), lambda _done: None, owner=self
        )
