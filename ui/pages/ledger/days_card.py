"""Days that only the person can tell: folded until asked for, each kept when its field is left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import Card
from ui.widgets.form.kept import KeptLine
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.follow_up.deadlines import TypedDay


def _asked(day: TypedDay, line: KeptLine) -> QWidget:
    """A day's name, what it is, and its line, close together."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(Words(day.label, "text"))
    if day.help:
        column.addWidget(Words(day.help, "quiet"))
    column.addWidget(line)
    return holder


class DaysCard(Card):
    """A line a day. `changed` is called after one was kept, so that dates are read anew."""

    def __init__(self, context: Context, changed: Callable[[], object]) -> None:
        super().__init__(spacing=10)
        self._context, self._changed = context, changed
        self._days: tuple[TypedDay, ...] = ()
        self._open = False
        self._lines: dict[str, KeptLine] = {}
        self._lead, self._about = Words("", "lead"), Words("", "soft")
        self._problem = Words("", "care")
        self._problem.hide()
        self._unfold = Button("", QUIET)
        self._unfold.clicked.connect(self._turn)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.add(self._lead, self._about, self._inside, self._problem)
        self.add_row(self._unfold)
        self._inside.hide()
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now; the days' own come with `show_days`."""
        tr = self._context.tr
        self._lead.say(tr("Days you know"))
        self._about.say(
            tr("If you were told such a day, later days are counted from it. All may stay empty.")
        )
        self._unfold.say(tr("Fold in") if self._open else tr("Write down a day"))

    def show_days(self, days: tuple[TypedDay, ...]) -> None:
        """Show what was said; a line in which somebody types stays as it is."""
        known = tuple(one.label for one in self._days) == tuple(one.label for one in days)
        self._days = days
        if not known or not self._lines:
            self._make()
        for one in days:
            line = self._lines[one.field]
            if not line.hasFocus():
                line.show_text(one.day)

    def clear(self) -> None:
        """Let go of everything."""
        self._days = ()
        self._make()
        self.show_problem("")
        self._fold(open_=False)

    def _make(self) -> None:
        self._lines = {}
        while (entry := self._column.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in self._days:
            line = KeptLine()
            line.setMaxLength(60)
            line.setAccessibleName(one.label)
            line.setPlaceholderText(self._context.tr("such as {day}", day="2026-11-02"))
            line.editingFinished.connect(partial(self._keep, one.field, line))
            self._lines[one.field] = line
            self._column.addWidget(_asked(one, line))

    def _keep(self, field: str, line: KeptLine) -> None:
        from app.usecases.follow_up.deadlines import say_day

        case, said = self._context.session.case, line.said()
        before = next((one.day for one in self._days if one.field == field), "")
        if case is None or said == before or not self._context.session.is_open:
            return

        def kept(day: str) -> None:
            self.show_problem("")
            line.show_text(day)
            self._changed()

        self._context.with_vault(
            lambda vault, _job: say_day(vault, case.id, field, said),
            kept,
            owner=self,
            place=self,
        )

    def show_problem(self, text: str) -> None:
        """A sentence below the lines; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _turn(self) -> None:
        self._fold(open_=not self._open)

    def _fold(self, *, open_: bool) -> None:
        self._open = open_
        self._inside.setVisible(open_)
        self.retext()
