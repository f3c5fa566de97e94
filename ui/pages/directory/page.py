"""Who can help: found by any name, by groups, the most urgent first.

Needs no vault; with one open a centre's corrections are laid over. Nobody is called, nothing is
opened.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.context import Context
from ui.pages.directory.correcting import CorrectingForm
from ui.pages.directory.entry import EntryCard
from ui.pages.page import Page
from ui.widgets.buttons import CHOICE, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.directory import Entry

PAUSE_MS = 150
AT_ONCE = 8
"""Entries shown before the others are asked for."""


class DirectoryPage(Page):
    """A line for words, groups to choose from, and a card for each entry found."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._entries: tuple[Entry, ...] = ()
        self._group = "act_now"
        self._correcting = ""
        self._all = False
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Words and groups above, the form for a correction, the entries."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Who can help"))
        self._keys = self.head_button(
            lambda: tr("Keys of recipients"),
            lambda: self.context.go("recipient_keys"),
            filled=False,
        )
        self.head_button(lambda: tr("The law"), lambda: self.context.go("law"), filled=False)
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr("Former names find today’s body too. This app calls nobody, opens nothing."),
        )
        self._line = QLineEdit()
        self._line.setMaxLength(200)
        self.say(self._line.setAccessibleName, lambda: tr("Name, former name or number"))
        self.say(self._line.setPlaceholderText, lambda: tr("Name, former name or number"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE_MS)
        self._soon.timeout.connect(self._read)
        self._line.textChanged.connect(lambda _text: self._soon.start())
        top = Card()
        top.add(intro, self._line, self._build_groups())
        self._form = CorrectingForm(self.context)
        self._form.keep.connect(self._keep)
        self._form.left.connect(lambda: self._correct(""))
        self._form.hide()
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._more = Button("", QUIET)
        self.say(self._more.say, lambda: tr("Show all of them"))
        self._more.clicked.connect(self._show_all)
        for widget in (top, self._form, self._column):
            self.desk.addWidget(widget)
        below = Card("plain")
        below.inside.setContentsMargins(0, 0, 0, 0)
        below.add_row(self._more)
        self.desk.addWidget(below)

    def _build_groups(self) -> QWidget:
        from app.usecases.reports.directory import GROUP_WORDS

        tr = self.context.tr
        holder = QWidget()
        flow = Flow(holder)
        self._choices: dict[str, Button] = {}
        for group, word in GROUP_WORDS.items():
            button = self._choices[group.value] = Button("", CHOICE)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, group.value))
            self.say(button.say, partial(tr, word))
            flow.addWidget(button)
        return holder

    def refresh(self, subject: object = None) -> None:
        """Read the entries; `subject` names a group, or words to look for."""
        if isinstance(subject, str) and subject:
            if subject in self._choices:
                self._group, subject = subject, ""
            self._line.setText(subject)
        self._keys.setVisible(self.context.session.is_open)
        self._read()

    def retext(self) -> None:
        """The entries and the form too."""
        super().retext()
        self._form.retext()
        self._show(self._entries)

    def clear(self) -> None:
        """Corrections came out of the vault: let go of them and of what was looked for."""
        self._line.clear()
        self._soon.stop()
        self._keys.hide()
        self._form.forget()
        self._correcting, self._all = "", False
        self._show(())

    def leave_case(self) -> None:
        """Nothing here belongs to one case."""

    def _read(self) -> None:
        from app.usecases.reports.directory import look_up

        words = self._line.text()
        if self.context.session.is_open:
            self.context.with_vault(
                lambda vault, _job: look_up(words, vault), self._show, owner=self
            )
        else:
            self.context.without_vault(lambda _job: look_up(words), self._show, owner=self)

    def _choose(self, group: str) -> None:
        """Another group; words that were looked for are let go of."""
        self._group, self._all = group, False
        self._line.clear()
        self._read()

    def _show_all(self) -> None:
        self._all = True
        self._show(self._entries)

    def _show(self, entries: tuple[Entry, ...]) -> None:
        self._entries = entries
        words = self._line.text().strip()
        for group, button in self._choices.items():
            button.setChecked(not words and group == self._group)
        shown = [one for one in entries if words or one.body.group.value == self._group]
        self._column.empty()
        for entry in shown if self._all else shown[:AT_ONCE]:
            self._column.add(self._card(entry))
        if words and not shown:
            nobody = self.context.tr(
                "Nobody goes by these words here. 1366 connects to all others."
            )
            self._column.add(Words(nobody, "soft"))
        self._more.setVisible(not self._all and len(shown) > AT_ONCE)
        self._form.setVisible(bool(self._correcting))

    def _card(self, entry: Entry) -> EntryCard:
        card = EntryCard(self.context, entry)
        card.correct.connect(self._correct)
        card.restore.connect(self._restore)
        card.see.connect(self._line.setText)
        return card

    def _correct(self, recipient: str) -> None:
        """Open the form with an entry, or close it for none."""
        self._correcting = recipient
        known = next((one for one in self._entries if one.body.id == recipient), None)
        if known is None:
            self._form.forget()
        else:
            self._form.show_entry(known)
        self._form.setVisible(known is not None)
        if known is not None:
            self._form.form.field("phone").setFocus()

    def _keep(self, contacts: list[tuple[str, str, str]], note: str) -> None:
        from app.usecases.reports.directory import correct

        recipient = self._correcting

        def done(_entry: object) -> None:
            self._correct("")
            self._read()

        self.context.with_vault(
            lambda vault, _job: correct(vault, recipient, contacts, note),
            done,
            owner=self,
            place=self._form,
        )

    def _restore(self, recipient: str) -> None:
        from app.usecases.reports.directory import restore

        self.context.with_vault(
            lambda vault, _job: restore(vault, recipient), lambda _entry: self._read(), owner=self
        )
