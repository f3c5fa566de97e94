"""One entry of the directory: how it is reached, how old that is, what the centre knows better.

Addresses are text. They can be copied, never opened.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from app.domain.chats.link_shape import WARNINGS, LinkWarning
from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import END, QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.reports.directory import Entry, WayIn

LENGTH = 200
COPIED = frozenset({"phone", "text", "web", "email", "bot", "messenger", "post"})
"""What is of use elsewhere once it is copied."""
_BREAK = "\u200b"


class EntryCard(Card):
    """Shows one entry.

    `correct` and `restore` ask for that, with its identifier; `see` for another entry, by its name.
    """

    correct = Signal(str)
    restore = Signal(str)
    see = Signal(str)

    def __init__(self, context: Context, entry: Entry) -> None:
        super().__init__(spacing=8)
        self._context = context
        self.entry = entry
        language = context.language.texts.language
        body = entry.body
        self.add(Words(body.name.in_language(language), "lead"))
        self.add(Words(body.takes.in_language(language), "soft"))
        self.add(self._ways())
        for text in (body.hours, body.notes):
            if text is not None:
                self.add(Words(text.in_language(language), "soft"))
        if body.former_names:
            former = ", ".join(name.in_language(language) for name in body.former_names)
            self.add(Words(context.tr("Formerly: {names}", names=former), "quiet"))
        if entry.correction is not None:
            self.add(self._corrected())
        self._foot()

    def _ways(self) -> QWidget:
        """A row for each: what it is, the address, a remark, and a button that copies it."""
        from app.usecases.reports.directory import KIND_WORDS

        tr = self._context.tr
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for way in self.entry.ways:
            row = grid.rowCount()
            kind = Words(tr(KIND_WORDS[way.kind]), "quiet", wrap=False)
            grid.addWidget(kind, row, 0)
            if way.kind == "none":
                continue
            grid.addWidget(Words(self._address(way), "strong"), row, 1)
            if way.kind in COPIED:
                copy = Button("", QUIET)
                copy.lean(END)
                copy.setText(tr("Copy"))
                copy.setAccessibleName(tr("Copy {text}", text=one_line(way.value, LENGTH)))
                copy.clicked.connect(partial(self._context.copy, way.value))
                grid.addWidget(copy, row, 2)
            for more, words in enumerate(self._remarks(way), start=1):
                grid.addWidget(words, row + more, 1)
        return holder

    def _address(self, way: WayIn) -> str:
        """The whole of it; long web addresses may break after a slash."""
        return one_line(way.value, LENGTH).replace("/", f"/{_BREAK}")

    def _remarks(self, way: WayIn) -> list[Words]:
        tr, language = self._context.tr, self._context.language.texts.language
        told = [one_line(way.note.in_language(language), LENGTH)] if way.note else []
        if way.unsure:
            told.append(tr("not confirmed"))
        found = [Words(" · ".join(told), "quiet")] if told else []
        return [*found, *(Words(self._warning(one), "care") for one in way.warnings)]

    def _warning(self, one: LinkWarning) -> str:
        return self._context.tr(
            WARNINGS[one.warn],
            host=one_line(one.host, 80),
            shown=one_line(one.shown, 80),
            known=one.known,
        )

    def _corrected(self) -> Card:
        """What the centre said; what came with the program stays to be seen, one click away."""
        tr, said = self._context.tr, self.entry.correction
        card = Card("fact", spacing=4)
        if said is None:
            return card
        card.add(Words(tr("Your centre’s correction, {when}", when=clock(said.said_ms)), "strong"))
        if said.note:
            card.add(Words(one_line(said.note, 2 * LENGTH)))
        if said.contacts:
            came = " / ".join(way.value for way in self.entry.shipped)
            card.add(Words(tr("Came with the program: {contacts}", contacts=came), "soft"))
        back = Button("", SECONDARY)
        back.say(tr("Use what came with the program"))
        back.clicked.connect(lambda *_: self.restore.emit(self.entry.body.id))
        card.add_row(back)
        return card

    def _foot(self) -> None:
        """Others to turn to, how old it is, and correcting it where a vault is open."""
        from app.usecases.reports.directory import checked_words

        tr = self._context.tr
        language = self._context.language.texts.language
        for _other, words in self.entry.others:
            name = words.in_language(language)
            go = Button("", SECONDARY)
            go.say(tr("See {name}", name=name))
            go.clicked.connect(partial(self.see.emit, name))
            self.add_row(go)
        checked = Words(checked_words(self.entry.body, self._context.language.texts), "quiet")
        if not self._context.session.is_open:
            self.add(checked)
            return
        change = Button("", QUIET)
        change.lean(END)
        change.setText(tr("Correct this"))
        name = self.entry.body.name.in_language(language)
        change.setAccessibleName(f"{tr('Correct this')}: {name}")
        change.clicked.connect(lambda *_: self.correct.emit(self.entry.body.id))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(checked, 1)
        row.addWidget(change)
        self.inside.addLayout(row)
