"""The list of cases as a counsellor uses it: found by number, name or state, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from app.domain.case.case_desk import CASE_STATES, SHAPES, CaseState
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.theme.scale import scaled
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form.kept import KeptLine
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words
from ui.wording import clock, day, kst

if TYPE_CHECKING:
    from app.domain.evidence.items import Case
    from app.usecases.case.work_list import CaseRow

AT_ONCE = 7


class CaseList(Card):
    """A line to find by, a choice of state, the rows. `chosen` carries a case."""

    chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: tuple[CaseRow, ...] = ()
        self.line, self.state = KeptLine(), ChoiceBox()
        self.line.setMaxLength(200)
        self.line.textChanged.connect(lambda _text: self._narrow())
        self.line.returnPressed.connect(self._open_first)
        self.state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.state.addItems([""] * (len(CASE_STATES) + 1))
        self.state.currentIndexChanged.connect(lambda _index: self._narrow())
        self.work = Button("", SECONDARY)
        self.work.clicked.connect(lambda *_: context.go("work"))
        above = QHBoxLayout()
        above.setSpacing(8)
        for widget in (self.line, self.state, self.work):
            above.addWidget(widget, 1 if widget is self.line else 0)
        self._model = PagedModel(self._words_of, self)
        self.view = RowsView()
        self.view.setModel(self._model)
        self.view.opened.connect(lambda index: self._choose(index.data(ROW).case))
        self._none = Words("", "soft")
        self.inside.addLayout(above)
        self.add(self.view, self._none)
        self.retext()

    def retext(self) -> None:
        """All words, the rows too."""
        tr = self._context.tr
        self.line.setPlaceholderText(tr("Number or name"))
        self.line.setAccessibleName(tr("Find a case by number or name"))
        self.state.setAccessibleName(tr("Only cases that stand so"))
        self.state.setItemText(0, tr("Every state"))
        for place, state in enumerate(CASE_STATES, 1):
            self.state.setItemText(place, f"{SHAPES[state]} {tr(CASE_STATES[state])}")
        self.work.say(tr("What comes next"))
        self.view.setAccessibleName(tr("Cases"))
        self._none.say(tr("No case here is like that."))
        self._model.reword()

    def show_cases(self, rows: tuple[CaseRow, ...]) -> None:
        """Show these, as far as they are asked for."""
        self._rows = rows
        self._narrow()

    def clear(self) -> None:
        """Let go of the cases."""
        self._rows = ()
        self.line.show_text("")
        self.state.setCurrentIndex(0)
        self._narrow()

    def _narrow(self) -> None:
        asked, place = self.line.text(), self.state.currentIndex()
        state: CaseState | None = list(CASE_STATES)[place - 1] if place > 0 else None
        shown = [one for one in self._rows if state in (None, one.state) and one.is_found(asked)]
        self._model.clear()
        self._model.add(shown, complete=True)
        self.view.setVisible(bool(shown))
        self.view.setFixedHeight(min(AT_ONCE, len(shown)) * row_height() + scaled(2))
        self._none.setVisible(bool(self._rows) and not shown)

    def _open_first(self) -> None:
        """Return in the line opens what was found, where it is one."""
        if self._model.rowCount() == 1:
            self._choose(self._model.last().case)

    def _choose(self, case: Case) -> None:
        self.line.show_text("")
        self.chosen.emit(case)

    def _words_of(self, row: CaseRow) -> Said:
        tr = self._context.tr
        named = [visible_name(one, 60) for one in (row.number, row.case.title) if one]
        name = " · ".join(named) or tr("Case without a name")
        told = [] if row.state is None else [f"{SHAPES[row.state]} {tr(CASE_STATES[row.state])}"]
        if row.next_day is not None:
            from app.domain.times.periods import start_of

            told.append(tr("next on {day}", day=day(start_of(row.next_day), self._context)))
        changed = clock(row.changed_ms)[:10]
        if kst(row.changed_ms).date() == kst(row.case.created_ms).date():
            return name, " · ".join(told) or tr("begun on {day}", day=changed), changed
        return name, " · ".join(told), tr("changed on {day}", day=changed)
