"""Open a vault: with its passphrase or another way in, after a lock, or in a folder chosen now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QButtonGroup, QWidget

from app.error_texts import TEXTS, sentence
from app.errors import OngiError
from app.i18n import N_
from ui.context import Context
from ui.lanes import Lane
from ui.pages.hurry.to_five_minutes import to_five_minutes
from ui.pages.intake.taking_in import TakingIn
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.pages.vault.rescue import DAMAGED, ToRescue
from ui.pages.ways_in.unlock_ways import KeyringWay, KitWay, LetterWay, PassphraseWay, Way
from ui.widgets.buttons import CHOICE, PRIMARY, QUIET, Button
from ui.widgets.card import Card, row_of
from ui.widgets.flow import Flow
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vault.vaults import OpenVault
    from app.usecases.ways_in.recovery import Rehearsal


OLDER = frozenset({"VLT-009", "VLT-013", "VLT-035", "VLT-036"})
BEING_DESTROYED = "VLT-048"
WAYS = (
    ("passphrase", N_("Passphrase")),
    ("kit", N_("Recovery kit")),
    ("letter", N_("Counsellor's letter")),
    ("keyring", N_("This computer's keyring")),
)
ASK_AFTER_MS = 400
"""After the last key that changed the folder, before the keyring is asked about it."""


class UnlockPage(Page):
    """Folder and a way in; what does not open says nothing about which part was right."""

    def __init__(self, context: Context) -> None:
        self._asked: Path | None = None
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
        with_what = Words("", "strong")
        self.say(with_what.say, lambda: tr("Open it with"))
        card.add(label, row, with_what, self._choices())
        card.add(*self._ways.values())
        self._open_button, other = Button("", PRIMARY), Button("", QUIET)
        self._open_button.clicked.connect(self._open)
        other.clicked.connect(lambda: self.context.go("welcome", "new"))
        self.say(self._open_button.say, lambda: tr("Open"))
        self.say(other.say, lambda: tr("Make another vault"))
        self._progress = ProgressPanel(self.context)
        card.add_row(self._open_button, other)
        card.add(self._progress)
        self.desk.addWidget(card)
        self._taking_in = TakingIn(self, self._folder.folder)
        self.desk.addWidget(self._taking_in)
        self._build_below()
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(ASK_AFTER_MS)
        self._ask_soon.timeout.connect(self._ask_keyring)
        self._folder.textChanged.connect(self._ask_soon.start)
        self.choose_way("passphrase")

    def _build_below(self) -> None:
        tr = self.context.tr
        use = Button("", QUIET)
        use.clicked.connect(lambda: self.context.go("copy"))
        self.say(use.say, lambda: tr("Try or restore a backup"))
        self.desk.addLayout(row_of(to_five_minutes(self, self._folder.folder), use))

    def _choices(self) -> QWidget:
        """A choice for each way; the keyring's only where it is known to open the folder."""
        tr = self.context.tr
        self._passphrase_way = PassphraseWay(self, self._open)
        self._passphrase = self._passphrase_way.field
        self._kit = KitWay(self, self._open)
        self._letter = LetterWay(self)
        self._ways: dict[str, Way] = {
            "passphrase": self._passphrase_way,
            "kit": self._kit,
            "letter": self._letter,
            "keyring": KeyringWay(self),
        }
        holder = QWidget()
        flow = Flow(holder)
        group = QButtonGroup(self)
        self._choice: dict[str, Button] = {}
        for name, text in WAYS:
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(partial(self.choose_way, name))
            self.say(button.say, partial(tr, text))
            group.addButton(button)
            flow.addWidget(button)
            self._choice[name] = button
        self._choice["keyring"].hide()
        return holder

    def choose_way(self, name: str, _on: bool = True) -> None:
        """Show the fields of one way; what was typed for another is forgotten."""
        self._way = self._ways[name]
        self._choice[name].setChecked(True)
        for way in self._ways.values():
            way.setVisible(way is self._way)
            if way is not self._way:
                way.clear()
        self._way.begin()

    def refresh(self, subject: object = None) -> None:
        """Offer a folder that was found, or the one that was open last; wait for the passphrase."""
        if isinstance(subject, Path):
            self._folder.take(subject)
        elif self.context.session.last_path is not None and not self._folder.text():
            self._folder.setText(str(self.context.session.last_path))
        self._asked = None
        self._ask_keyring()
        self._way.begin()

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget what was typed; the folder is the one that was open."""
        self.choose_way("passphrase")
        self._passphrase_way.clear()
        self._taking_in.clear()
        self._folder.clear()

    def take_folder(self, folder: Path) -> None:
        """Use this folder."""
        self._folder.take(folder)

    def _ask_keyring(self) -> None:
        """Whether the keyring opens the folder, asked away from the window."""
        self._ask_soon.stop()
        folder = self._folder.folder()
        if folder == self._asked and folder is not None:
            return
        self._asked = folder
        if folder is None:
            self._show_keyring(folder, opens=False)
            return

        def ask(_job: object) -> bool:
            from app.usecases.ways_in.keys import keyring_opens

            return keyring_opens(folder)

        self.context.without_vault(
            ask, lambda opens: self._show_keyring(folder, opens=opens), owner=self
        )

    def _show_keyring(self, folder: Path | None, *, opens: bool) -> None:
        if folder != self._folder.folder():
            return
        self._choice["keyring"].setVisible(opens)
        if not opens and self._way is self._ways["keyring"]:
            self.choose_way("passphrase")

    def _open(self) -> None:
        self._try(accept_older=False)

    def _try(self, *, accept_older: bool) -> None:
        way, folder = self._way, self._folder.folder()
        lacks = way.lacks()
        if folder is None:
            lacks = self.context.tr("Choose a folder first.")
        way.show_problem(lacks)
        if folder is None or lacks:
            return
        self._open_button.setEnabled(False)
        opening = way.opening()
        ticket = self.context.without_vault(
            lambda job: opening(folder, job, accept_older),
            self._opened,
            owner=self,
            lane=Lane.VAULT,
            place=way,
            failed=self._refused,
        )
        self._progress.follow(ticket)

    def _refused(self, error: OngiError) -> bool:
        """Ask where the person can go on; every other refusal is shown as usual."""
        self._open_button.setEnabled(True)
        if error.code in DAMAGED:
            self._offer_rescue(error)
        elif error.code == BEING_DESTROYED:
            self._offer_end()
        elif error.code in OLDER:
            self._offer_older(error)
        else:
            return False
        return True

    def _offer_rescue(self, error: OngiError) -> None:
        """Where the vault is damaged: what can be read can be copied out, by the same key."""
        folder, key, tr = self._folder.folder(), self._way.key(), self.context.tr
        if folder is None:
            return
        to_rescue = ToRescue(folder, key)
        self.context.messages.confirm(
            sentence(error, self.context.language.texts),
            tr(
                "What can still be read can be copied out. Nothing in the vault is changed by it; "
                "keep the whole folder as it is, also afterwards."
            ),
            tr("Copy out"),
            tr("Not now"),
            lambda: self.context.go("rescue", to_rescue),
        )

    def _offer_end(self) -> None:
        """Where destroying was cut off: nobody can open the vault, so only the rest remains."""
        folder, tr = self._folder.folder(), self.context.tr
        if folder is None:
            return

        def finish() -> None:
            from app.usecases.vault.ending import finish_destroying

            ticket = self.context.without_vault(
                lambda job: finish_destroying(folder, job), self._ended, owner=self
            )
            self._progress.follow(ticket)

        self.context.messages.confirm(
            tr("The destroying of this vault was begun and not finished."),
            tr("Nobody can open it any more. What is left of its files can be removed now."),
            tr("Remove the rest"),
            tr("Not now"),
            finish,
        )

    def _ended(self, _left: object) -> None:
        self._folder.clear()
        self.context.session.last_path = None
        self.context.messages.good(
            self.context.tr("The vault is destroyed. Nobody can open it any more, with no key.")
        )

    def _offer_older(self, error: OngiError) -> None:
        """Where the vault is older than its log says."""
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

    def _opened(self, opened: tuple[OpenVault, Rehearsal | None]) -> None:
        vault, tried = opened
        renewed = self._kit.renew.isChecked() and tried is not None
        self._open_button.setEnabled(True)
        for way in self._ways.values():
            way.clear()
        self.context.session.open(vault)
        if tried is not None:
            self._tell(tried, renewed=renewed)

    def _tell(self, tried: Rehearsal, *, renewed: bool) -> None:
        """What the kit did, and what it showed of the vault's key file."""
        tr = self.context.tr
        if renewed:
            self.context.messages.good(
                tr("From now on the new passphrase opens the vault. The kit stays good.")
            )
        elif tried.code:
            said = TEXTS[tried.code]
            self.context.messages.warn(tr(said.sentence), tr(said.next_step), tried.code)
