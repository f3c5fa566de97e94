"""The lines of the account below each other: rows are kept while their line is, so focus stays.

Rows are made a few in one turn of the window's loop, so that a long account never holds it up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.reports.narrative import NarrativeLine
from ui.context import Context
from ui.pages.narrative.line_row import LineRow

if TYPE_CHECKING:
    from app.usecases.reports.line_sources import WhereFrom

    Sources = Mapping[str, tuple[WhereFrom, ...]]

AT_ONCE = 3
NEW = ""
"""The identifier of a row whose line is not kept yet."""


class LinesColumn(QWidget):
    """Rows in the order of the lines, and the one that is being written anew."""

    typed = Signal()
    left = Signal()
    asked = Signal(str, str)
    wanted = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rows: dict[str, LineRow] = {}
        self._waiting: list[NarrativeLine] = []
        self._sources: Sources = {}
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(14)
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._make_some)

    def rows(self) -> tuple[LineRow, ...]:
        """The rows that there are, in no order."""
        return tuple(self._rows.values())

    def row(self, line_id: str) -> LineRow | None:
        """The row of a line."""
        return self._rows.get(line_id)

    def show_lines(self, lines: Sequence[NarrativeLine], sources: Sources) -> None:
        """Show these; rows of lines that are still there stay as they are."""
        wanted = {line.id for line in lines}
        for known in [key for key in self._rows if key not in wanted and key != NEW]:
            self._drop(known)
        self._sources, self._waiting = sources, list(lines)
        self._place = 0
        self._make_some()

    def add_new(self) -> None:
        """A row for a line of one's own, at the end."""
        if NEW not in self._rows:
            self._add(NarrativeLine(NEW, "", 0, ""), self._inside.count())
        self._rows[NEW].write()

    def named(self, line: NarrativeLine) -> None:
        """The new row has its line."""
        self._drop(line.id)  # where it was read anew meanwhile: what is typed here is newer
        row = self._rows.pop(NEW, None)
        if row is not None:
            self._rows[line.id] = row
            row.show_line(line, ())

    def empty(self) -> None:
        """Let go of everything."""
        self._turn.stop()
        self._waiting, self._sources = [], {}
        for known in list(self._rows):
            self._drop(known)

    def retext(self) -> None:
        """Rows in the language in use now."""
        for row in self._rows.values():
            row.retext()

    def _make_some(self) -> None:
        now, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        for line in now:
            row = self._rows.get(line.id)
            if row is None:
                row = self._add(line, self._place)
            elif self._inside.indexOf(row) != self._place:
                self._inside.insertWidget(self._place, row)
            row.show_line(line, self._sources.get(line.id, ()))
            self._place += 1
        if self._waiting:
            self._turn.start(0)

    _place = 0

    def _add(self, line: NarrativeLine, place: int) -> LineRow:
        row = LineRow(self._context, line)
        row.typed.connect(self.typed)
        row.left.connect(self.left)
        row.asked.connect(self.asked)
        row.wanted.connect(self.wanted)
        row.entered.connect(self._enter)
        self._rows[line.id] = row
        self._inside.insertWidget(place, row)
        return row

    def _enter(self, line_id: str) -> None:
        for known, row in self._rows.items():
            row.show_acts(known == line_id and known != NEW)

    def _drop(self, known: str) -> None:
        row = self._rows.pop(known, None)
        if row is None:
            return
        self._inside.removeWidget(row)
        row.hide()
        row.setParent(None)
        row.deleteLater()
