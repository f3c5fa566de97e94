"""A case in words alone: not even a covered picture. To read on the phone with an officer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from app.domain.text.textsafe import LINES, one_line, visible
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.page import Page
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyNote
from ui.widgets.flow import Flow
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.case.plain_facts import Fact, FactSection, SectionName

LONG = 4000
CHOICE = "choice"


class FactsPage(Page):
    """A button for each part, its lines, and below them the whole of the one chosen."""

    place = "case"

    def __init__(self, context: Context) -> None:
        self._sections: dict[SectionName, FactSection] = {}
        self._part: SectionName | None = None
        self._chosen: Fact | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """Parts, lines, the one chosen."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Facts without pictures"))
        self.head_button(lambda: tr("Copy this part"), self._copy, filled=False)
        hint = Words("", "soft")
        self.say(hint.say, lambda: tr("Words, numbers and dates only. No picture is shown here."))
        self._parts = QWidget()
        self._flow = Flow(self._parts)
        self._model = PagedModel(self._words_of, self)
        self._view = RowsView()
        self._view.setModel(self._model)
        self._view.opened.connect(lambda index: self._choose(index.data(ROW)))
        self._view.selectionModel().currentChanged.connect(
            lambda index, _before: self._choose(index.data(ROW))
        )
        self.say(self._view.setAccessibleName, lambda: tr("Facts without pictures"))
        self._list = Card()
        self._list.add(self._view)
        self._whole = Card("fact", spacing=4)
        self._whole.hide()
        self._empty = EmptyNote("timeline")
        self.say(self._empty.sentence.say, lambda: tr("What is known of the case will stand here."))
        self.desk.addWidget(hint)
        self.desk.addWidget(self._parts)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._list, 1)
        self.desk.addWidget(self._whole)

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the case in the screen's language."""
        from app.usecases.case.plain_facts import plain_facts

        case, texts = self.context.session.case, self.context.language.texts
        if case is not None:
            self.context.with_vault(
                lambda vault, _job: plain_facts(vault, case.id, texts), self._show, owner=self
            )

    def retext(self) -> None:
        """Lines have words of their own, so they are read anew."""
        super().retext()
        if self._sections and self.context.session.is_open:
            self.refresh()

    def clear(self) -> None:
        """Let go of everything."""
        self._part = None
        self._show(())

    def _show(self, sections: tuple[FactSection, ...]) -> None:
        from app.usecases.case.plain_facts import SECTIONS

        self._sections = {one.name: one for one in sections}
        while (entry := self._flow.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if self._part not in self._sections:
            self._part = next(iter(self._sections), None)
        for name in self._sections:
            button = Button("", CHOICE)
            button.setCheckable(True)
            button.setChecked(name is self._part)
            button.say(self.context.tr(SECTIONS[name]))
            button.clicked.connect(partial(self._turn_to, name))
            self._flow.addWidget(button)
        self._parts.setVisible(bool(sections))
        self._list.setVisible(bool(sections))
        self._empty.setVisible(not sections)
        self._show_part()

    def _turn_to(self, name: SectionName, *_: object) -> None:
        self._part = name
        for place, known in enumerate(self._sections):
            entry = self._flow.itemAt(place)
            button = None if entry is None else entry.widget()
            if isinstance(button, Button):
                button.setChecked(known is name)
        self._show_part()

    def _show_part(self) -> None:
        section = None if self._part is None else self._sections.get(self._part)
        self._choose(None)
        self._model.clear()
        self._model.add(() if section is None else section.facts, complete=True)
        self._view.scrollToTop()

    def _choose(self, one: Fact | None) -> None:
        self._chosen = one
        self._whole.empty()
        self._whole.setVisible(one is not None)
        if one is None:
            return
        self._whole.add(Words(visible(one.first, LONG, keep=LINES), "strong").selectable())
        for part in (one.second, one.aside):
            if part:
                self._whole.add(Words(visible(part, LONG, keep=LINES), "text").selectable())
        copy = Button("", QUIET)
        copy.say(self.context.tr("Copy"))
        copy.clicked.connect(lambda *_: self.context.copy(_line(one)))
        self._whole.add_row(copy)

    def _copy(self) -> None:
        section = None if self._part is None else self._sections.get(self._part)
        if section is not None:
            self.context.copy("\n".join(map(_line, section.facts)))

    def _words_of(self, row: Any) -> Said:
        return one_line(row.first, 300), one_line(row.second, 400), row.aside


def _line(one: Fact) -> str:
    return "  ".join(part for part in (one.aside, one.first, one.second) if part)
