"""A backup: tried (opened and read, changing nothing), or restored into a new folder.

Needs no open vault: the computer that had it may be gone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.domain.text.textsafe import visible_name
from app.error_texts import TEXTS
from app.errors import OngiError
from app.jobs import Job
from ui.context import Context
from ui.lanes import Lane, Ticket
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.pages.vault.key_given import KeyGiven
from ui.widgets.buttons import PRIMARY, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.vault.backups import BackupMade, BackupTried

MOST_SHOWN = 50
NAME_LENGTH = 80


class CopyPage(Page):
    """The backup and its passphrase, then one of two things to do with it."""

    def __init__(self, context: Context) -> None:
        self._last: Callable[[], None] | None = None
        self._ticket: Ticket | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The backup, trying, restoring, what came of it."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Use a backup"))
        self._way_back = self.head_button(
            lambda: tr("Backup and safekeeping"), self._back, filled=False
        )
        card = Card()
        label = Words("", "strong")
        self.say(label.say, lambda: tr("Folder of the backup"))
        copy = FolderRow(
            self,
            name=lambda: tr("Folder of the backup"),
            hint=lambda: tr("Choose it, or paste where it is"),
            dialog=lambda: tr("Choose the folder of the backup"),
        )
        self._copy = copy.line
        self._key = KeyGiven(self, lambda: tr("Passphrase, as it was at the backup"), self._try)
        self._passphrase = self._key.passphrase
        self._try_button = Button("", PRIMARY)
        self._try_button.clicked.connect(self._try)
        self.say(self._try_button.say, lambda: tr("Try the backup"))
        what = Words("", "soft")
        self.say(
            what.say,
            lambda: tr("It is opened and read from end to end. Nothing in it is changed."),
        )
        card.add(label, copy, self._key, what)
        card.add_row(self._try_button)
        self._progress = ProgressPanel(self.context)
        self._result = Card("good", spacing=6)
        for widget in (card, self._build_restore(), self._progress, self._result):
            self.desk.addWidget(widget)
        self.clear()

    def _build_restore(self) -> Card:
        tr = self.context.tr
        card = Card()
        lead, what = Words("", "strong"), Words("", "soft")
        self.say(lead.say, lambda: tr("Make a vault of it again"))
        self.say(
            what.say,
            lambda: tr(
                "Everything is copied into a new folder, which opens with the same keys. "
                "The backup stays as it is."
            ),
        )
        to = FolderRow(
            self,
            name=lambda: tr("Folder for the vault"),
            hint=lambda: tr("A new or empty folder"),
            dialog=lambda: tr("Choose a new or empty folder"),
        )
        self._to = to.line
        self._restore_button = Button("", SECONDARY)
        self._restore_button.clicked.connect(self._restore)
        self.say(self._restore_button.say, lambda: tr("Restore it there"))
        card.add(lead, what, to)
        card.add_row(self._restore_button)
        return card

    def refresh(self, subject: object = None) -> None:
        """Wait for the backup to be named."""
        self.say_way_back()
        self._copy.setFocus()

    def retext(self) -> None:
        """What came of it too."""
        super().retext()
        self.say_way_back()
        if self._last is not None:
            self._last()

    def say_way_back(self) -> None:
        """To where the person came from: the vault's own page, or the door."""
        is_open = self.context.session.is_open
        tr = self.context.tr
        self._way_back.say(tr("Backup and safekeeping") if is_open else tr("Open a vault"))

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget what was typed and what was found; what runs ends without a word."""
        self._last = None
        if self._ticket is not None:
            self._ticket.forget()
        self._copy.clear()
        self._to.clear()
        self._key.clear()
        self._result.empty()
        self._result.hide()
        self._allow(allowed=True)
        self.say_way_back()

    def _back(self) -> None:
        self._key.clear()
        self.context.go("safety" if self.context.session.is_open else "unlock")

    def _allow(self, *, allowed: bool) -> None:
        self._try_button.setEnabled(allowed)
        self._restore_button.setEnabled(allowed)

    def _run(self, work: Callable[[Job], Any], done: Callable[[Any], None]) -> None:
        self._result.hide()
        self._last = None
        self._allow(allowed=False)
        self._ticket = self.context.without_vault(
            work,
            done,
            owner=self,
            lane=Lane.FREE,
            place=self._key,
            failed=self._failed,
        )
        self._progress.follow(self._ticket)

    def _failed(self, _error: OngiError) -> bool:
        self._allow(allowed=True)
        return False

    def _try(self) -> None:
        from app.usecases.vault.backups import try_backup

        copy, key = self._copy.folder(), self._key.key()
        if copy is None:
            self._key.show_problem(self.context.tr("Choose a folder first."))
            return
        self._run(lambda job: try_backup(copy, key(), job), self._tried)

    def _restore(self) -> None:
        from app.usecases.vault.backups import restore_backup

        copy, to, key = self._copy.folder(), self._to.folder(), self._key.key()
        if copy is None or to is None:
            self._key.show_problem(self.context.tr("Choose both folders first."))
            return
        self._run(
            lambda job: restore_backup(copy, key(), to, job),
            lambda made: self._restored(made, to),
        )

    def _tried(self, tried: BackupTried) -> None:
        self._key.clear()
        self._end(lambda: self._show_tried(tried))

    def _show_tried(self, tried: BackupTried) -> None:
        tr, result = self.context.tr, tried.result
        said = (
            tr("The backup opens, and everything in it is whole.")
            if result.clean
            else tr("The backup opens. Something in it can't be read.")
        )
        self._result.add(
            Words(said, "strong"),
            Words(tr("It holds everything up to {when}.", when=clock(tried.newest_ms))),
        )
        for one in result.damaged[:MOST_SHOWN]:
            name = visible_name(one.name or one.where, NAME_LENGTH)
            why = tr(TEXTS[one.code].sentence, id=one.id, name=name, number="")
            self._result.add(Words(f"{name}: {why}", "care"))
        if not result.clean:
            self._result.add(
                Words(tr("Make it once more; what is damaged is copied anew."), "soft")
            )

    def _restored(self, made: BackupMade, to: Path) -> None:
        self._key.clear()
        self._end(lambda: self._show_restored(made, to))

    def _show_restored(self, made: BackupMade, to: Path) -> None:
        tr, ntr = self.context.tr, self.context.ntr
        self._result.add(
            Words(tr("The vault is there and opens with the same keys: {path}", path=to), "strong"),
            Words(
                ntr("{count} item is in it whole.", "{count} items are in it whole.", made.items)
            ),
        )
        for one in made.not_copied[:MOST_SHOWN]:
            name = visible_name(one.name, NAME_LENGTH)
            why = tr(TEXTS[one.code].sentence, id=one.id, name=name)
            self._result.add(Words(f"{name}: {why}", "care"))
        if not self.context.session.is_open:
            self.context.session.last_path = to

    def _end(self, show: Callable[[], None]) -> None:
        def anew() -> None:
            self._result.empty()
            show()
            self._result.show()

        self._last = anew
        self._allow(allowed=True)
        anew()
