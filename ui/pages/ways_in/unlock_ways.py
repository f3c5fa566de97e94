"""The ways to open a vault, each with its fields, for the page that opens one.

A way gives the work that opens the vault; the page does it on the vault's lane. What was typed is
forgotten in `clear`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.jobs import Job
from ui.pages.page import Page
from ui.pages.path_rows import FileRow
from ui.pages.ways_in.kit_entry import KitEntry
from ui.pages.ways_in.passphrase_worth import PassphraseWorth
from ui.widgets.passphrase import PassphraseField
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vault.vaults import Key, OpenVault
    from app.usecases.ways_in.recovery import Rehearsal

Opening = Callable[[Path, Job, bool], tuple["OpenVault", "Rehearsal | None"]]
"""Folder, job, whether an older state is taken; gives the vault, and what a kit told of it."""
Given = Callable[[], "str | Key"]
"""Gives the key itself, for what reads a vault without opening it; files are read when called."""


class Way(QWidget):
    """One way in. `problem` is a line for what was typed and does not open it."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(8)
        self.problem = Words("", "care")
        self.problem.hide()

    def opening(self) -> Opening:
        """The work that opens a vault with what was given now."""
        raise NotImplementedError

    def key(self) -> Given:
        """The key that was given now."""
        raise NotImplementedError

    def lacks(self) -> str:
        """A sentence for what has to be given first; empty for nothing."""
        return ""

    def show_problem(self, text: str) -> None:
        """Show a sentence below the fields; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))

    def clear(self) -> None:
        """Forget what was given."""
        self.show_problem("")

    def begin(self) -> None:
        """Put the focus where typing begins."""


class PassphraseWay(Way):
    """The passphrase."""

    def __init__(self, page: Page, entered: Callable[[], None]) -> None:
        super().__init__()
        self.field = PassphraseField()
        page.say_passphrase(self.field, lambda: page.context.tr("Passphrase"))
        self.field.entered.connect(entered)
        self.inside.addWidget(self.field)

    def opening(self) -> Opening:
        """Opens by the passphrase."""
        passphrase = self.field.text()

        def work(path: Path, job: Job, older: bool) -> tuple[OpenVault, None]:
            from app.usecases.vault.vaults import open_vault

            return open_vault(path, passphrase, job, accept_older=older), None

        return work

    def key(self) -> Given:
        """The passphrase."""
        passphrase = self.field.text()
        return lambda: passphrase

    def show_problem(self, text: str) -> None:
        """Beside the field."""
        self.field.show_problem(text)

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def begin(self) -> None:
        """The field."""
        self.field.field.setFocus()


class KitWay(Way):
    """The recovery kit, and a new passphrase where the old one is forgotten."""

    def __init__(self, page: Page, entered: Callable[[], None]) -> None:
        super().__init__()
        self._context = page.context
        tr = page.context.tr
        what = Words("", "soft")
        page.say(
            what.say,
            lambda: tr("Type the words that you kept, or choose the files that you saved."),
        )
        self.entry = KitEntry(page)
        self.renew = Tick()
        self.renew.toggled.connect(self._show_fields)
        page.say(self.renew.say, lambda: tr("Set a new passphrase too"))
        self.first, self.second = PassphraseField(), PassphraseField()
        page.say_passphrase(self.first, lambda: tr("The new passphrase"))
        page.say_passphrase(self.second, lambda: tr("The same passphrase once more"))
        self.second.entered.connect(entered)
        self._worth = worth = PassphraseWorth(page, self.first)
        for widget in (what, self.entry, self.renew, self.first, worth, self.second, self.problem):
            self.inside.addWidget(widget)
        self._show_fields(shown=False)

    def opening(self) -> Opening:
        """Opens by the kit; the new passphrase takes the place of the forgotten one."""
        texts, new = self.entry.texts(), self.first.text() if self.renew.isChecked() else None

        def work(path: Path, job: Job, older: bool) -> tuple[OpenVault, Rehearsal]:
            from app.usecases.ways_in.recovery import open_with_kit

            opened = open_with_kit(path, texts(), job, new_passphrase=new, accept_older=older)
            return opened.vault, opened.tried

        return work

    def key(self) -> Given:
        """What the sheets give together."""
        texts = self.entry.texts()

        def given() -> Key:
            from app.usecases.ways_in.recovery import read_kit_texts

            return read_kit_texts(texts())

        return given

    def lacks(self) -> str:
        """Both new passphrases are the same."""
        if self.renew.isChecked() and self.first.text() != self.second.text():
            return self._context.tr("The two are not the same. Type them again.")
        return ""

    def clear(self) -> None:
        """Forget words, files and passphrases."""
        super().clear()
        self.entry.clear()
        self.renew.setChecked(False)
        self.first.clear()
        self.second.clear()

    def begin(self) -> None:
        """The first box."""
        self.entry.boxes[0].setFocus()

    def _show_fields(self, shown: bool) -> None:
        self.first.setVisible(shown)
        self.second.setVisible(shown)
        self._worth.setVisible(shown and bool(self.first.text()))


class LetterWay(Way):
    """A counsellor's letter, and the key that it is sealed for."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context = page.context
        tr = page.context.tr
        what = Words("", "soft")
        page.say(
            what.say,
            lambda: tr("For a counsellor: the letter that was given, and your own age key file."),
        )
        self.letter = FileRow(
            page, name=lambda: tr("The letter"), hint=lambda: tr("File of the letter")
        )
        self.identity = FileRow(
            page, name=lambda: tr("Your age key"), hint=lambda: tr("File of your age key")
        )
        self.words = PassphraseField()
        page.say_passphrase(self.words, lambda: tr("Passphrase of the key file, where it has one"))
        for widget in (what, self.letter, self.identity, self.words, self.problem):
            self.inside.addWidget(widget)

    def opening(self) -> Opening:
        """Opens by the letter."""
        letter, identity = self.letter.file() or Path(), self.identity.file() or Path()
        words = self.words.text() or None

        def work(path: Path, job: Job, older: bool) -> tuple[OpenVault, None]:
            from app.usecases.vault.vaults import open_vault
            from app.usecases.ways_in.letters import read_letter

            key = read_letter(letter, identity, words)
            return open_vault(path, key, job, accept_older=older), None

        return work

    def key(self) -> Given:
        """What the letter holds."""
        letter, identity = self.letter.file() or Path(), self.identity.file() or Path()
        words = self.words.text() or None

        def given() -> Key:
            from app.usecases.ways_in.letters import read_letter

            return read_letter(letter, identity, words)

        return given

    def lacks(self) -> str:
        """Both files are named."""
        if self.letter.file() is None or self.identity.file() is None:
            return self._context.tr("Choose both files first.")
        return ""

    def clear(self) -> None:
        """Forget which files they were."""
        super().clear()
        self.letter.clear()
        self.identity.clear()
        self.words.clear()

    def begin(self) -> None:
        """The letter."""
        self.letter.line.setFocus()


class KeyringWay(Way):
    """The keyring of this computer: nothing to type."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        what = Words("", "soft")
        page.say(
            what.say,
            lambda: page.context.tr("This computer's keyring opens this vault without typing."),
        )
        self.inside.addWidget(what)
        self.inside.addWidget(self.problem)

    def opening(self) -> Opening:
        """Opens by the keyring's entry."""

        def work(path: Path, job: Job, older: bool) -> tuple[OpenVault, None]:
            from app.usecases.vault.vaults import ByKeyring, open_vault

            return open_vault(path, ByKeyring(), job, accept_older=older), None

        return work

    def key(self) -> Given:
        """The keyring's entry."""

        def given() -> Key:
            from app.usecases.vault.vaults import ByKeyring

            return ByKeyring()

        return given
