"""A key of one's own, for whoever gets bundles: made here, without a vault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from app.domain.bundles.key_words import NOT_EVERYWHERE
from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.tick import Tick
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.bundles.identity_files import KeyPair

WHOSE = (Asked("whose", N_("Owner of this key"), hint=N_("it may stay empty")),)
CODE_EDGE, DENSE_EDGE = 260, 480
"""Pixels a side; the code of a post-quantum key has 149 modules a side."""


class OwnKeyPage(Page):
    """A passphrase, where to save, and then what senders need."""

    def __init__(self, context: Context) -> None:
        self._made: KeyPair | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A card to make it, a card with what to hand out."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("A key of my own"))
        self.head_button(
            lambda: tr("Check a bundle"), lambda: self.context.go("verify"), filled=False
        )
        card = self._card = Card()
        about = Words("", "soft")
        self.say(
            about.say,
            lambda: tr(
                "For offices and counsellors who get bundles. Senders get the public half; "
                "the key file stays with you and opens what was sealed for you."
            ),
        )
        self._first, self._second = PassphraseField(), PassphraseField()
        self.say_passphrase(self._first, lambda: tr("Passphrase of the key file"))
        self.say_passphrase(self._second, lambda: tr("The same passphrase once more"))
        self._second.entered.connect(self._choose)
        self._hybrid = Tick()
        self.say(self._hybrid.say, lambda: tr("Post-quantum key"))
        note = Words("", "quiet")
        self.say(note.say, lambda: tr(NOT_EVERYWHERE))
        self._button = Button("", PRIMARY)
        self._button.clicked.connect(self._choose)
        self.say(self._button.say, lambda: tr("Make a key"))
        self._progress = ProgressPanel(self.context)
        card.add(about, self._first, self._second, self._hybrid, note)
        card.add_row(self._button)
        card.add(self._progress)
        self._shown = Card(spacing=8)
        self._shown.hide()
        self.desk.addWidget(card)
        self.desk.addWidget(self._shown)

    def retext(self) -> None:
        """What was made too."""
        super().retext()
        if self._made is not None:
            self._show(self._made)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget what was typed and made."""
        self._made = None
        self._first.clear()
        self._second.clear()
        self._shown.empty()
        self._shown.hide()
        self._card.show()

    def make(self, out: Path) -> None:
        """Make the key in this file."""
        from app.usecases.bundles.identity_files import make_key

        words, hybrid = self._first.text(), self._hybrid.isChecked()
        self._button.setEnabled(False)
        ticket = self.context.without_vault(
            lambda job: make_key(out, words, job, post_quantum=hybrid),
            self._show,
            owner=self,
            place=self._second,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _choose(self) -> None:
        tr = self.context.tr
        if not self._first.text().strip():
            self._first.show_problem(tr("Type a passphrase first."))
            return
        if self._first.text() != self._second.text():
            self._second.show_problem(tr("The two are not the same. Type them again."))
            return
        title = tr("Where to keep the key file")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, str(Path.home() / "ongi.key"))
        if chosen:
            self.make(Path(chosen))

    def _show(self, made: KeyPair) -> None:
        tr = self.context.tr
        self._made = made
        self._button.setEnabled(True)
        self._first.clear()
        self._second.clear()
        self._shown.empty()
        code = QLabel()
        code.setTextFormat(Qt.TextFormat.PlainText)
        picture = QPixmap(str(made.picture))
        edge = CODE_EDGE if picture.width() < DENSE_EDGE else DENSE_EDGE
        code.setPixmap(
            picture.scaled(
                edge,
                edge,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        code.setAccessibleName(tr("QR code of the public key"))
        self._whose = ToldForm(self.context, WHOSE)
        sheet = self._sheet = Button("", PRIMARY)
        sheet.say(tr("Save a page to print"))
        sheet.clicked.connect(self._choose_sheet)
        self._saved = Words("", "soft")
        copy = Button("", SECONDARY)
        copy.say(tr("Copy the public key"))
        copy.clicked.connect(lambda *_: self.context.copy(made.public_key))
        self._shown.add(
            Words(tr("The key is made: {path}", path=str(made.path)), "strong"),
            Words(tr("Keep this file and its passphrase, and a copy elsewhere."), "soft"),
            Words(tr("Read these numbers out to whoever calls to compare them."), "soft"),
            Words(made.numbers, "lead").selectable(),
            Words(tr("For senders: {file} or this code", file=made.public_file.name), "soft"),
            code,
            Words(
                tr("For senders on paper: this code, these numbers and what to do with them."),
                "soft",
            ),
            self._whose,
        )
        self._shown.add_row(sheet, copy)
        self._shown.add(self._saved)
        self._shown.show()
        self._card.hide()

    def _choose_sheet(self) -> None:
        if self._made is None:
            return
        title = self.context.tr("Where to keep the page")
        path = self._made.path
        chosen, _kind = QFileDialog.getSaveFileName(
            self, title, str(path.with_name(path.name + ".pdf")), "PDF (*.pdf)"
        )
        if chosen:
            self.save_sheet(Path(chosen))

    def save_sheet(self, out: Path) -> None:
        """Save the page for senders in this file."""
        from app.usecases.bundles.key_sheet import save_key_sheet

        if self._made is None:
            return
        key, whose = self._made.public_key, self._whose.values()["whose"]
        self._saved.say("")
        self._sheet.setEnabled(False)
        self.context.without_vault(
            lambda _job: save_key_sheet(key, whose, out),
            self._show_saved,
            owner=self,
            failed=lambda _error: self._sheet.setEnabled(True),
        )

    def _show_saved(self, path: Path) -> None:
        if self._made is None:  # left before it was done
            return
        self._sheet.setEnabled(True)
        self._saved.say(self.context.tr("The page is saved: {path}", path=str(path)))
