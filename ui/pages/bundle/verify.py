"""Check a bundle that somebody handed over: folder and passphrase in, numbered checks out.

Needs no vault.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import InputProblem
from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.pages.recipient_keys.opening import KeyFilePart
from ui.pages.replying.continuation_card import ContinuationCard
from ui.pages.replying.earlier_part import EarlierPart
from ui.pages.replying.reply_card import ReplyCard
from ui.pages.replying.signer_part import SignerPart
from ui.widgets.buttons import PRIMARY, Button
from ui.widgets.card import Card
from ui.widgets.checks import ChecksCard
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.bundles.bundling import VerifyResult
    from app.usecases.bundles.comparing import Continuation, Earlier


class VerifyPage(Page):
    """Reads a bundle and never writes."""

    def __init__(self, context: Context) -> None:
        self._result: VerifyResult | None = None
        self._found: Continuation | None = None
        self._told: str | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A card to choose and open, a card of checks."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Check a bundle"))
        self.head_button(
            lambda: tr("A key of my own"), lambda: self.context.go("own_key"), filled=False
        )
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
        self._key_file = KeyFilePart(self)
        self._signer, self._earlier = SignerPart(self), EarlierPart(self)
        card.add(label, row, self._passphrase)
        card.add_row(self._key_file.more, self._signer.more, self._earlier.unfold)
        card.add(self._key_file, self._signer, self._earlier)
        card.add_row(self._button)
        card.add(self._progress)
        self._verdict = Words("", "lead")
        self._verdict.hide()
        self._checks = ChecksCard(self.context, N_("The checks"))
        self._checks.hide()
        self._continuation, self._reply = ContinuationCard(self.context), ReplyCard(self.context)
        self._continuation.hide()
        for widget in (card, self._verdict, self._checks, self._continuation, self._reply):
            self.desk.addWidget(widget)

    def refresh(self, subject: object = None) -> None:
        """Offer the folder that was asked for."""
        if isinstance(subject, Path):
            self.take_folder(subject)

    def retext(self) -> None:
        """The checks too."""
        super().retext()
        self._reply.retext()
        if self._result is not None:
            self._show(self._result, self._found)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of everything."""
        self._result = self._found = self._told = None
        self._signer.clear()
        self._earlier.clear()
        self._reply.clear()
        self._continuation.hide()
        self._folder.clear()
        self._passphrase.clear()
        self._key_file.clear()
        self._checks.hide()
        self._verdict.hide()

    def take_folder(self, folder: Path) -> None:
        """Use this folder."""
        self._folder.take(folder)

    def _check(self) -> None:
        folder, passphrase = self._folder.folder(), self._passphrase.text()
        if folder is None:
            self._passphrase.show_problem(self.context.tr("Choose a folder first."))
            return
        try:
            self._told = self._signer.told()
        except InputProblem as problem:
            self.context.errors.show(problem, self._signer)
            return
        self._button.setEnabled(False)
        earlier = self._earlier.chosen()
        if earlier is None:
            self._verify(folder, passphrase, None)
        else:
            self._read_earlier(folder, passphrase, earlier)

    def _read_earlier(self, folder: Path, passphrase: str, earlier: Path) -> None:
        """The earlier one first: its number says which entry of the later log is needed."""
        from app.usecases.bundles.comparing import read_earlier
        from app.usecases.bundles.identity_files import secrets_of

        words, key_file = self._earlier.passphrase.text(), self._key_file.file()

        def read(job: Job) -> Earlier:
            # Where nothing is typed for it, the recipient's own key opens the earlier one too.
            own = secrets_of(None if words else key_file, words or passphrase, job)
            return read_earlier(earlier, own[0], job, identity=own[1])

        ticket = self.context.without_vault(
            read,
            lambda found: self._verify(folder, passphrase, found),
            owner=self,
            place=self._earlier.passphrase,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _verify(self, folder: Path, passphrase: str, earlier: Earlier | None) -> None:
        from app.usecases.bundles.bundling import verify_bundle
        from app.usecases.bundles.comparing import continuation
        from app.usecases.bundles.identity_files import secrets_of

        asked = earlier.number if earlier is not None else 0
        key_file, told = self._key_file.file(), self._told

        def verified(job: Job) -> VerifyResult:
            words, identity = secrets_of(key_file, passphrase, job)
            return verify_bundle(
                folder, words, job, identity=identity, expected_key=told, asked=asked
            )

        def checked(result: VerifyResult) -> None:
            self._show(result, None if earlier is None else continuation(result, earlier))

        ticket = self.context.without_vault(
            verified,
            checked,
            owner=self,
            place=self._passphrase,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _show(self, result: VerifyResult, found: Continuation | None) -> None:
        tr = self.context.tr
        self._button.setEnabled(True)
        self._result, self._found = result, found
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
        self._continuation.show_finding(found)
        self._reply.show_result(result)
