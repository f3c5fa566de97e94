"""Fields that hold a text: a line, several lines, a date, a group of lines."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.reports.reports import Answer
from app.i18n import N_
from ui.widgets.form.base import FormField
from ui.widgets.form.kept import KeptBox, KeptLine
from ui.widgets.words import Words

LINES = 6
DATE_HINT = "2024-08-27"
TIME_HINT = "2024-08-27 14:03"

PERSON_PARTS = (("name", N_("Name")), ("relation", N_("Relation")), ("org", N_("Organisation")))


class LineField(FormField):
    """A line of text."""

    hint = ""

    def build(self) -> None:
        """One line."""
        self.line = KeptLine()
        self.line.setAccessibleName(self.question)
        self.line.setPlaceholderText(self.hint)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.inside.addWidget(self.line)

    def answer(self) -> Answer:
        """The line."""
        return self.line.said() or None

    def show_answer(self, answer: Answer) -> None:
        """The line as it was saved."""
        self.line.show_text(answer if isinstance(answer, str) else "")


class DateField(LineField):
    """A date, typed."""

    hint = DATE_HINT


class LongField(FormField):
    """Several lines, as many as it takes."""

    def build(self) -> None:
        """A box of six lines that scrolls; Tab goes on to the next field."""
        self.box = KeptBox()
        self.box.setAccessibleName(self.question)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(QFontMetrics(self.box.font()).lineSpacing() * LINES + 24)
        self.box.textChanged.connect(self._tell)
        self._showing = False
        self.inside.addWidget(self.box)

    def _tell(self) -> None:
        if not self._showing:
            self.edited.emit()

    def answer(self) -> Answer:
        """The text."""
        return self.box.said() or None

    def show_answer(self, answer: Answer) -> None:
        """The text as it was saved."""
        self._showing = True
        self.box.show_text(answer if isinstance(answer, str) else "")
        self._showing = False


class GroupField(FormField):
    """Some lines with a name each, beside each other."""

    parts: tuple[tuple[str, str], ...] = PERSON_PARTS

    def build(self) -> None:
        """A row of named lines."""
        row = QHBoxLayout()
        row.setSpacing(8)
        self._lines: dict[str, KeptLine] = {}
        self._kept: dict[str, Answer] = {}
        for key, name in self.parts:
            said = self.context.tr(name)
            line = KeptLine()
            line.setAccessibleName(f"{self.question}: {said}")
            line.textEdited.connect(lambda _text: self.edited.emit())
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(Words(said, "quiet"))
            column.addWidget(line)
            row.addLayout(column, 1)
            self._lines[key] = line
        self.inside.addLayout(row)

    def answer(self) -> Answer:
        """The lines that hold something."""
        held: dict[str, Answer] = {
            key: line.said() for key, line in self._lines.items() if line.said()
        }
        return {**self._kept, **held} or None

    def show_answer(self, answer: Answer) -> None:
        """The lines as they were saved."""
        given = answer if isinstance(answer, dict) else {}
        self._kept = {key: part for key, part in given.items() if key not in self._lines}
        for key, line in self._lines.items():
            line.show_text(str(given.get(key, "")))


class HandField(FormField):
    """Written by hand after printing: nothing to type."""

    def answer(self) -> Answer:
        """Nothing, ever."""
        return None

    def show_answer(self, answer: Answer) -> None:
        """Nothing to show."""
