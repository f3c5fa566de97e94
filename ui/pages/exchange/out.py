"""Hand the case on to another vault, as one encrypted file. Nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from app.domain.text.textsafe import one_line
from app.domain.times.times import KST
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.case.exchanging import CaseHanded
    from app.usecases.vault.vaults import OpenVault

NAME = 60
WORDS = ("", "")


@dataclass(frozen=True)
class Whom:
    """Who can be handed the case: names by `key` or `peer` and which; the numbers of its key."""

    entries: tuple[tuple[tuple[str, str], str], ...]
    numbers: str


class CaseOutPage(Page):
    """Whom it is for, what goes along, and then what to tell them."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._whom: Whom | None = None
        self._made: CaseHanded | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A card to make the file, a card with what to tell."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Hand the case on"))
        self.head_button(
            lambda: tr("Take a case in"), lambda: self.context.go("case_in"), filled=False
        )
        self._card = Card()
        about, label, self._box = Words("", "soft"), Words("", "strong"), ChoiceBox()
        self.say(
            about.say,
            lambda: tr(
                "The whole case goes into one encrypted file. Whoever takes it in can work on it "
                "too, and hand it back: what each of you wrote is joined, and nothing is lost."
            ),
        )
        self.say(label.say, lambda: tr("Who is it for"))
        self.say(self._box.setAccessibleName, lambda: tr("Who is it for"))
        self._identity, note = Tick(), Words("", "quiet")
        self.say(self._identity.say, lambda: tr("Tell who I am too"))
        self.say(
            note.say,
            lambda: tr(
                "Name, birth, address, phone and mail from reports. Without the tick they stay "
                "here."
            ),
        )
        self._problem = Words("", "care")
        self._problem.hide()
        self._button = Button("", PRIMARY)
        self._button.clicked.connect(lambda *_: self._choose())
        self.say(self._button.say, lambda: tr("Make the file"))
        self._progress = ProgressPanel(self.context)
        self._card.add(about, label, self._box, self._identity, note, self._problem)
        self._card.add_row(self._button)
        self._card.add(self._progress)
        self._told = Card(spacing=8)
        self._told.hide()
        asked, self._numbers = Words("", "quiet"), Words("", "strong").selectable()
        self.say(asked.say, lambda: tr("If somebody calls to compare numbers, read these out."))
        self._card.add(asked, self._numbers)
        self.desk.addWidget(self._card)
        self.desk.addWidget(self._told)

    def refresh(self, subject: object = None) -> None:
        """Read who there is."""
        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: _whom(vault, case.id), self._show, owner=self
            )

    def on_changed(self, what: Changed) -> None:
        """What was chosen stays."""

    def retext(self) -> None:
        """The choices and what was made too."""
        super().retext()
        if self._whom is not None:
            self._show(self._whom)
        if self._made is not None:
            self._tell(self._made)

    def clear(self) -> None:
        """Let go of everything."""
        self._whom = self._made = None
        self._box.clear()
        self._numbers.say("")
        self._identity.setChecked(False)
        self._told.empty()
        self._told.hide()
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """A sentence above the button."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def make(self, path: Path) -> None:
        """Make the file there."""
        from app.usecases.case.exchanging import hand_case

        case = self.context.session.case
        if case is None:
            return
        kind, which = self._box.currentData() or WORDS
        identity = self._identity.isChecked()
        self.show_problem("")
        self._button.setEnabled(False)
        ticket = self.context.with_vault(
            lambda vault, job: hand_case(
                vault,
                case.id,
                path,
                job,
                key=which if kind == "key" else "",
                peer=which if kind == "peer" else "",
                identity=identity,
            ),
            self._tell,
            owner=self,
            place=self,
            failed=lambda _error: self._button.setEnabled(True),
        )
        self._progress.follow(ticket)

    def _choose(self) -> None:
        tr = self.context.tr
        name = f"{datetime.now(KST):%Y%m%d}.ongi-case"
        start = str(Path.home() / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Where the file goes"), start)
        if chosen:
            self.make(Path(chosen))

    def _show(self, whom: Whom) -> None:
        tr, chosen = self.context.tr, self._box.currentData()
        self._whom = whom
        self._numbers.say(whom.numbers)
        self._box.clear()
        for value, name in whom.entries:
            told = {
                "peer": tr("{name}, who has the case already", name=one_line(name, NAME)),
                "key": tr("{name}, from the address book", name=one_line(name, NAME)),
            }
            self._box.addItem(told[value[0]], value)
        self._box.addItem(tr("With words that I tell by phone"), WORDS)
        place = self._box.findData(chosen)
        self._box.setCurrentIndex(max(place, 0))

    def _tell(self, made: CaseHanded) -> None:
        tr = self.context.tr
        self._made = made
        self._button.setEnabled(True)
        self._told.empty()
        size = size_text(made.size)
        self._told.add(
            Words(tr("The case file is made: {path}", path=made.path.name), "strong"),
            Words(f"{made.path.parent} · {size}", "quiet"),
        )
        if made.passphrase:
            copy = Button(tr("Copy the words"), QUIET)
            copy.clicked.connect(lambda *_: self.context.copy(made.passphrase))
            self._told.add(
                Words(tr("Tell these words by phone, never together with the file."), "soft"),
                Words(made.passphrase, "lead").selectable(),
            )
            self._told.add_row(copy)
        self._told.add(
            Words(tr("The other side will ask for these numbers the first time."), "soft"),
            Words(made.numbers, "lead").selectable(),
            Words(tr("Nothing was sent. The file is yours to give."), "quiet"),
        )
        again = Button(tr("Make another one"), SECONDARY)
        again.clicked.connect(lambda *_: self._again())
        self._told.add_row(again)
        self._told.show()
        self._card.hide()
        self.context.session.tell(Changed.CASE)

    def _again(self) -> None:
        self._made = None
        self._told.empty()
        self._told.hide()
        self._card.show()
        self._box.setFocus()


def _whom(vault: OpenVault, case_id: str) -> Whom:
    from app.usecases.bundles.recipient_keys import list_keys
    from app.usecases.case.exchanging import case_numbers, peers_of

    peers = [(("peer", one.signer), one.name or one.signer) for one in peers_of(vault, case_id)]
    keys = [(("key", one.name), one.recipient or one.name) for one in list_keys(vault)]
    return Whom((*peers, *keys), case_numbers(vault, case_id))
