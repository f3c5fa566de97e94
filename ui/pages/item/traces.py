"""The sheet of traces of one item: where was looked, what was there, what a person saw.

Never a verdict. The sentence that empty places prove nothing always stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.domain.evidence.traces import (
    ABSENCE,
    UNTRUSTED,
    Outcome,
    outcome_in_words,
    place_in_words,
)
from app.domain.text.textsafe import one_line, visible
from ui.context import Context
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card, pair
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.items.tracing import TraceSheet

WORDS_LENGTH = 1_000
LINE_LENGTH = 500


class TracesPage(Page):
    """The places, the labels, a line for another label."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._item: str | None = None
        self._sheet: TraceSheet | None = None
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A card with places, one with labels."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Marks of programs that make pictures"))
        self.head_button(
            lambda: tr("Back to the item"),
            lambda: self.context.go("item", self._item),
            filled=False,
        )
        self._progress = ProgressPanel(self.context)
        self._places, self._labels = Card(spacing=6), Card(spacing=6)
        self._form = Card("fact", spacing=8)
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("A label that you saw"))
        self._words, self._where = QLineEdit(), QLineEdit()
        for line in (self._words, self._where):
            line.setMaxLength(LINE_LENGTH)
            line.textChanged.connect(self._allow)
        self.say(self._words.setPlaceholderText, lambda: tr("Its words, as they stood there"))
        self.say(self._words.setAccessibleName, lambda: tr("Its words, as they stood there"))
        self.say(self._where.setPlaceholderText, lambda: tr("Where it stood, if you know"))
        self.say(self._where.setAccessibleName, lambda: tr("Where it stood, if you know"))
        self._keep = Button("", SECONDARY)
        self._keep.clicked.connect(self._note)
        self.say(self._keep.say, lambda: tr("Write it down"))
        self._form.add(lead, self._words, self._where)
        self._form.add_row(self._keep)
        for widget in (self._progress, self._places, self._labels, self._form):
            self.desk.addWidget(widget)
        self.clear()

    def refresh(self, subject: object = None) -> None:
        """Look at one item; without a name, the one that was shown."""
        from app.usecases.items.tracing import trace_sheet

        if isinstance(subject, str):
            if subject != self._item:
                self.clear()
            self._item = subject
        item, case = self._item, self.context.session.case
        if item is None or case is None:
            return
        here = case.id
        ticket = self.context.with_vault(
            lambda vault, job: trace_sheet(vault, item, job, here),
            lambda sheet: self._show(sheet) if sheet.item == self._item else None,
            owner=self,
        )
        self._progress.follow(ticket)

    def on_changed(self, what: Changed) -> None:
        """Only this item matters here, and it does not change."""

    def retext(self) -> None:
        """The sheet too."""
        super().retext()
        if self._sheet is not None:
            self._show(self._sheet)

    def clear(self) -> None:
        """Let go of everything."""
        self._item, self._sheet = None, None
        self._words.clear()
        self._where.clear()
        self._places.empty()
        self._labels.empty()
        self._labels.hide()
        self._allow()

    def _allow(self) -> None:
        self._keep.setEnabled(self._item is not None and bool(self._words.text().strip()))

    def _show(self, sheet: TraceSheet) -> None:
        tr, texts = self.context.tr, self.context.language.texts
        self._sheet = sheet
        self._places.empty()
        self._places.add(Words(tr("What the file itself has"), "strong"))
        for one in sheet.traces:
            outcome = outcome_in_words(one.outcome, texts)
            role = "strong" if one.outcome is Outcome.FOUND else "soft"
            self._places.add(pair(place_in_words(one.place, texts), outcome, right_role=role))
            if one.words:
                said = visible(one.words.replace("\n", " "), WORDS_LENGTH)
                self._places.add(Words(said, "quiet").selectable())
        if not sheet.traces:
            text = tr("This kind of file has no places for such marks that are known here.")
            self._places.add(Words(text))
        self._places.add(Words(tr(ABSENCE), "soft"), Words(tr(UNTRUSTED), "soft"))
        self._labels.empty()
        self._labels.setVisible(bool(sheet.labels))
        self._labels.add(Words(tr("What people saw"), "strong"))
        for label in sheet.labels:
            said = " · ".join(
                one_line(one, LINE_LENGTH) for one in (label.words, label.where) if one
            )
            at = "" if label.noted_ms is None else clock(label.noted_ms)
            self._labels.add(Words(said), Words(at, "quiet"))
        self._allow()

    def _note(self) -> None:
        from app.usecases.items.tracing import note_label

        case, item = self.context.session.case, self._item
        words, where = self._words.text(), self._where.text()
        if case is None or item is None:
            return
        self._keep.setEnabled(False)
        self.context.with_vault(
            lambda vault, _job: note_label(vault, case.id, item, words, where=where),
            lambda _label: self._noted(),
            owner=self,
            failed=lambda _error: self._allow(),
        )

    def _noted(self) -> None:
        self._words.clear()
        self._where.clear()
        self.refresh()
