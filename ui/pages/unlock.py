"""Open a vault with its passphrase: after a lock, or from a folder that is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.error_texts import sentence
from app.errors import OngiError
from ui.context import Context
from ui.lanes import Lane
from ui.pages.folder_row import FolderRow
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vaults import OpenVault


OLDER = frozenset({"VLT-009", "VLT-013"})


class UnlockPage(Page):
    """Folder and passphrase; a wrong one says nothing about which part was right."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """One card."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Open a vault"))
        card = Card()
        label = Words("", "strong")
        self.say(label.say, lambda: tr("Folder of the vault"))
        row = FolderRow(
            self,
            name=lambda: tr("Folder of the vault"),
            hint=lambda: tr("Choose it, or paste where it is"),
            dialog=lambda: tr("Choose the folder of the vault"),
        )
        self._folder = row.line
        self._folder.returnPressed.connect(self._open)
        self._passphrase = PassphraseField()
        self.say_passphrase(self._passphrase, lambda: tr("Passphrase"))
        self._passphrase.entered.connect(self._open)
        self._open_button, other = Button("", PRIMARY), Button("", QUIET)
        self._open_button.clicked.connect(self._open)
        other.clicked.connect(lambda: self.context.go("welcome"))
        self.say(self._open_button.say, lambda: tr("Open"))
        self.say(other.say, lambda: tr("Make another vault"))
        self._progress = ProgressPanel(self.context)
        card.add(label, row, self._passphrase)
        card.add_row(self._open_button, other)
        card.add(self._progress)
        self.desk.addWidget(card)

    def refresh(self, subject: object = None) -> None:
        """Offer the folder that was open last, and wait for the passphrase."""
        if self.context.session.last_path is not None and not self._folder.text():
            self._folder.setText(str(self.context.session.last_path))
        self._passphrase.field.setFocus()

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget what was typed; the folder is the one that was open."""
        self._passphrase.clear()
        self._folder.clear()

    def take_folder(self, folder: Path) -> None:
        """Use this folder."""
        self._folder.take(folder)

    def _open(self) -> None:
        self._try(accept_older=False)

    def _try(self, *, accept_older: bool) -> None:
        from app.usecases.vaults import open_vault

        folder, passphrase = self._folder.folder(), self._passphrase.text()
        if folder is None:
            self._passphrase.show_problem(self.context.tr("Choose a folder first."))
            return
        self._open_button.setEnabled(False)
        ticket = self.context.without_vault(
            lambda job: open_vault(folder, passphrase, job, accept_older=accept_older),
            self._opened,
            owner=self,
            lane=Lane.VAULT,
            place=self._passphrase,
            failed=self._refused,
        )
        self._progress.follow(ticket)

    def _refused(self, error: OngiError) -> bool:
        """Ask where the vault is older than its log says; every other refusal is shown as usual."""
        self._open_button.setEnabled(True)
        if error.code not in OLDER:
            return False
        tr = self.context.tr
        self.context.messages.confirm(
            sentence(error, self.context.language.texts),
            tr(
                "An older copy may have been put in its place, for example out of a backup. "
                "Look for the newer one first. If you go on with this one, the custody log says so."
            ),
            tr("Open it all the same"),
            tr("Not now"),
            lambda: self._try(accept_older=True),
        )
        return True

    def _opened(self, vault: OpenVault) -> None:
        self._open_button.setEnabled(True)
        self._passphrase.clear()
        self.context.session.open(vault)
