"""The list of links in which one key says where those that are chosen stand."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.domain.fates import LinkState
from ui.widgets.rows_view import RowsView

KEYS: dict[Qt.Key, LinkState] = {
    Qt.Key.Key_1: LinkState.FOUND,
    Qt.Key.Key_2: LinkState.REPORTED,
    Qt.Key.Key_3: LinkState.REVIEWED,
    Qt.Key.Key_4: LinkState.DELETED,
    Qt.Key.Key_5: LinkState.BLOCKED,
    Qt.Key.Key_6: LinkState.DEINDEXED,
    Qt.Key.Key_7: LinkState.BACK,
}
"""One key a state, in the usual order of states."""

_COPYING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class StateRows(RowsView):
    """Several can be chosen; `stated` carries the state whose key was pressed, `undone` Ctrl+Z."""

    stated = Signal(object)
    undone = Signal()

    def __init__(self) -> None:
        super().__init__(chooses=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits say a state, Ctrl+Z takes back, the rest is the list's."""
        state = KEYS.get(Qt.Key(event.key()))
        if state is not None and not event.modifiers() & _COPYING:
            self.stated.emit(state)
        elif event.key() == Qt.Key.Key_Z and event.modifiers() & _COPYING:
            self.undone.emit()
        else:
            super().keyPressEvent(event)

    def meant(self) -> list[Any]:
        """The rows that are chosen, else the one that the keyboard stands on."""
        chosen = self.chosen()
        here = self.currentIndex()
        return chosen or ([here.data(Qt.ItemDataRole.UserRole)] if here.isValid() else [])

    def go_to(self, place: int) -> None:
        """Let the keyboard stand on a row, without choosing it."""
        if self.model() is not None and self.model().rowCount():
            index = self.model().index(min(place, self.model().rowCount() - 1), 0)
            self.selectionModel().setCurrentIndex(
                index, self.selectionModel().SelectionFlag.NoUpdate
            )
            self.scrollTo(index)
