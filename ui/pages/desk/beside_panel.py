"""The evidence beside a form: a shelf of rows without pictures, and the values of one row."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.page import EDGE
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.form.kept import KeptLine
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.beside import BesideRow, Value

AFTER_MS = 250
SHOWN = 120


class BesidePanel(QWidget):
    """Choose a shelf, find in it, take a value. `taken` carries a value and its source."""

    taken = Signal(object, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row: BesideRow | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(AFTER_MS)
        self._wait.timeout.connect(self.refresh)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, EDGE, 28)
        column.setSpacing(8)
        self._lead, self._into = Words("", "strong"), Words("", "here")
        self._keys = Words("", "quiet")
        self.shelf, self.line = ChoiceBox(), KeptLine()
        self.shelf.activated.connect(lambda _index: self.refresh())
        self.line.setMaxLength(200)
        self.line.textChanged.connect(lambda _text: self._wait.start())
        self._model = PagedModel(self._words_of, self)
        self.view = RowsView()
        self.view.setModel(self._model)
        self.view.setMinimumHeight(row_height() * 2)
        self.view.selectionModel().currentChanged.connect(
            lambda index, _before: self._choose(index.data(ROW))
        )
        self.view.opened.connect(lambda _index: self.take_first())
        listed = Card(spacing=4)
        listed.inside.setContentsMargins(8, 8, 8, 8)
        self._none = Words("", "soft")
        listed.add(self.view, self._none)
        self._values = QWidget()
        self._flow = Flow(self._values)
        for widget in (
            self._lead, self._into, self.shelf, self.line, listed, self._values, self._keys,
        ):  # fmt: skip
            column.addWidget(widget, 1 if widget is listed else 0)
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now; rows are read anew."""
        from app.usecases.reports.beside import SHELVES

        tr, chosen = self._context.tr, max(self.shelf.currentIndex(), 0)
        self._lead.say(tr("From what is collected"))
        self.shelf.setAccessibleName(tr("What is listed"))
        self.shelf.clear()
        for shelf, words in SHELVES.items():
            self.shelf.addItem(tr(words), shelf.value)
        self.shelf.setCurrentIndex(chosen)
        self.line.setPlaceholderText(tr("Find in it"))
        self.line.setAccessibleName(tr("Find in it"))
        self.view.setAccessibleName(tr("From what is collected"))
        self._none.say(tr("Nothing here yet. Of messages, type a word to find them."))
        self._keys.say(tr("F6: the other side. Ctrl+[ and Ctrl+]: narrower, wider."))
        self.say_target("")
        if self._context.session.is_open and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the shelf."""
        from app.usecases.reports.beside import Shelf, beside_rows

        case, texts = self._context.session.case, self._context.language.texts
        if case is None or not self._context.session.is_open:
            return
        shelf, asked = Shelf(self.shelf.currentData()), self.line.text()
        self._context.with_vault(
            lambda vault, _job: beside_rows(vault, case.id, shelf, texts, asked),
            self._show,
            owner=self,
        )

    def clear(self) -> None:
        """Let go of everything."""
        self.line.show_text("")
        self._wait.stop()
        self._show(())
        self.say_target("")

    def say_target(self, question: str) -> None:
        """Name the question that a value goes into."""
        tr = self._context.tr
        told = tr("It goes into: {question}", question=one_line(question, SHOWN))
        self._into.say(told if question else tr("Click into a question first; then take a value."))

    def tell(self, source: str) -> None:
        """Say where what was taken stands."""
        if source:
            self._into.say(self._context.tr("Taken from: {source}", source=one_line(source, SHOWN)))

    def take_first(self) -> None:
        """Take what fits best: the page chooses by the field."""
        if self._row is not None:
            self.taken.emit(self._row.values, self._row.source)

    def _show(self, rows: tuple[BesideRow, ...]) -> None:
        self._choose(None)
        self._model.clear()
        self._model.add(rows, complete=True)
        self.view.setVisible(bool(rows))
        self._none.setVisible(not rows)

    def _choose(self, row: BesideRow | None) -> None:
        from app.usecases.reports.beside import VALUE_WORDS
        from ui.pages.all_pages import PAGES

        self._row = row
        while (entry := self._flow.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._values.setVisible(row is not None)
        if row is None:
            return
        for value in row.values:
            self._offer(self._context.tr(VALUE_WORDS[value.kind]), value, row)
        if row.item is not None and "view" in PAGES:
            see = Button("", QUIET)
            see.say(self._context.tr("See it"))
            see.clicked.connect(partial(self._see, row.item))
            self._flow.addWidget(see)

    def _offer(self, said: str, value: Value, row: BesideRow) -> None:
        button = Button("", SECONDARY)
        button.say(said)
        button.setAccessibleName(f"{said}: {row.first}")
        button.clicked.connect(lambda *_: self.taken.emit((value,), row.source))
        self._flow.addWidget(button)

    def _see(self, item: str, *_: object) -> None:
        self._context.go("view", item)

    def _words_of(self, row: BesideRow) -> Said:
        return row.first, row.second, row.aside
