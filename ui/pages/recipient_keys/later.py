"""Let a key of the address book open a bundle that is made already: its folder and passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.text.textsafe import one_line
from app.errors import OngiError
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from app.domain.bundles.recipient_keys import RecipientKey


class LaterCard(Card):
    """Put away until a key asks for it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context = page.context
        tr = self._context.tr
        self._key: RecipientKey | None = None
        self._lead, about = Words("", "strong"), Words("", "soft")
        page.say(
            about.say,
            lambda: tr("The bundle stays as it is. It gets one small file more, to hand over too."),
        )
        self.row = FolderRow(
            page,
            name=lambda: tr("Folder of the bundle"),
            hint=lambda: tr("The folder that holds bundle.age"),
            dialog=lambda: tr("Choose the folder of the bundle"),
        )
        self.words = PassphraseField()
        page.say_passphrase(self.words, lambda: tr("The bundle’s passphrase"))
        self.words.entered.connect(self.save)
        self._keep, leave = Button("", SECONDARY), Button("", QUIET)
        self._keep.clicked.connect(self.save)
        leave.clicked.connect(self.put_away)
        page.say(self._keep.say, lambda: tr("Let this key open it"))
        page.say(leave.say, lambda: tr("Later"))
        self._progress = ProgressPanel(self._context)
        self._done = Words("", "text").selectable()
        self.add(self._lead, about, self.row, self.words)
        self.add_row(self._keep, leave)
        self.add(self._progress, self._done)
        self.put_away()

    def begin(self, key: RecipientKey) -> None:
        """Show it for a key."""
        self.put_away()
        self._key = key
        self.retext()
        self.show()
        self.row.line.setFocus()

    def retext(self) -> None:
        """The key's words too."""
        if self._key is not None:
            whose = one_line(self._key.recipient, 60) or self._key.name
            self._lead.say(self._context.tr("A bundle made before, for: {name}", name=whose))

    def put_away(self) -> None:
        """Forget what was typed."""
        self._key = None
        self._lead.say("")
        self.row.line.clear()
        self.words.clear()
        self._done.say("")
        self._done.hide()
        self._keep.setEnabled(True)
        self.hide()

    def save(self) -> None:
        """Write the key's file into the folder."""
        from app.usecases.bundles.sealing_later import seal_later

        key, folder, words = self._key, self.row.line.folder(), self.words.text()
        if key is None:
            return
        if folder is None:
            self.words.show_problem(self._context.tr("Choose a folder first."))
            return
        self._keep.setEnabled(False)
        ticket = self._context.with_vault(
            lambda vault, job: seal_later(vault, folder, words, key.name, job),
            self._made,
            owner=self,
            place=self.words,
            failed=self._failed,
        )
        self._progress.follow(ticket)

    def _failed(self, _error: OngiError) -> None:
        self._keep.setEnabled(True)

    def _made(self, path: Path) -> None:
        tr = self._context.tr
        self._keep.setEnabled(True)
        self.words.clear()
        self._done.say(tr("Hand this file over too, or the whole folder: {path}", path=str(path)))
        self._done.show()
