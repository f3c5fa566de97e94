"""Fields that hold a list: accounts, places, payments.

As many rows as there are, each part may stay blank. A long list is shown some rows at a time; what
is not shown yet is kept as it is.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from app.domain.reports.reports import Answer
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


AT_ONCE = 12
"""Rows that are made in one go: each is a dozen widgets."""


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
        self._later: list[dict[str, Answer]] = []
        super().__init__(context, label, explanation)

    def build(self) -> None:
        """The entries, and buttons for one more and for those that are not shown yet."""
        self._entries = QVBoxLayout()
        self._entries.setSpacing(8)
        self._more = Button("", SECONDARY)
        self._more.setText(self.context.tr("Add one"))
        self._more.setAccessibleName(f"{self.question}: {self.context.tr('Add one')}")
        self._more.clicked.connect(lambda _on: self._add({}))
        self.show_more = Button("", SECONDARY)
        self.show_more.setText(self.context.tr("Show more"))
        self.show_more.setAccessibleName(f"{self.question}: {self.context.tr('Show more')}")
        self.show_more.clicked.connect(lambda _on: self._show_some())
        self.show_more.hide()
        self.inside.addLayout(self._entries)
        self.inside.addLayout(row_of(self._more, self.show_more))

    def _show_some(self) -> None:
        some, self._later = self._later[:AT_ONCE], self._later[AT_ONCE:]
        for entry in some:
            self._add(entry)
        self.show_more.setVisible(bool(self._later))

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
        return [*entries, *self._later] or None

    def show_answer(self, answer: Answer) -> None:
        """The entries as they were saved."""
        for row in list(self._rows):
            self._rows.remove(row)
            row.hide()
            row.deleteLater()
        given = answer if isinstance(answer, list) else []
        self._later = [entry for entry in given if isinstance(entry, dict)]
        self._show_some()
