"""Find words in messages and notes of the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from app.domain.textsafe import one_line
from app.i18n import N_
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.pages.page import Page
from ui.widgets.buttons import PRIMARY, Button
from ui.widgets.card import Card
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.searching import SearchPage as Found

PAGE = 50
KINDS = {"message": N_("Message"), "note": N_("Note"), "item": N_("Page or mail")}


class SearchPage(Page):
    """A line for words, and the places that hold them all."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._total = -1
        self._searched = ""
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The line above, the places below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Search"))
        self._line = QLineEdit()
        self._line.setMaxLength(200)
        self._line.returnPressed.connect(self.search)
        self.say(self._line.setAccessibleName, lambda: tr("Words to look for"))
        self.say(self._line.setPlaceholderText, lambda: tr("Words, also parts of words"))
        find = Button("", PRIMARY)
        find.clicked.connect(self.search)
        self.say(find.say, lambda: tr("Find"))
        self._problem = Words("", "care")
        self._problem.hide()
        top = Card()
        row = top.add_row(find)
        row.insertWidget(0, self._line, 1)
        row.takeAt(row.count() - 1)
        top.add(self._problem)
        self._count = Words("", "soft")
        self._model = PagedModel(self._words_of, self)
        self._model.wanted.connect(self._read_page)
        view = RowsView()
        view.setModel(self._model)
        self.say(view.setAccessibleName, lambda: tr("Places found"))
        self._card = Card()
        self._card.add(self._count, view)
        self._card.hide()
        self.desk.addWidget(top)
        self.desk.addWidget(self._card, 1)
        self.desk.addStretch(0)

    def refresh(self, subject: object = None) -> None:
        """Wait for words."""
        self._line.setFocus()

    def retext(self) -> None:
        """Count and rows too."""
        super().retext()
        self._model.reword()
        self._say_count()

    def clear(self) -> None:
        """Let go of words and places."""
        self._line.clear()
        self._searched, self._total = "", -1
        self._model.clear()
        self._card.hide()

    def show_problem(self, text: str) -> None:
        """A sentence below the line."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def search(self) -> None:
        """Look for the words in the line."""
        self.show_problem("")
        self._searched = self._line.text()
        self._model.begin()

    def _read_page(self, offset: int) -> None:
        from app.usecases.searching import search

        case, words = self.context.session.case, self._searched
        if case is None:
            return

        def show(found: Found) -> None:
            if words == self._searched and self._model.rowCount() == offset:
                self._total = found.total
                read = offset + len(found.hits)
                self._model.add(found.hits, complete=not found.hits or read >= found.total)
                self._say_count()
                self._card.show()

        self.context.with_vault(
            lambda vault, _job: search(vault, words, case.id, limit=PAGE, offset=offset),
            show,
            owner=self,
            place=self,
        )

    def _say_count(self) -> None:
        if self._total >= 0:
            self._count.say(self.context.ntr("{count} place", "{count} places", self._total))

    def _words_of(self, hit: Any) -> Said:
        kind = self.context.tr(KINDS.get(hit.kind, KINDS["message"]))
        return one_line(hit.snippet, 200), kind, clock(hit.at_ms) if hit.at_ms is not None else ""
