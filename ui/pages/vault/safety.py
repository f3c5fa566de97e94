"""Keeping safe: a copy on another disk, a look whether all is well, and giving the vault up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.domain.text.textsafe import visible, visible_name
from app.error_texts import TEXTS
from app.errors import InputProblem, IntegrityProblem, OngiError
from ui.context import Context
from ui.errors import in_words
from ui.pages.care.carry_along_card import CarryAlongCard
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.tick import Tick
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.vault.backups import BackupMade, LastBackup
    from app.usecases.vault.compacting import Compacted
    from app.usecases.vault.vaults import OpenVault

Said = Callable[[], str]
MOST_SHOWN = 50
NAME_LENGTH = 80
_PRINTED = re.compile(r"([0-9]{1,15})[^0-9a-fA-F]+([0-9a-fA-F]{16,64})\b")


@dataclass(frozen=True)
class Standing:
    """What is known of the vault's safety."""

    backup: LastBackup | None
    newest: str


def look(vault: OpenVault, _job: Job) -> Standing:
    """Read it on the vault lane; `newest` is the log's newest entry as a report prints it."""
    from app.usecases.vault.backups import last_backup
    from app.usecases.vault.vaults import vault_status

    status = vault_status(vault)
    return Standing(last_backup(vault), f"{status.entries}:{status.head[:16]}")


def as_entry(typed: str) -> str:
    """What was typed as `NUMBER:VALUE`, also where it was copied as a report words it."""
    found = _PRINTED.search(typed)
    return f"{found[1]}:{found[2]}" if found else typed


class SafetyPage(Page):
    """A card for the backup, one for looking after the vault, one line for giving it up."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._standing: Standing | None = None
        self._made: BackupMade | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The cards, the backup first."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Backup and safekeeping"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self._build_backup()
        self._build_care()
        self._along = CarryAlongCard(self)
        self.desk.addWidget(self._along)
        self._build_check()
        self._build_compare()
        self._build_room()
        self._build_end()
        self.clear()

    def _build_backup(self) -> None:
        tr = self.context.tr
        card = Card()
        lead, what = Words("", "lead"), Words("", "soft")
        self._last = Words("", "soft")
        self.say(lead.say, lambda: tr("A copy on another disk"))
        self.say(
            what.say,
            lambda: tr(
                "Disks fail, and computers get lost. The copy is encrypted like the vault and "
                "opens with the same keys; the next time only what is new is copied."
            ),
        )
        self._row = FolderRow(
            self,
            name=lambda: tr("Folder of the backup"),
            hint=lambda: tr("A folder on another disk or a USB stick"),
            dialog=lambda: tr("Choose the folder of the backup"),
        )
        self._row.line.returnPressed.connect(self._make)
        self._thorough = Tick()
        self.say(
            self._thorough.say, lambda: tr("Also read again what was copied before (takes longer)")
        )
        self._problem = Words("", "care")
        self._button, use = Button("", PRIMARY), Button("", SECONDARY)
        self._button.clicked.connect(self._make)
        use.clicked.connect(lambda: self.context.go("copy"))
        self.say(self._button.say, lambda: tr("Make the backup"))
        self.say(use.say, lambda: tr("Try or restore a backup"))
        card.add(lead, what, self._last, self._row, self._thorough, self._problem)
        card.add_row(self._button, use)
        self._progress = ProgressPanel(self.context)
        self._result = Card("good", spacing=6)
        for widget in (card, self._progress, self._result):
            self.desk.addWidget(widget)

    def _build_care(self) -> None:
        tr = self.context.tr
        self._card_of(
            lambda: tr("Viewing and locking"),
            lambda: tr("How pictures show, when it locks by itself, hiding at once."),
            lambda: tr("Choose"),
            lambda: self.context.go("care"),
        )

    def _build_check(self) -> None:
        tr = self.context.tr
        self._card_of(
            lambda: tr("Check what is kept"),
            lambda: tr("Everything is read once and compared with how it came in."),
            lambda: tr("Check now"),
            lambda: self.context.go("check_up"),
        )

    def _build_compare(self) -> None:
        tr = self.context.tr
        card = Card(spacing=8)
        lead, what = Words("", "strong"), Words("", "soft")
        self.say(lead.say, lambda: tr("Compare with a printed report"))
        self.say(
            what.say,
            lambda: tr(
                "A report or bundle ends with the newest entry of the custody log. Typed here, it "
                "shows whether somebody put an older copy in this vault's place."
            ),
        )
        self._told = QLineEdit()
        self._told.setMaxLength(80)
        self._told.returnPressed.connect(self._compare)
        self.say(self._told.setAccessibleName, lambda: tr("Entry as it is printed"))
        self.say(self._told.setPlaceholderText, lambda: tr("for example 128:9f3c0a51b2de7744"))
        self._newest = Words("", "quiet").selectable()
        self._compared = Words("", "soft")
        button = Button("", SECONDARY)
        button.clicked.connect(self._compare)
        self.say(button.say, lambda: tr("Compare"))
        card.add(lead, what, self._told, self._newest, self._compared)
        card.add_row(button)
        self.desk.addWidget(card)

    def _build_room(self) -> None:
        tr = self.context.tr
        self._room = self._card_of(
            lambda: tr("Give room back"),
            lambda: tr(
                "Lists and chats that were taken out leave empty room in the vault's index. "
                "Writing it anew frees it; the evidence itself is not touched."
            ),
            lambda: tr("Write it anew"),
            self._compact,
        )
        self._room_progress = ProgressPanel(self.context)
        self.desk.addWidget(self._room_progress)

    def _build_end(self) -> None:
        tr = self.context.tr
        removed, end = Button("", QUIET), Button("", QUIET)
        removed.clicked.connect(lambda: self.context.go("removed"))
        end.clicked.connect(lambda: self.context.go("ending"))
        self.say(removed.say, lambda: tr("What is set aside"))
        self.say(end.say, lambda: tr("Give this vault up"))
        card = Card(spacing=8)
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("When something should go"))
        card.add(lead)
        card.add_row(removed, end)
        self.desk.addWidget(card)

    def _card_of(self, lead: Said, what: Said, does: Said, press: Callable[[], object]) -> Button:
        card = Card(spacing=8)
        first, second, button = Words("", "strong"), Words("", "soft"), Button("", SECONDARY)
        self.say(first.say, lead)
        self.say(second.say, what)
        self.say(button.say, does)
        button.clicked.connect(press)
        card.add(first, second)
        card.add_row(button)
        self.desk.addWidget(card)
        return button

    def refresh(self, subject: object = None) -> None:
        """Read when the last backup was made."""
        self._along.look()
        self.context.with_vault(look, self._show, owner=self)

    def retext(self) -> None:
        """What came from the vault too."""
        super().retext()
        if self._standing is not None:
            self._show(self._standing)
        if self._made is not None:
            self._show_made(self._made)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Let go of everything."""
        self._along.row.line.clear()
        self._standing = self._made = None
        self._row.line.clear()
        self._thorough.setChecked(False)
        self._told.clear()
        for words in (self._last, self._problem, self._compared, self._newest):
            words.say("")
            words.hide()
        self._result.empty()
        self._result.hide()
        self._button.setEnabled(True)
        self._room.setEnabled(True)

    def show_problem(self, text: str) -> None:
        """What stands against the folder that was named."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _show(self, standing: Standing) -> None:
        tr, backup = self.context.tr, standing.backup
        self._standing = standing
        self._last.setVisible(backup is not None)
        if backup is not None:
            name = visible_name(backup.to, NAME_LENGTH)
            self._last.say(tr("Last backup: {when}, {name}", when=clock(backup.at_ms), name=name))
        self._newest.say(tr("Newest entry now: {entry}", entry=standing.newest))
        self._newest.show()

    def _make(self) -> None:
        from app.usecases.vault.backups import make_backup

        to, thorough = self._row.line.folder(), self._thorough.isChecked()
        self.show_problem("")
        if to is None:
            self.show_problem(self.context.tr("Choose a folder first."))
            return
        self._result.hide()
        self._button.setEnabled(False)
        ticket = self.context.with_vault(
            lambda vault, job: make_backup(vault, to, job, thorough=thorough),
            self._show_made,
            owner=self,
            place=self,
            failed=self._failed,
        )
        self._progress.follow(ticket)

    def _failed(self, _error: OngiError) -> bool:
        self._button.setEnabled(True)
        self._room.setEnabled(True)
        return False

    def _show_made(self, made: BackupMade) -> None:
        tr, ntr = self.context.tr, self.context.ntr
        self._made = made
        self._button.setEnabled(True)
        self._result.empty()
        self._result.add(
            Words(tr("The backup is made and checked."), "strong"),
            Words(
                ntr("{count} item is in it whole.", "{count} items are in it whole.", made.items)
                + " "
                + tr("Copied this time: {size}", size=size_text(made.size))
            ),
        )
        if made.same_disk:
            said = tr("It lies on the same disk as the vault. Another disk is safer.")
            self._result.add(Words(said))
        for one in made.not_copied[:MOST_SHOWN]:
            why = tr(TEXTS[one.code].sentence, id=one.id, name=visible(one.name, NAME_LENGTH))
            self._result.add(Words(f"{visible_name(one.name, NAME_LENGTH)}: {why}", "care"))
        self._result.show()
        if self.context.session.is_open:
            self.refresh()

    def _compare(self) -> None:
        from app.usecases.vault.checking import expect_head

        told = as_entry(self._told.text())
        self._compared.hide()

        def done(_none: None) -> None:
            self._compared.say(
                self.context.tr("The custody log has this entry. It is the same vault, or a newer.")
            )
            self._compared.show()

        self.context.with_vault(
            lambda vault, _job: expect_head(vault, told),
            done,
            owner=self,
            failed=self._not_compared,
        )

    def _not_compared(self, error: OngiError) -> bool:
        """What does not fit is said where it was typed."""
        if not isinstance(error, InputProblem | IntegrityProblem):
            return False
        texts = self.context.language.texts
        self._compared.say(in_words(error, texts))
        self._compared.show()
        return True

    def _compact(self) -> None:
        from app.usecases.vault.compacting import compact_vault

        self._room.setEnabled(False)
        ticket = self.context.with_vault(
            compact_vault, self._compacted, owner=self, failed=self._failed
        )
        self._room_progress.follow(ticket)

    def _compacted(self, done: Compacted) -> None:
        self._room.setEnabled(True)
        tr = self.context.tr
        self.context.messages.good(
            tr("{size} came free.", size=size_text(done.gained))
            if done.gained
            else tr("There was no empty room. The index is as small as it can be.")
        )
