"""The first page: make a vault, open one, or check a bundle somebody handed over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ui.context import Context
from ui.lanes import Lane
from ui.pages.folder_row import FolderRow
from ui.pages.page import Page
from ui.pages.to_five_minutes import to_five_minutes
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card, row_of
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vaults import OpenVault


class WelcomePage(Page):
    """Makes a vault in a folder that the person chooses, with a passphrase typed twice."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """An introduction, a card for a new vault, a card for what is there already."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("A quiet place for what happened"))
        self._intro = Words("", "soft")
        self.say(
            self._intro.say,
            lambda: tr(
                "What you collect stays on this computer, encrypted. Nothing is sent anywhere. "
                "You can stop at any point and go on later."
            ),
        )
        self.desk.addWidget(self._intro)
        self._build_new()
        self._build_existing()

    def _build_new(self) -> None:
        tr = self.context.tr
        card = Card()
        lead, what = Words("", "lead"), Words("", "soft")
        self.say(lead.say, lambda: tr("Make a vault"))
        self.say(
            what.say,
            lambda: tr("Choose a new or empty folder, and a passphrase that only you know."),
        )
        row = FolderRow(
            self,
            name=lambda: tr("Folder of the vault"),
            hint=lambda: tr("Choose it, or paste where it is"),
            dialog=lambda: tr("Choose a new or empty folder"),
        )
        self._folder = row.line
        self._first, self._second = PassphraseField(), PassphraseField()
        self.say_passphrase(self._first, lambda: tr("Passphrase"))
        self.say_passphrase(self._second, lambda: tr("The same passphrase once more"))
        self._second.entered.connect(self._make)
        care = Words("", "quiet")
        self.say(
            care.say,
            lambda: tr(
                "Several words are good. Keep them where only you can find them. If they are "
                "forgotten, a recovery kit opens the vault; you can make it right after, or later."
            ),
        )
        self._make_button = Button("", PRIMARY)
        self._make_button.clicked.connect(self._make)
        self.say(self._make_button.say, lambda: tr("Make the vault"))
        self._progress = ProgressPanel(self.context)
        card.add(lead, what, row, self._first, self._second, care)
        card.add_row(self._make_button)
        card.add(self._progress)
        self.desk.addWidget(card)

    def _build_existing(self) -> None:
        tr = self.context.tr
        card = Card()
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("Already there"))
        open_it, check_it = Button("", SECONDARY), Button("", SECONDARY)
        help_me = Button("", QUIET)
        open_it.clicked.connect(lambda: self.context.go("unlock"))
        check_it.clicked.connect(lambda: self.context.go("verify"))
        help_me.clicked.connect(lambda: self.context.go("help"))
        self.say(open_it.say, lambda: tr("Open a vault"))
        self.say(check_it.say, lambda: tr("Check a bundle"))
        self.say(help_me.say, lambda: tr("Where to find help"))
        card.add(lead)
        card.add_row(open_it, check_it, help_me)
        self.desk.addWidget(card)
        self.desk.addLayout(row_of(to_five_minutes(self)))

    def take_folder(self, folder: Path) -> None:
        """Use this folder for the vault to make."""
        self._folder.take(folder)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget what was typed."""
        self._first.clear()
        self._second.clear()

    def _make(self) -> None:
        from app.usecases.vaults import create_vault

        tr = self.context.tr
        folder, passphrase = self._folder.folder(), self._first.text()
        if folder is None:
            self._second.show_problem(tr("Choose a folder first."))
            return
        if passphrase != self._second.text():
            self._second.show_problem(tr("The two are not the same. Type them again."))
            return
        self._make_button.setEnabled(False)
        ticket = self.context.without_vault(
            lambda job: create_vault(folder, passphrase, job),
            self._made,
            owner=self,
            lane=Lane.VAULT,
            place=self._second,
            failed=lambda _error: self._make_button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _made(self, vault: OpenVault) -> None:
        self._make_button.setEnabled(True)
        self.clear()
        self.context.session.open(vault)
        self.context.go("kit", "first")
