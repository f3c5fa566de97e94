"""What narrows a search down: kind, room, account, and from when until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.evidence.searching import KIND_WORDS, Kind
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.theme.scale import scaled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.flow import Flow
from ui.widgets.words import Words

NAME_LENGTH = 32
WIDTH = 160

Named = tuple[str, str]
"""An identifier and the name that is shown for it."""


class Narrowed(NamedTuple):
    """What was chosen, as `app.usecases.case.searching.filters_of` takes it."""

    kinds: tuple[str, ...]
    room: str | None
    account: str | None
    since: str
    until: str


class SearchFilters(QWidget):
    """Three lists and two lines. `changed` comes when the person chose or entered something."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._rooms: Sequence[Named] = ()
        self._accounts: Sequence[Named] = ()
        self._kind, self._room, self._account = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._since, self._until = QLineEdit(), QLineEdit()
        self._labels: list[Words] = []
        flow = Flow(self, spacing=12)
        for box in (self._kind, self._room, self._account):
            box.setMinimumWidth(scaled(WIDTH))
            box.setMaximumWidth(scaled(WIDTH))
            flow.addWidget(self._named(box))
            box.activated.connect(lambda _index: self.changed.emit())
        for line in (self._since, self._until):
            line.setMaxLength(40)
            line.setMinimumWidth(scaled(WIDTH))
            line.setMaximumWidth(scaled(WIDTH))
            line.setPlaceholderText("2024-08-27 14:03")
            line.returnPressed.connect(self.changed)
            flow.addWidget(self._named(line))
        self.retext()

    def _named(self, box: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = Words("", "quiet", wrap=False)
        self._labels.append(label)
        column.addWidget(label)
        column.addWidget(box)
        return holder

    def retext(self) -> None:
        """All words in the language in use now; what was chosen stays."""
        tr = self._context.tr
        names = (tr("Kind"), tr("Room"), tr("Account"), tr("From"), tr("Until"))
        boxes = (self._kind, self._room, self._account, self._since, self._until)
        for label, box, name in zip(self._labels, boxes, names, strict=True):
            label.say(name)
            box.setAccessibleName(name)
        kinds = [(kind.value, tr(KIND_WORDS[kind])) for kind in Kind]
        self._fill(self._kind, tr("All kinds"), kinds)
        self._fill(self._room, tr("All rooms"), self._rooms)
        self._fill(self._account, tr("All accounts"), self._accounts)

    def offer(self, rooms: Sequence[Named], accounts: Sequence[Named]) -> None:
        """Show these rooms and accounts of the case."""
        self._rooms, self._accounts = tuple(rooms), tuple(accounts)
        self.retext()

    def clear(self) -> None:
        """Let go of names and of what was chosen."""
        for box in (self._kind, self._room, self._account):
            box.setCurrentIndex(0)
        for line in (self._since, self._until):
            line.clear()
        self.offer((), ())

    def narrowed(self) -> Narrowed:
        """What is chosen now."""
        kind = self._kind.currentData()
        return Narrowed(
            () if kind is None else (kind,),
            self._room.currentData(),
            self._account.currentData(),
            self._since.text(),
            self._until.text(),
        )

    @staticmethod
    def _fill(box: ChoiceBox, everything: str, named: Sequence[Named]) -> None:
        chosen: Any = box.currentData()
        box.clear()
        box.addItem(everything, None)
        for key, name in named:
            box.addItem(visible_name(name, NAME_LENGTH), key)
            box.setItemData(box.count() - 1, name, Qt.ItemDataRole.AccessibleTextRole)
        box.setCurrentIndex(max(0, box.findData(chosen)))
