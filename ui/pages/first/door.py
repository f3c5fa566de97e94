"""Where vaults were found in the usual places: each opens with one click, or another is made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.text.textsafe import visible_name
from ui.pages.first.step import Step
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout, row_of
from ui.widgets.words import Words

NAME_LENGTH, PATH_LENGTH = 60, 80


class DoorStep(Step):
    """`opens` carries the folder that was chosen; `done` leads to making another."""

    opens = Signal(object)

    def title(self) -> str:
        """What was found."""
        return self.context.tr("Kept here")

    def build(self) -> None:
        """A row a folder, and the way to another."""
        tr = self.context.tr
        self.card.hide()
        self._found: tuple[Path, ...] = ()
        self._first: Button | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.inside.addLayout(self._rows)
        another = Button("", QUIET)
        another.clicked.connect(self.done)
        self.page.say(another.say, lambda: tr("Make another vault"))
        self.inside.addLayout(row_of(another))
        self.then(lambda: tr("Next: the passphrase."))

    def show_found(self, found: tuple[Path, ...]) -> None:
        """Show these; the only one there is has the filled button."""
        self._found, self._first = found, None
        clear_layout(self._rows)
        for folder in found:
            self._rows.addWidget(self._row(folder, filled=len(found) == 1))

    def retext(self) -> None:
        """The rows in the language in use now."""
        self.show_found(self._found)

    def clear(self) -> None:
        """Forget what was found; the next look finds it anew."""
        self.show_found(())

    def begin(self) -> None:
        """The first of them."""
        if self._first is not None:
            self._first.setFocus()

    def _row(self, folder: Path, *, filled: bool) -> Card:
        name = visible_name(folder.name, NAME_LENGTH)
        card = Card()
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(Words(name, "strong"))
        left.addWidget(Words(visible_name(str(folder.parent), PATH_LENGTH), "quiet"))
        button = Button("", PRIMARY if filled else SECONDARY)
        button.say(self.context.tr("Open"))
        button.setAccessibleName(f"{self.context.tr('Open')}: {name}")
        button.clicked.connect(lambda _on: self.opens.emit(folder))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.inside.addLayout(row)
        self._first = self._first or button
        return card
