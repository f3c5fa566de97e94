"""How what was collected is put in order and narrowed down, and whether it is shown as a list."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.evidence.item_lists import SORTINGS, Sorting
from app.domain.evidence.items import ItemKind
from ui.pages.page import Page
from ui.theme.scale import scaled
from ui.widgets.buttons import END, QUIET, Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words import Words
from ui.wording import KINDS

DAY_WIDTH = 190


class Asked(NamedTuple):
    """What is chosen."""

    sorting: Sorting = Sorting.CAME
    kind: ItemKind | None = None
    day: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether some items may not be shown."""
        return self.kind is not None or bool(self.day)


class EvidenceFilters(QWidget):
    """One row. `changed`: something else was chosen. `switched`: to a list, or back."""

    changed = Signal()
    switched = Signal(bool)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context = page.context
        tr = self._context.tr
        self.kind, self.sorting, self.day = ChoiceBox(), ChoiceBox(), QLineEdit()
        self.day.setMaxLength(40)
        self.day.setFixedWidth(scaled(DAY_WIDTH))
        self.switch = Button("", QUIET)
        self.switch.lean(END)
        self._as_list = False
        self._problem = Words("", "care")
        self._problem.hide()
        for box in (self.kind, self.sorting):
            box.activated.connect(lambda _index: self.changed.emit())
        self.day.editingFinished.connect(self._day_entered)
        self._day = ""
        self.switch.clicked.connect(lambda *_: self._press_switch())
        page.say(self.kind.setAccessibleName, lambda: tr("Kind"))
        page.say(self.day.setPlaceholderText, lambda: tr("Day, like 2024-08-27"))
        page.say(self.sorting.setAccessibleName, lambda: tr("Order"))
        page.say(self.day.setAccessibleName, lambda: tr("Only this day"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.kind, self.sorting, self.day):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.switch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._problem)
        self.retext()

    def asked(self) -> Asked:
        """What is chosen now."""
        kind, sorting = self.kind.currentData(), self.sorting.currentData()
        return Asked(Sorting(sorting), ItemKind(kind) if kind else None, self.day.text().strip())

    def clear(self) -> None:
        """Everything, in the order it came in."""
        self.kind.setCurrentIndex(0)
        self.sorting.setCurrentIndex(0)
        self._day = ""
        self.day.clear()
        self.show_problem("")

    def show_list(self, *, as_list: bool) -> None:
        """Show it so from now on; nothing where it is so already."""
        if self._as_list != as_list:
            self._press_switch()

    def show_problem(self, text: str) -> None:
        """A sentence below the row."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def retext(self) -> None:
        """All words in the language in use now; what was chosen stays."""
        tr = self._context.tr
        kinds = [("", tr("All kinds")), *((one.value, tr(KINDS[one])) for one in ItemKind)]
        sortings = [(one.value, tr(SORTINGS[one])) for one in Sorting]
        for box, entries in ((self.kind, kinds), (self.sorting, sortings)):
            chosen = max(0, box.currentIndex())
            box.clear()
            for value, text in entries:
                box.addItem(text, value)
            box.setCurrentIndex(chosen)
        self.switch.say(tr("Show as pictures") if self._as_list else tr("Show as a list"))

    def _day_entered(self) -> None:
        if self.day.text().strip() != self._day:
            self._day = self.day.text().strip()
            self.changed.emit()

    def _press_switch(self) -> None:
        self._as_list = not self._as_list
        self.retext()
        self.switched.emit(self._as_list)
