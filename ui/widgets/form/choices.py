"""Fields that hold a choice.

One of some, several of some, yes or no, a span of time with its certainty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.reports.reports import Answer
from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import CHOICE, QUIET, Button
from ui.widgets.card import row_of
from ui.widgets.flow import Flow
from ui.widgets.form.base import FormField
from ui.widgets.form.kept import KeptLine
from ui.widgets.form.texts import TIME_HINT
from ui.widgets.tick import Tick
from ui.widgets.words import Words

Choices = Sequence[tuple[str, str]]

YES_NO = (("yes", N_("Yes")), ("no", N_("No")))
CERTAINTY = (
    ("exact", N_("Exact")),
    ("approximate", N_("Roughly")),
    ("learned", N_("The day I learned of it")),
    ("unknown", N_("Not sure")),
)


class Pills(QWidget):
    """Choices as pills; pressed once more, one is taken back."""

    edited = Signal()

    def __init__(
        self,
        choices: Choices,
        question: str,
        *,
        several: bool,
        shown: Callable[[str], str] = str,
    ) -> None:
        """`shown` shortens a label for the eye; who hears it hears all of it."""
        super().__init__()
        self._several = several
        self._buttons: dict[str, Button] = {}
        flow = Flow(self)
        for choice, label in choices:
            button = Button(shown(label), CHOICE)
            button.setCheckable(True)
            button.setAccessibleName(f"{question}: {label}")
            button.clicked.connect(lambda _on, one=choice: self._pressed(one))
            flow.addWidget(button)
            self._buttons[choice] = button

    def _pressed(self, choice: str) -> None:
        if not self._several:
            for other, button in self._buttons.items():
                button.setChecked(button.isChecked() and other == choice)
        self.edited.emit()

    def mark(self, choices: Container[str], word: str) -> None:
        """Put a word behind some of them, for the eye and for who hears them."""
        for choice, button in self._buttons.items():
            if choice in choices:
                button.setText(f"{button.text()} · {word}")
                button.setAccessibleName(f"{button.accessibleName()} · {word}")

    def show_only(self, choices: Container[str]) -> bool:
        """Show these and what is chosen; whether others are put away by that."""
        for choice, button in self._buttons.items():
            button.setVisible(choice in choices or button.isChecked())
        return any(button.isHidden() for button in self._buttons.values())

    def chosen(self) -> list[str]:
        """What is chosen."""
        return [choice for choice, button in self._buttons.items() if button.isChecked()]

    def choose(self, choices: Sequence[str]) -> None:
        """Choose exactly these."""
        for choice, button in self._buttons.items():
            button.setChecked(choice in choices)


class ChoiceField(FormField):
    """One of some, or several; none is an answer too."""

    def __init__(
        self, context: Context, label: str, explanation: str, choices: Choices, *, several: bool
    ) -> None:
        self._choices, self._several = choices, several
        self._first: frozenset[str] | None = None
        super().__init__(context, label, explanation)

    def build(self) -> None:
        """A flow of pills."""
        self.pills = Pills(self._choices, self.question, several=self._several)
        self.pills.edited.connect(self.edited)
        self.inside.addWidget(self.pills)
        self.more = Button("", QUIET)
        self.more.setText(self.context.tr("Show more"))
        self.more.setAccessibleName(f"{self.question}: {self.context.tr('Show more')}")
        self.more.clicked.connect(self._show_all)
        self._row = QWidget()
        self._row.setLayout(row_of(self.more))
        self._row.hide()
        self.inside.addWidget(self._row)
        self._all = False

    def put_first(self, choices: Iterable[str] | None) -> None:
        """Show these and what is chosen; the others come with a button. None: all of them."""
        self._first = None if choices is None else frozenset(choices)
        if not self._all and self._first is not None:
            self._row.setVisible(self.pills.show_only(self._first))

    def _show_all(self) -> None:
        """All of them, for as long as the question is on the screen."""
        self._all = True
        self._row.hide()
        self.pills.show_only([choice for choice, _label in self._choices])
        self.pills.setFocus()

    def answer(self) -> Answer:
        """The chosen one, or a list of them."""
        chosen = self.pills.chosen()
        if self._several:
            several: list[Answer] = list(chosen)
            return several or None
        return chosen[0] if chosen else None

    def show_answer(self, answer: Answer) -> None:
        """What was saved."""
        given = answer if isinstance(answer, list) else [answer]
        self.pills.choose([one for one in given if isinstance(one, str)])
        self.put_first(self._first)


class YesNoField(FormField):
    """Yes, no, or nothing said; with words of one's own where the template wants them."""

    def __init__(self, context: Context, label: str, explanation: str, *, with_text: bool) -> None:
        self._with_text = with_text
        super().__init__(context, label, explanation)

    def build(self) -> None:
        """Two pills, and a line."""
        named = [(choice, self.context.tr(name)) for choice, name in YES_NO]
        self.pills = Pills(named, self.question, several=False)
        self.pills.edited.connect(self.edited)
        self.inside.addWidget(self.pills)
        self.line = KeptLine()
        self.line.setAccessibleName(f"{self.question}: {self.context.tr('In your own words')}")
        self.line.setPlaceholderText(self.context.tr("In your own words"))
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        if not self._with_text:
            self.line.hide()
        self.inside.addWidget(self.line)

    def answer(self) -> Answer:
        """A yes or no, or a table with words."""
        chosen = self.pills.chosen()
        said = chosen[0] == "yes" if chosen else None
        if not self._with_text:
            return said
        table: dict[str, Answer] = {}
        if said is not None:
            table["answer"] = said
        if self.line.said():
            table["text"] = self.line.said()
        return table or None

    def show_answer(self, answer: Answer) -> None:
        """What was saved."""
        table = answer if isinstance(answer, dict) else {"answer": answer}
        said = table.get("answer")
        self.pills.choose([] if said is None else ["yes" if said else "no"])
        self.line.show_text(str(table.get("text") or ""))


class StatementField(FormField):
    """A fixed text to read and confirm."""

    def build(self) -> None:
        """A box to tick."""
        self.tick = Tick()
        self.tick.say(self.context.tr("I have read this and it is so"))
        self.tick.clicked.connect(lambda _on: self.edited.emit())
        self.inside.addWidget(self.tick)

    def answer(self) -> Answer:
        """Whether it was confirmed."""
        return True if self.tick.isChecked() else None

    def show_answer(self, answer: Answer) -> None:
        """What was saved."""
        self.tick.setChecked(answer is True)


def plain_clock(found: re.Match[str]) -> str:
    """` 14:03`, with seconds only where there are some."""
    return f" {found[1]}" + ("" if found[2] == ":00" else found[2])


class SpanField(FormField):
    """From when to when, how sure, and in one's own words."""

    def build(self) -> None:
        """Two lines, four pills, a line."""
        tr = self.context.tr
        row = QHBoxLayout()
        row.setSpacing(8)
        self._from = self._line(row, tr("From"), TIME_HINT)
        self._to = self._line(row, tr("To, if it lasted"), TIME_HINT)
        self.inside.addLayout(row)
        named = [(choice, tr(name)) for choice, name in CERTAINTY]
        self.pills = Pills(named, self.question, several=False)
        self.pills.edited.connect(self.edited)
        self.inside.addWidget(self.pills)
        below = QHBoxLayout()
        self._text = self._line(below, tr("In your own words"), "")
        self.inside.addLayout(below)

    def _line(self, row: QHBoxLayout, name: str, hint: str) -> KeptLine:
        line = KeptLine()
        line.setPlaceholderText(hint)
        line.setAccessibleName(f"{self.question}: {name}")
        line.textEdited.connect(lambda _text: self.edited.emit())
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Words(name, "quiet"))
        column.addWidget(line)
        row.addLayout(column, 1)
        return line

    @staticmethod
    def _show_time(line: KeptLine, saved: str) -> None:
        """Korean time as people write it; another zone stays spelt out."""
        line.show_text(saved, re.sub(r"T(\d\d:\d\d)(:\d\d)\+09:00$", plain_clock, saved))

    def answer(self) -> Answer:
        """A table of what was said."""
        chosen = self.pills.chosen()
        parts = {
            "from": self._from.said(),
            "to": self._to.said(),
            "certainty": chosen[0] if chosen else "",
            "text": self._text.said(),
        }
        table: dict[str, Answer] = {key: value for key, value in parts.items() if value}
        return table or None

    def show_answer(self, answer: Answer) -> None:
        """What was saved."""
        table = answer if isinstance(answer, dict) else {}
        self._show_time(self._from, str(table.get("from", "")))
        self._show_time(self._to, str(table.get("to", "")))
        self._text.show_text(str(table.get("text", "")))
        self.pills.choose([str(table.get("certainty", ""))])
