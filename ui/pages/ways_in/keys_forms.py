"""The forms of the page of keys: a passphrase changed or added, a letter for a counsellor.

Each is a card with a sentence and buttons; its fields show once they are wanted. What was typed is
forgotten in `clear`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from app.errors import OngiError
from app.i18n import N_
from ui.pages.page import Page
from ui.pages.path_rows import FileRow
from ui.pages.ways_in.passphrase_worth import PassphraseWorth
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.ways_in.keys import KeySlot
    from app.usecases.ways_in.letters import GivenLetter

LONGEST_LABEL = 200
LABEL_HINT = N_("Your own word for it, if you want one")


class FoldedCard(Card):
    """A card with a heading, a sentence, and fields that are folded away until wanted."""

    def __init__(self, page: Page, heading: str, sentence: str) -> None:
        super().__init__()
        self.page, self.context = page, page.context
        lead, what = Words("", "strong"), Words("", "soft")
        page.say(lead.say, lambda: self.context.tr(heading))
        page.say(what.say, lambda: self.context.tr(sentence))
        self.add(lead, what)
        self.fields = QWidget()
        self.inside_fields = QVBoxLayout(self.fields)
        self.inside_fields.setContentsMargins(0, 0, 0, 0)
        self.inside_fields.setSpacing(8)
        self.fields.hide()

    def button(self, text: str, press: Callable[[], None], kind: str = SECONDARY) -> Button:
        """A button with its text in the language of the screen."""
        made = Button("", kind)
        made.clicked.connect(press)
        self.page.say(made.say, lambda: self.context.tr(text))
        return made


class PassphraseCard(FoldedCard):
    """Change the passphrase, or add one. `done` is called after either."""

    def __init__(self, page: Page, done: Callable[[], None]) -> None:
        super().__init__(
            page,
            N_("Passphrase"),
            N_("Copies of the vault made before a change still open with the old passphrase."),
        )
        tr = self.context.tr
        self._done = done
        self._adding = False
        self.change = self.button(N_("Change the passphrase"), lambda: self._begin(adding=False))
        self.add_one = self.button(
            N_("Add another passphrase"), lambda: self._begin(adding=True), QUIET
        )
        self.old, self.first, self.second = (PassphraseField() for _ in range(3))
        page.say_passphrase(self.old, lambda: tr("The passphrase until now"))
        page.say_passphrase(self.first, lambda: tr("The new passphrase"))
        page.say_passphrase(self.second, lambda: tr("The same passphrase once more"))
        self.second.entered.connect(self.save)
        self.label = QLineEdit()
        self.label.setMaxLength(LONGEST_LABEL)
        page.say(self.label.setAccessibleName, lambda: tr(LABEL_HINT))
        page.say(self.label.setPlaceholderText, lambda: tr(LABEL_HINT))
        self.keep = self.button(N_("Save"), self.save)
        later = self.button(N_("Later"), self.clear, QUIET)
        self._progress = ProgressPanel(self.context)
        self.add_row(self.change, self.add_one)
        self.worth = PassphraseWorth(page, self.first)
        for widget in (self.old, self.first, self.worth, self.second, self.label):
            self.inside_fields.addWidget(widget)
        self.add(self.fields)
        self._ends = self.add_row(self.keep, later)
        self._end_buttons = (self.keep, later)
        self.add(self._progress)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed, and fold the fields away."""
        for field in (self.old, self.first, self.second):
            field.clear()
        self.label.clear()
        self._show(shown=False)

    def save(self) -> None:
        """Do what the fields say."""
        from app.usecases.ways_in.keys import add_passphrase, change_passphrase

        old, new, label = self.old.text(), self.first.text(), self.label.text().strip()
        adding = self._adding
        if new != self.second.text():
            self.second.show_problem(self.context.tr("The two are not the same. Type them again."))
            return
        self.keep.setEnabled(False)
        ticket = self.context.with_vault(
            lambda vault, job: (
                add_passphrase(vault, new, job, label=label)
                if adding
                else change_passphrase(vault, old, new, job)
            ),
            self._saved,
            owner=self,
            place=self.second,
            failed=self._refused,
        )
        self._progress.follow(ticket)

    def _begin(self, *, adding: bool) -> None:
        self.clear()
        self._adding = adding
        self._show(shown=True)
        self.old.setVisible(not adding)
        self.label.setVisible(adding)
        (self.first if adding else self.old).field.setFocus()

    def _show(self, *, shown: bool) -> None:
        self.keep.setEnabled(True)
        self.fields.setVisible(shown)
        for button in self._end_buttons:
            button.setVisible(shown)
        for button in (self.change, self.add_one):
            button.setVisible(not shown)

    def _refused(self, error: OngiError) -> bool:
        """A wrong old passphrase is said beside that field, anything else at the new one."""
        self.keep.setEnabled(True)
        if error.code != "VLT-001":
            return False
        self.context.errors.show(error, self.old)
        return True

    def _saved(self, _key: KeySlot) -> None:
        tr = self.context.tr
        self.context.messages.good(
            tr("Both passphrases open the vault now.")
            if self._adding
            else tr("From now on the new passphrase opens the vault; the old one does not."),
            ""
            if self._adding
            else tr("What somebody copied earlier, vault and key together, still opens."),
        )
        self.clear()
        self._done()


class LetterCard(FoldedCard):
    """Give a counsellor a key, as a letter."""

    def __init__(self, page: Page, done: Callable[[], None]) -> None:
        super().__init__(
            page,
            N_("A key for a counsellor"),
            N_("Who holds the letter, that key and a copy of the vault can read all of it."),
        )
        tr = self.context.tr
        self._done = done
        self.give = self.button(N_("Make a letter"), self._begin)
        self.recipient = FileRow(
            page,
            name=lambda: tr("The counsellor's age key"),
            hint=lambda: tr("The counsellor's age key (age1…), or its file"),
        )
        self.label = QLineEdit()
        self.label.setMaxLength(LONGEST_LABEL)
        page.say(self.label.setAccessibleName, lambda: tr("Who it is for"))
        page.say(self.label.setPlaceholderText, lambda: tr("Who it is for, if you want to say"))
        self.problem = Words("", "care")
        self.keep = self.button(N_("Choose where to save it"), self._choose)
        later = self.button(N_("Later"), self.clear, QUIET)
        self.written = Words("", "text").selectable()
        self.compare = Words("", "soft").selectable()
        self.add_row(self.give)
        for widget in (self.recipient, self.label, self.problem):
            self.inside_fields.addWidget(widget)
        self.add(self.fields)
        self.add_row(self.keep, later)
        self._end_buttons = (self.keep, later)
        self.add(self.written, self.compare)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed, and fold the fields away."""
        self.recipient.clear()
        self.label.clear()
        for words in (self.written, self.compare):
            words.say("")
            words.hide()
        self._show(shown=False)

    def show_problem(self, text: str) -> None:
        """Below the fields."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))

    def save(self, out: Path) -> None:
        """Make the letter and write it there."""
        from app.usecases.ways_in.letters import give_letter

        typed, label = self.recipient.line.text().strip(), self.label.text().strip()
        to = typed if typed.lower().startswith("age1") else str(self.recipient.file() or "")
        self.show_problem("")
        self.context.with_vault(
            lambda vault, _job: give_letter(vault, to, out, label=label),
            self._given,
            owner=self,
            place=self,
        )

    def _begin(self) -> None:
        self.clear()
        self._show(shown=True)
        self.recipient.line.setFocus()

    def _choose(self) -> None:
        if not self.recipient.line.text().strip():
            self.show_problem(self.context.tr("Type the counsellor's age key first."))
            return
        chosen, _kind = QFileDialog.getSaveFileName(
            self,
            self.context.tr("Choose where to save it"),
            "letter.age",
            "(*.age)",
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.save(Path(chosen))

    def _show(self, *, shown: bool) -> None:
        self.show_problem("")
        self.fields.setVisible(shown)
        self.give.setVisible(not shown)
        for button in self._end_buttons:
            button.setVisible(shown)

    def _given(self, given: GivenLetter) -> None:
        tr = self.context.tr
        self.clear()
        self.written.say(tr("The letter is written: {path}", path=given.path))
        self.compare.say(
            tr("Compare the key with whoever gets the letter: {key}", key=given.fingerprint)
        )
        self.written.show()
        self.compare.show()
        self._done()
