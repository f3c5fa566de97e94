"""Copying out of a damaged vault what can still be read, into a folder that is not encrypted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.text.textsafe import visible_name
from app.error_texts import TEXTS
from app.errors import OngiError
from ui.context import Context
from ui.lanes import Lane, Ticket
from ui.models.paged import PagedModel, Said
from ui.pages.page import Page
from ui.pages.path_rows import FolderRow
from ui.pages.vault.key_given import KeyGiven
from ui.widgets.buttons import PRIMARY, Button
from ui.widgets.card import Card
from ui.widgets.progress import ProgressPanel, size_text
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.vault.rescuing import RescuedItem, RescueResult
    from app.usecases.vault.vaults import Key

NAME_LENGTH = 80
MOST_ROWS = 8

DAMAGED = frozenset({"VLT-005", "VLT-006", "VLT-010", "VLT-014", "VLT-017"})
"""What opening fails with where a rescue may still find something."""


@dataclass(frozen=True)
class ToRescue:
    """The folder of a vault that did not open, and what gives the key it was tried with."""

    folder: Path
    key: Callable[[], str | Key]


class RescuePage(Page):
    """Where to, one button, and the list of what came out."""

    def __init__(self, context: Context) -> None:
        self._key: Callable[[], str | Key] | None = None
        self._result: RescueResult | None = None
        self._out: Path | None = None
        self._ticket: Ticket | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The damaged vault, the folder for what is copied out, the result."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Copy out what can be read"))
        self.head_button(lambda: tr("Open a vault"), self._back, filled=False)
        card = Card()
        what, label = Words("", "soft"), Words("", "strong")
        self.say(
            what.say,
            lambda: tr(
                "Nothing in the vault is changed. Whole files are copied as they came in; "
                "damaged ones as far as they can be read, and a list says which is which."
            ),
        )
        self.say(label.say, lambda: tr("Folder of the vault"))
        vault = FolderRow(
            self,
            name=lambda: tr("Folder of the vault"),
            hint=lambda: tr("Choose it, or paste where it is"),
            dialog=lambda: tr("Choose the folder of the vault"),
        )
        self._vault = vault.line
        self._vault.textEdited.connect(self._other_vault)
        self._entry = KeyGiven(self, lambda: tr("Passphrase"), self._begin)
        self._passphrase = self._entry.passphrase
        card.add(what, label, vault, self._entry)
        self._progress = ProgressPanel(self.context)
        self._ends = Card("good", spacing=6)
        self._build_list()
        for widget in (card, self._build_out(), self._progress, self._ends, self._list_card):
            self.desk.addWidget(widget)
        self.clear()

    def _build_out(self) -> Card:
        tr = self.context.tr
        card = Card("care")
        lead, what = Words("", "strong"), Words("")
        self.say(lead.say, lambda: tr("What is written there is not encrypted"))
        self.say(
            what.say,
            lambda: tr(
                "Whoever uses that computer or disk can read it. Choose a place that is only "
                "yours, best a USB stick you can put away."
            ),
        )
        out = FolderRow(
            self,
            name=lambda: tr("Folder for what is copied out"),
            hint=lambda: tr("A new or empty folder"),
            dialog=lambda: tr("Choose a new or empty folder"),
        )
        self._to = out.line
        self._problem = Words("", "care")
        self._button = Button("", PRIMARY)
        self._button.clicked.connect(self._begin)
        self.say(self._button.say, lambda: tr("Copy it out there"))
        card.add(lead, what, out, self._problem)
        card.add_row(self._button)
        return card

    def _build_list(self) -> None:
        tr = self.context.tr
        self._list_card = Card()
        self._model = PagedModel(self._words_of, self)
        self._list = RowsView()
        self._list.setModel(self._model)
        self.say(self._list.setAccessibleName, lambda: tr("What was copied out"))
        self._list_card.add(self._list)

    def _words_of(self, item: RescuedItem) -> Said:
        from app.usecases.vault.rescuing import state_words

        said = state_words(item.state, self.context.language.texts)
        if item.unreadable:
            gone = self.context.tr("{size} of it can't be read", size=size_text(item.unreadable))
            said = f"{said} · {gone}"
        name = visible_name(item.name or item.file or item.id, NAME_LENGTH)
        return name, visible_name(item.file, NAME_LENGTH), said

    def refresh(self, subject: object = None) -> None:
        """Take over what did not open."""
        if isinstance(subject, ToRescue):
            self.clear()
            self._key = subject.key
            self._vault.take(subject.folder)
        self._entry.setVisible(self._key is None)

    def retext(self) -> None:
        """The result too."""
        super().retext()
        self._model.reword()
        if self._result is not None:
            self._show_ends(self._result)

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def clear(self) -> None:
        """Forget the key, what was typed and what was found; what runs stops without a word."""
        if self._ticket is not None:
            self._ticket.forget()
            self._ticket.job.cancel()
        self._key = None
        self._result = None
        self._out = None
        self._vault.clear()
        self._to.clear()
        self._entry.clear()
        self.show_problem("")
        self._model.clear()
        self._ends.empty()
        self._ends.hide()
        self._list_card.hide()
        self._button.setEnabled(True)

    def show_problem(self, text: str) -> None:
        """What stands against it."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _back(self) -> None:
        self.clear()
        self.context.go("unlock")

    def _other_vault(self) -> None:
        """The key was for the folder that was named before."""
        self._key = None
        self._entry.show()

    def _begin(self) -> None:
        from app.usecases.vault.rescuing import rescue_vault

        folder, out = self._vault.folder(), self._to.folder()
        key = self._key or self._entry.key()
        self.show_problem("")
        if folder is None or out is None:
            self.show_problem(self.context.tr("Choose both folders first."))
            return
        texts = self.context.language.texts
        self._button.setEnabled(False)
        self._ticket = self.context.without_vault(
            lambda job: rescue_vault(folder, key(), out, job, texts),
            lambda result: self._show(result, out),
            owner=self,
            lane=Lane.FREE,
            place=self,
            failed=self._failed,
        )
        self._progress.follow(self._ticket)

    def _failed(self, _error: OngiError) -> bool:
        self._button.setEnabled(True)
        return False

    def _show(self, result: RescueResult, out: Path) -> None:
        self._button.setEnabled(True)
        self._result, self._out = result, out
        self._show_ends(result)
        self._model.clear()
        self._model.add(result.items, complete=True)
        self._list_card.setVisible(bool(result.items))
        self._list.setFixedHeight(min(MOST_ROWS, len(result.items)) * row_height() + 2)

    def _show_ends(self, result: RescueResult) -> None:
        from app.usecases.vault.rescuing import BY_SPARES, RescueState

        tr, ntr = self.context.tr, self.context.ntr
        self._ends.empty()
        whole = result.count(RescueState.WHOLE)
        path = tr("What was copied out lies in {path} and is not encrypted.", path=self._out)
        said = ntr("{count} item copied out whole", "{count} items copied out whole", whole)
        self._ends.add(Words(said, "strong"), Words(path))
        if result.index == "none":
            self._ends.add(
                Words(tr(TEXTS[BY_SPARES].sentence), "soft"),
                Words(tr("Messages, notes and the custody log stand in the index alone."), "soft"),
            )
        elif result.index == "partly":
            gaps = tr("Parts of the index can't be read; the lists in records have gaps.")
            self._ends.add(Words(gaps, "soft"))
        self._ends.show()
