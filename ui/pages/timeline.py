"""The case in the order of time: as a picture, and below it as a list that says the same.

Notes are added here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.domain.timeline import EntryKind, Timeline
from ui.context import Context
from ui.models.paged import ROW, PagedModel
from ui.pages.page import Page
from ui.pages.timeline_words import TimelineWords
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card, field_row
from ui.widgets.empty import EmptyNote
from ui.widgets.rows_view import RowsView
from ui.widgets.timeline_view import TimelineView
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.timeline import TimelineEntry


PAGE = 200
TOLD = {
    EntryKind.INCIDENT: "incidents",
    EntryKind.PAYMENT: "payments",
    EntryKind.MARK: "people",
    EntryKind.FILED: "filing",
}
"""Where what a person told is opened."""


class TimelinePage(Page):
    """Picture and list of one timeline."""

    place = "timeline"

    def __init__(self, context: Context) -> None:
        self._entries: tuple[TimelineEntry, ...] = ()
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """A card with the picture, a card with the list, a line for a note."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("In order of time"))
        hint = Words("", "quiet", wrap=False)
        self.say(hint.say, lambda: tr("Times are Korean time (UTC+09:00)"))
        self.head_widget(hint)
        self._words = TimelineWords(self.context)
        self._card = Card()
        self._picture = TimelineView(self._words.sentence, self._words.title, self._words.day)
        self.say(self._picture.setAccessibleName, lambda: tr("Timeline as a picture"))
        self._picture.chosen.connect(self._point_at)
        self._card.add(self._picture)
        self._list_card = Card()
        self._model = PagedModel(self._words.row, self)
        self._model.wanted.connect(self._add_rows)
        self._list = RowsView()
        self._list.setModel(self._model)
        self._list.opened.connect(lambda index: self._open(index.data(ROW)))
        self.say(self._list.setAccessibleName, lambda: tr("Timeline as a list"))
        self._list_card.add(self._list)
        self._empty = EmptyNote("timeline")
        self.say(
            self._empty.sentence.say,
            lambda: tr(
                "Messages, files and notes with a time will stand here one after the other."
            ),
        )
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._card)
        self.desk.addWidget(self._list_card, 1)
        self._build_note()

    def _build_note(self) -> None:
        tr = self.context.tr
        self._note = QLineEdit()
        self._note.setMaxLength(2000)
        self._note.returnPressed.connect(self._add_note)
        self.say(self._note.setAccessibleName, lambda: tr("Note"))
        self.say(
            self._note.setPlaceholderText, lambda: tr("Write down what happened, in your own words")
        )
        keep = Button("", SECONDARY)
        keep.clicked.connect(self._add_note)
        self.say(keep.say, lambda: tr("Keep the note"))
        card = Card()
        card.inside.addLayout(field_row(self._note, keep))
        self.desk.addWidget(card)

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the timeline."""
        case = self.context.session.case
        if case is not None:
            from app.usecases.timelines import timeline

            self.context.with_vault(
                lambda vault, _job: timeline(vault, case.id), self._show, owner=self
            )

    def clear(self) -> None:
        """Let go of it."""
        self._show(Timeline((), ()))
        self._note.clear()

    def retext(self) -> None:
        """Picture and rows too."""
        super().retext()
        self._model.reword()
        self._picture.update()

    def _show(self, timeline: Timeline) -> None:
        self._words.show(timeline)
        self._picture.show_timeline(timeline)
        self._entries = timeline.entries
        self._model.begin()
        anything = bool(timeline.entries)
        self._empty.setVisible(not anything)
        self._card.setVisible(anything)
        self._list_card.setVisible(anything)

    def _add_rows(self, offset: int) -> None:
        """The next rows of the list, which lays out none that nobody scrolled to."""
        rows = self._entries[offset : offset + PAGE]
        self._model.add(rows, complete=offset + len(rows) >= len(self._entries))

    def _point_at(self, entry: TimelineEntry) -> None:
        number = next(place for place, one in enumerate(self._entries) if one is entry)
        if number >= self._model.rowCount():
            begin = self._model.rowCount()
            rows = self._entries[begin : number + PAGE]
            self._model.add(rows, complete=begin + len(rows) >= len(self._entries))
        self._list.setCurrentIndex(self._model.index(number))

    def _open(self, entry: TimelineEntry) -> None:
        page = "item" if entry.subject.startswith("i-") else TOLD.get(entry.kind)
        if page is not None:
            self.context.go(page, entry.subject)

    def _add_note(self) -> None:
        from app.usecases.noting import add_note

        case, text = self.context.session.case, self._note.text()
        if case is None:
            return

        def kept(_note: object) -> None:
            self._note.clear()
            self.context.session.tell(Changed.NOTES)

        self.context.with_vault(
            lambda vault, _job: add_note(vault, case.id, text), kept, owner=self
        )
