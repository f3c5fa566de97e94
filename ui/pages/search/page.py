"""Find words in everything a case holds, and look at each place among what is around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.domain.evidence.searching import KIND_WORDS, Kind
from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.page import Page
from ui.pages.search.going import go_to
from ui.pages.search.reading import ReadingOffer
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card, field_row
from ui.widgets.found_place import FIRST, FoundPlace
from ui.widgets.rows_view import RowsView
from ui.widgets.search_filters import Narrowed, SearchFilters
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.case.searching import Around, Hit
    from app.usecases.case.searching import SearchPage as Found
    from app.usecases.vault.vaults import OpenVault

    Names = tuple[list[tuple[str, str]], list[tuple[str, str]]]

PAGE = 50


def _names(vault: OpenVault, case_id: str, _job: Job) -> Names:
    from app.usecases.chats.rooms import list_accounts, list_rooms

    rooms = [(row.room.id, row.room.title) for row in list_rooms(vault, case_id)]
    accounts = [(one.id, " / ".join(one.names[:2])) for one in list_accounts(vault, case_id)]
    return rooms, accounts


class SearchPage(Page):
    """A line for words and what narrows them down; the places found, and one of them beside."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._total = -1
        self._searched = ""
        self._narrowed = Narrowed((), None, None, "", "")
        self._hit: Hit | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The line above, the places below, one of them to the right."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Search"))
        self._build_line()
        self._count = Words("", "soft")
        self._model = PagedModel(self._words_of, self)
        self._model.wanted.connect(self._read_page)
        view = RowsView()
        view.setModel(self._model)
        view.opened.connect(lambda index: self._choose(index.data(ROW)))
        self.say(view.setAccessibleName, lambda: tr("Places found"))
        self._card = Card()
        self._card.add(self._count, view)
        self._found = FoundPlace(self.context)
        self._found.more.connect(self._read_around)
        self._found.go.connect(self._go)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._card, 3)
        row.addWidget(self._found, 2)
        self._offer = ReadingOffer(self, self)
        self._offer.read.connect(self._again)
        self.desk.addWidget(self._offer)
        self.desk.addWidget(self._offer.progress)
        self.desk.addLayout(row, 1)
        self.desk.addStretch(0)
        self._card.hide()

    def _build_line(self) -> None:
        tr = self.context.tr
        self._line = QLineEdit()
        self._line.setMaxLength(200)
        self._line.returnPressed.connect(self.search)
        self.say(self._line.setAccessibleName, lambda: tr("Words to look for"))
        self.say(self._line.setPlaceholderText, lambda: tr("Words, also parts of words"))
        find, narrow = Button("", PRIMARY), Button("", QUIET)
        find.clicked.connect(self.search)
        self.say(find.say, lambda: tr("Find"))
        narrow.setCheckable(True)
        self.say(narrow.say, lambda: tr("Narrow down"))
        self._filters = SearchFilters(self.context)
        self._filters.changed.connect(self._again)
        self._filters.hide()
        narrow.toggled.connect(self._filters.setVisible)
        self.narrow = narrow
        self._problem = Words("", "care")
        self._problem.hide()
        top = Card()
        top.inside.addLayout(field_row(self._line, find, narrow))
        top.add(self._filters, self._problem)
        self.desk.addWidget(top)

    def refresh(self, subject: object = None) -> None:
        """Wait for words; know the rooms and accounts to choose from."""
        self._line.setFocus()
        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, job: _names(vault, case.id, job),
                lambda names: self._filters.offer(*names),
                owner=self,
            )
            self._offer.refresh()

    def retext(self) -> None:
        """Count, rows, filters and the place too."""
        super().retext()
        self._filters.retext()
        self._found.retext()
        self._model.reword()
        self._say_count()

    def clear(self) -> None:
        """Let go of words and places."""
        self._line.clear()
        self._searched, self._total, self._hit = "", -1, None
        self._narrowed = Narrowed((), None, None, "", "")
        self._filters.clear()
        self._found.clear()
        self._offer.clear()
        self._model.clear()
        self._card.hide()

    def show_problem(self, text: str) -> None:
        """A sentence below the line."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def search(self) -> None:
        """Look for the words in the line."""
        self.show_problem("")
        self._searched, self._narrowed = self._line.text(), self._filters.narrowed()
        self._hit = None
        self._found.clear()
        self._model.begin()

    def _again(self) -> None:
        """Search once more where there are words; what is shown beside goes with it."""
        if self._line.text().strip():
            self.search()

    def _read_page(self, offset: int) -> None:
        from app.usecases.case.searching import filters_of, search

        case, words, narrowed = self.context.session.case, self._searched, self._narrowed
        if case is None:
            return

        def find(vault: OpenVault, _job: Job) -> Found:
            kinds, room, account, since, until = narrowed
            filters = filters_of(kinds, room=room, account=account, since=since, until=until)
            return search(vault, words, case.id, filters=filters, limit=PAGE, offset=offset)

        def show(found: Found) -> None:
            asked = (self._searched, self._narrowed)
            if asked == (words, narrowed) and self._model.rowCount() == offset:
                self._total = found.total
                read = offset + len(found.hits)
                self._model.add(found.hits, complete=not found.hits or read >= found.total)
                self._say_count()
                self._card.show()

        self.context.with_vault(find, show, owner=self, place=self)

    def _choose(self, hit: Hit) -> None:
        self._hit = hit
        self._read_around(FIRST)

    def _read_around(self, count: int) -> None:
        from app.usecases.case.searching import around

        hit, words = self._hit, self._searched
        if hit is None:
            return

        def show(place: Around) -> None:
            if self._hit == hit:
                self._found.show_place(hit, place)

        self.context.with_vault(
            lambda vault, _job: around(vault, hit, words, messages=count),
            show,
            owner=self,
            place=self,
        )

    def _go(self) -> None:
        if self._hit is not None:
            go_to(self.context, self._hit)

    def _say_count(self) -> None:
        if self._total >= 0:
            self._count.say(self.context.ntr("{count} place", "{count} places", self._total))

    def _words_of(self, hit: Any) -> Said:
        kind = self.context.tr(KIND_WORDS.get(hit.kind, KIND_WORDS[Kind.MESSAGE]))
        return one_line(hit.snippet, 200), kind, clock(hit.at_ms) if hit.at_ms is not None else ""
