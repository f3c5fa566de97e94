"""Fields that hold a list: accounts, places, payments.

As many rows as there are, each part may stay blank.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from app.domain.reports import Answer
from app.i18n import N_
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.form.base import FormField
from ui.widgets.form.kept import KeptLine
from ui.widgets.words import Words

Parts = tuple[tuple[str, str], ...]

ACCOUNT: Parts = (
    ("platform", N_("App or site")),
    ("name", N_("Name shown")),
    ("username", N_("@username")),
    ("id", N_("Number (ID)")),
    ("link", N_("Profile link")),
    ("phone", N_("Phone number")),
    ("seen", N_("When you saw it")),
    ("note", N_("Remarks")),
)
URL: Parts = (
    ("url", N_("Address")),
    ("kind", N_("What it is")),
    ("title", N_("Title")),
    ("account", N_("Account that posted it")),
    ("posted", N_("When it was posted")),
    ("found", N_("When you found it")),
    ("note", N_("Remarks")),
)
MONEY: Parts = (
    ("when", N_("When")),
    ("amount", N_("Sum")),
    ("bank", N_("Bank or wallet")),
    ("account", N_("Account number or address")),
    ("transaction", N_("Transaction number")),
    ("note", N_("Remarks")),
)
REPORT: Parts = (
    ("recipient", N_("Reported to")),
    ("date", N_("When")),
    ("receipt", N_("Receipt number")),
    ("result", N_("What came of it")),
    ("note", N_("Remarks")),
)
ACROSS = 3


class EntryRow(QFrame):
    """One entry of the list."""

    edited = Signal()
    taken_out = Signal()

    def __init__(self, context: Context, question: str, parts: Parts) -> None:
        super().__init__()
        self._lines: dict[str, KeptLine] = {}
        self._kept: dict[str, Answer] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for number, (key, name) in enumerate(parts):
            said = context.tr(name)
            line = KeptLine()
            line.setAccessibleName(f"{question}: {said}")
            line.textEdited.connect(lambda _text: self.edited.emit())
            cell = QVBoxLayout()
            cell.setSpacing(2)
            cell.addWidget(Words(said, "quiet"))
            cell.addWidget(line)
            grid.addLayout(cell, number // ACROSS, number % ACROSS)
            self._lines[key] = line
        out = Button("", QUIET)
        out.say(context.tr("Take this one out"))
        out.clicked.connect(self.taken_out)
        grid.addLayout(row_of(out), (len(parts) - 1) // ACROSS + 1, 0, 1, ACROSS)

    def answer(self) -> dict[str, Answer]:
        """The parts that hold something, and those that this form has no line for."""
        held = {key: line.said() for key, line in self._lines.items() if line.said()}
        return {**self._kept, **held}

    def show_answer(self, answer: dict[str, Answer]) -> None:
        """The parts as they were saved."""
        self._kept = {key: part for key, part in answer.items() if key not in self._lines}
        for key, line in self._lines.items():
            line.show_text(str(answer.get(key, "")))


class RowsField(FormField):
    """A list of entries, empty at first."""

    def __init__(self, context: Context, label: str, explanation: str, parts: Parts) -> None:
        self._parts = parts
        self._rows: list[EntryRow] = []
        super().__init__(context, label, explanation)

    def build(self) -> None:
        """The entries, and a button for one more."""
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self._more = Button("", SECONDARY)
        self._more.setText(self.context.tr("Add one"))
        self._more.setAccessibleName(f"{self.question}: {self.context.tr('Add one')}")
        self._more.clicked.connect(lambda _on: self._add({}))
        self.inside.addLayout(self._entries)
        self.inside.addLayout(row_of(self._more))

    def _add(self, answer: dict[str, Answer]) -> None:
        row = EntryRow(self.context, self.question, self._parts)
        row.show_answer(answer)
        row.edited.connect(self.edited)
        row.taken_out.connect(lambda: self._take_out(row))
        self._rows.append(row)
        self._entries.addWidget(row)

    def _take_out(self, row: EntryRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.edited.emit()

    def answer(self) -> Answer:
        """The entries that hold something; parts that this form has no line for are kept."""
        entries: list[Answer] = [row.answer() for row in self._rows if row.answer()]
        return entries or None

    def show_answer(self, answer: Answer) -> None:
        """The entries as they were saved."""
        for row in list(self._rows):
            self._rows.remove(row)
            row.hide()
            row.deleteLater()
        for entry in answer if isinstance(answer, list) else []:
            if isinstance(entry, dict):
                self._add(entry)
