"""Check a bundle that somebody handed over: folder and passphrase in, numbered checks out.

Needs no vault.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.i18n import N_
from ui.context import Context
from ui.pages.folder_row import FolderRow
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, Button
from ui.widgets.card import Card
from ui.widgets.checks import ChecksCard
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundling import VerifyResult


class VerifyPage(Page):
    """Reads a bundle and never writes."""

    def __init__(self, context: Context) -> None:
        self._result: VerifyResult | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A card to choose and open, a card of checks."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Check a bundle"))
        card = Card()
        label = Words("", "strong")
        self.say(label.say, lambda: tr("Folder of the bundle"))
        row = FolderRow(
            self,
            name=lambda: tr("Folder of the bundle"),
            hint=lambda: tr("The folder that holds bundle.age"),
            dialog=lambda: tr("Choose the folder of the bundle"),
        )
        self._folder = row.line
        self._passphrase = PassphraseField()
        self.say_passphrase(self._passphrase, lambda: tr("Passphrase, as you were told it"))
        self._passphrase.entered.connect(self._check)
        self._button = Button("", PRIMARY)
        self._button.clicked.connect(self._check)
        self.say(self._button.say, lambda: tr("Check"))
        self._progress = ProgressPanel(self.context)
        card.add(label, row, self._passphrase)
        card.add_row(self._button)
        card.add(self._progress)
        self._verdict = Words("", "lead")
        self._verdict.hide()
        self._checks = ChecksCard(self.context, N_("The checks"))
        self._checks.hide()
        for widget in (card, self._verdict, self._checks):
            self.desk.addWidget(widget)

    def refresh(self, subject: object = None) -> None:
        """Offer the folder that was asked for."""
        if isinstance(subject, Path):
            self.take_folder(subject)

    def retext(self) -> None:
        """The checks too."""
        super().retext()
        if self._result is not None:
            self._show(self._result)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of everything."""
        self._result = None
        self._folder.clear()
        self._passphrase.clear()
        self._checks.hide()
        self._verdict.hide()

    def take_folder(self, folder: Path) -> None:
        """Use this folder."""
        self._folder.take(folder)

    def _check(self) -> None:
        from app.usecases.bundling import verify_bundle

        folder, passphrase = self._folder.folder(), self._passphrase.text()
        if folder is None:
            self._passphrase.show_problem(self.context.tr("Choose a folder first."))
            return
        self._button.setEnabled(False)
        ticket = self.context.without_vault(
            lambda job: verify_bundle(folder, passphrase, job),
            self._show,
            owner=self,
            place=self._passphrase,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _show(self, result: VerifyResult) -> None:
        tr = self.context.tr
        self._button.setEnabled(True)
        self._result = result
        verdicts = {
            "passed": tr("Everything that can be checked here matches."),
            "failed": tr(
                "Something does not match. Ask for the bundle once more, and keep this one."
            ),
            "incomplete": tr("Not everything could be checked."),
        }
        self._verdict.say(verdicts[result.result])
        self._verdict.show()
        self._checks.show_checks(result.checks)
        self._checks.show()
