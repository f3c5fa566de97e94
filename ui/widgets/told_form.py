"""Named fields for what a person tells: lines, boxes, choices; two beside each other.

Every field may stay empty. `left` comes when one that was changed is left, so that what was written
is kept as one goes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.context import Context
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.form.kept import KeptBox, KeptLine
from ui.widgets.words import Words

LINES = 4
LONGEST_LINE = 500
ACROSS = 2

Choices = Sequence[tuple[str, str]]


class Asked(NamedTuple):
    """One field: its key, its name, choices (value, name) where it has some, or several lines.

    Names and hint are message ids.
    """

    key: str
    label: str
    choices: Choices = ()
    long: bool = False
    hint: str = ""


class ToldForm(QWidget):
    """The fields of one thing that is told."""

    left = Signal()
    edited = Signal()

    def __init__(self, context: Context, asked: Sequence[Asked]) -> None:
        super().__init__()
        self._context = context
        self._asked = {one.key: one for one in asked}
        self._labels: dict[str, Words] = {}
        self._inputs: dict[str, KeptLine | KeptBox | ChoiceBox] = {}
        self._wanted: dict[str, str] = {}
        self._changed = self._showing = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        place = 0
        for one in asked:
            wide = one.long
            place += place % ACROSS if wide else 0
            span = ACROSS if wide else 1
            grid.addLayout(self._cell(one), place // ACROSS, place % ACROSS, 1, span)
            place += span
        for column in range(ACROSS):
            grid.setColumnStretch(column, 1)
        self.retext()

    def _cell(self, asked: Asked) -> QVBoxLayout:
        cell = QVBoxLayout()
        cell.setSpacing(4)
        label = self._labels[asked.key] = Words("", "quiet")
        made = self._inputs[asked.key] = self._input(asked)
        cell.addWidget(label)
        cell.addWidget(made)
        cell.addStretch(1)
        return cell

    def _input(self, asked: Asked) -> KeptLine | KeptBox | ChoiceBox:
        if asked.choices:
            box = ChoiceBox()
            box.addItems([""] * len(asked.choices))
            box.activated.connect(lambda index, key=asked.key: self._chosen(key, index))
            return box
        if asked.long:
            long = KeptBox()
            long.setTabChangesFocus(True)
            long.setFixedHeight(QFontMetrics(long.font()).lineSpacing() * LINES + 24)
            long.textChanged.connect(self._edit)
            long.installEventFilter(self)
            return long
        line = KeptLine()
        line.setMaxLength(LONGEST_LINE)
        line.textEdited.connect(lambda _text: self._edit())
        line.editingFinished.connect(self._leave)
        return line

    def retext(self) -> None:
        """Name everything in the language in use now; what was typed stays."""
        tr = self._context.tr
        for key, asked in self._asked.items():
            self._labels[key].say(tr(asked.label))
            made = self._inputs[key]
            made.setAccessibleName(tr(asked.label))
            if isinstance(made, ChoiceBox):
                for index, (_value, name) in enumerate(asked.choices):
                    made.setItemText(index, tr(name) if name else "")
            elif asked.hint:
                made.setPlaceholderText(tr(asked.hint))

    def name_field(self, key: str, label: str) -> None:
        """Call a field something else from now on; `label` is a message id."""
        self._asked[key] = self._asked[key]._replace(label=label)
        self._labels[key].say(self._context.tr(label))
        self._inputs[key].setAccessibleName(self._context.tr(label))

    def offer(self, key: str, choices: Choices) -> None:
        """Other choices for a field, whose names are not translated. What was chosen stays so."""
        self._asked[key] = self._asked[key]._replace(choices=choices)
        box = self._inputs[key]
        if isinstance(box, ChoiceBox):
            box.clear()
            box.addItems([name for _value, name in choices])
            self._point(box, key)

    def values(self) -> dict[str, str]:
        """What stands in the fields; of a choice its value."""
        return {key: self._said(key) for key in self._inputs}

    def show_values(self, values: Mapping[str, str]) -> None:
        """Show what was kept; fields that are not named become empty."""
        self._showing = True
        for key, made in self._inputs.items():
            said = values.get(key, "")
            if isinstance(made, ChoiceBox):
                self._wanted[key] = said
                self._point(made, key)
            else:
                made.show_text(said)
        self._showing = self._changed = False

    def hide_field(self, key: str, hidden: bool) -> None:
        """Take a field away that does not fit what is chosen, or show it again."""
        self._labels[key].setVisible(not hidden)
        self._inputs[key].setVisible(not hidden)

    def field(self, key: str) -> KeptLine | KeptBox | ChoiceBox:
        """The input of a field."""
        return self._inputs[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A box tells of being left by its focus."""
        if event.type() is QEvent.Type.FocusOut:
            self._leave()
        return super().eventFilter(watched, event)

    def _said(self, key: str) -> str:
        made = self._inputs[key]
        if isinstance(made, ChoiceBox):
            # What was kept may not be among the choices yet, or not any more: it stays.
            return self._wanted.get(key) or self._asked[key].choices[0][0]
        return made.said()

    def _point(self, box: ChoiceBox, key: str) -> None:
        known = [value for value, _name in self._asked[key].choices]
        wanted = self._wanted.get(key, "")
        box.setCurrentIndex(known.index(wanted) if wanted in known else 0)

    def _chosen(self, key: str, index: int) -> None:
        self._wanted[key] = self._asked[key].choices[index][0]
        self._edit()
        self._leave()

    def _edit(self) -> None:
        if not self._showing:
            self._changed = True
            self.edited.emit()

    def _leave(self) -> None:
        if self._changed:
            self._changed = False
            self.left.emit()
