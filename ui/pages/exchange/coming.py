"""Take a case in from another vault, or join it with the case that is here.

First a look at what the file says of itself, then its numbers; only then anything is kept.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.pages.exchange.taken_card import TakenCard
from ui.pages.page import Page
from ui.pages.path_rows import FileRow
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.passphrase import PassphraseField
from ui.widgets.progress import ProgressPanel
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.jobs import Job
    from app.usecases.case.exchanging import CaseFileSeen, TakenIn
    from app.usecases.vault.vaults import OpenVault

NAME = 60
Secrets = tuple[Path | None, str]
"""The file of one's own key, and what was typed."""


class CaseInPage(Page):
    """The file and what opens it; what it says of itself; what came of it."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._seen: CaseFileSeen | None = None
        self._path: Path | None = None
        self._secrets: Secrets = (None, "")
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Three cards, one after the other."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Take a case in"))
        self.head_button(lambda: tr("All cases"), lambda: self.context.go("cases"), filled=False)
        self._build_file()
        self._build_seen()
        self._taken = TakenCard(self.context)
        self._taken.hide()
        self.desk.addWidget(self._taken)

    def _build_file(self) -> None:
        tr = self.context.tr
        self._first = Card()
        about, own = Words("", "soft"), Words("", "quiet")
        self.say(
            about.say,
            lambda: tr(
                "Somebody handed you a case as a file. Look at what it is first; nothing is kept "
                "until you say so."
            ),
        )
        self._file = FileRow(
            self, name=lambda: tr("The case file"), hint=lambda: tr("name.ongi-case")
        )
        self._words = PassphraseField()
        self.say_passphrase(self._words, lambda: tr("Words that were told by phone, if there are"))
        self._words.entered.connect(self._look)
        self.say(own.say, lambda: tr("Or the file of your own key, if it was made for that"))
        self._key = FileRow(
            self, name=lambda: tr("File of your own key"), hint=lambda: tr("name.key")
        )
        self._open = Button("", SECONDARY)
        self._open.clicked.connect(lambda *_: self._look())
        self.say(self._open.say, lambda: tr("See what it is"))
        self._first.add(about, self._file, self._words, own, self._key)
        self._first.add_row(self._open)
        self.desk.addWidget(self._first)

    def _build_seen(self) -> None:
        tr = self.context.tr
        self._second = Card()
        self._what, self._compare = Words("", "lead"), Words("", "soft")
        self._numbers, self._peer = QLineEdit(), QLineEdit()
        self._labels = Words("", "strong"), Words("", "strong")
        texts = (
            lambda: tr("Numbers that the other side reads out"),
            lambda: tr("What you call the other side"),
        )
        for line, label, text in zip((self._numbers, self._peer), self._labels, texts, strict=True):
            self.say(label.say, text)
            self.say(line.setAccessibleName, text)
        self._screens = Tick()
        self.say(self._screens.say, lambda: tr("I made sure that no item shows a sexual image"))
        self._problem = Words("", "care")
        self._problem.hide()
        self._take = Button("", PRIMARY)
        self._take.clicked.connect(lambda *_: self.take())
        self._progress = ProgressPanel(self.context)
        self._second.add(self._what, self._compare, self._labels[0], self._numbers)
        self._second.add(self._labels[1], self._peer, self._screens, self._problem)
        other = Button("", QUIET)
        other.clicked.connect(lambda *_: self.clear())
        self.say(other.say, lambda: tr("Choose another file"))
        self._second.add_row(self._take, other)
        self._second.add(self._progress)
        self._second.hide()
        self.desk.addWidget(self._second)

    def on_changed(self, what: Changed) -> None:
        """What was typed stays."""

    def retext(self) -> None:
        """What was found too."""
        super().retext()
        self._taken.retext()
        if self._seen is not None:
            self._draw(self._seen)

    def leave_case(self) -> None:
        """What is taken in here is no part of the case that is open."""

    def clear(self) -> None:
        """Let go of everything."""
        self._seen, self._path, self._secrets = None, None, (None, "")
        for row in (self._file, self._key):
            row.clear()
        self._words.clear()
        self._numbers.clear()
        self._peer.clear()
        self._screens.setChecked(False)
        self._second.hide()
        self._what.say("")
        self._compare.say("")
        self._taken.clear()
        self._taken.hide()
        self._first.show()
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """A sentence where something is to be done next."""
        if self._second.isVisibleTo(self):
            self._problem.say(text)
            self._problem.setVisible(bool(text))
        else:
            self._words.show_problem(text)

    def look(self, path: Path) -> None:
        """See what a file is."""
        from app.usecases.case.exchanging import look_at_case_file

        self._path = path
        secrets = self._secrets = (self._key.file(), self._words.text())
        self.show_problem("")

        def read(vault: OpenVault, job: Job) -> CaseFileSeen:
            words, identity = _opening(secrets, job)
            return look_at_case_file(vault, path, passphrase=words, identity=identity)

        self._open.setEnabled(False)
        ticket = self.context.with_vault(
            read,
            self._show,
            owner=self,
            place=self,
            failed=lambda _error: self._open.setEnabled(True),
        )
        self._progress.follow(ticket)

    def take(self) -> None:
        """Take it in, by what was typed."""
        from app.usecases.case.exchanging import take_case

        path, secrets, seen = self._path, self._secrets, self._seen
        if path is None or seen is None:
            return
        numbers, peer = self._numbers.text(), self._peer.text()
        screens = self._screens.isChecked()
        self.show_problem("")

        def work(vault: OpenVault, job: Job) -> tuple[TakenIn, Case]:
            words, identity = _opening(secrets, job)
            taken = take_case(
                vault,
                path,
                job,
                passphrase=words,
                identity=identity,
                trust=numbers,
                peer=peer,
                screens_without_image=screens,
            )
            return taken, vault.cases.get(taken.case_id)

        self._take.setEnabled(False)
        ticket = self.context.with_vault(
            work,
            lambda done: self._came(*done),
            owner=self,
            place=self,
            failed=lambda _error: self._take.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _look(self) -> None:
        path = self._file.file()
        if path is None:
            self.show_problem(self.context.tr("Choose a file first."))
            return
        self.look(path)

    def _show(self, seen: CaseFileSeen) -> None:
        self._open.setEnabled(True)
        self._take.setEnabled(True)
        self._seen = seen
        self._first.hide()
        self._second.show()
        self._draw(seen)
        (self._take if seen.is_known else self._numbers).setFocus()

    def _draw(self, seen: CaseFileSeen) -> None:
        tr = self.context.tr
        name = one_line(seen.title or "", NAME)
        if seen.title is None:
            self._what.say(tr("A case that is new here"))
        elif name:
            self._what.say(tr("The case {name}, as it is on the other side", name=name))
        else:
            self._what.say(tr("A case of this vault, as it is on the other side"))
        who = one_line(seen.peer, NAME)
        self._compare.say(
            tr("It comes from {name}, as before.", name=who or tr("the same other side"))
            if seen.is_known
            else tr(
                "Call whoever made the file. Let them read out the numbers that their page shows, "
                "and type them here. They only fit if the file is really theirs."
            )
        )
        for widget in (*self._labels, self._numbers, self._peer):
            widget.setVisible(not seen.is_known)
        self._screens.setVisible(seen.minor)
        self._take.say(tr("Take it in") if seen.title is None else tr("Join both sides"))

    def _came(self, taken: TakenIn, case: Case) -> None:
        self._take.setEnabled(True)
        self._second.hide()
        self._seen = None
        self.context.session.choose(case)
        self._taken.show_taken(taken)
        self._taken.show()


def _opening(secrets: Secrets, job: Job) -> tuple[str, str]:
    """The words, or what a file of one's own key holds."""
    from app.usecases.bundles.identity_files import secrets_of

    words, identity = secrets_of(*secrets, job)
    return words or "", identity or ""
