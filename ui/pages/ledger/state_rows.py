"""The list of links in which one key says where those that are chosen stand.

Space chooses one; Shift with an arrow, Home, End or a page key all from where it was begun; Ctrl+A
all there are.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from app.domain.follow_up.fates import LinkState
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

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WALKING = {
    Qt.Key.Key_Up: QAbstractItemView.CursorAction.MoveUp,
    Qt.Key.Key_Down: QAbstractItemView.CursorAction.MoveDown,
    Qt.Key.Key_Home: QAbstractItemView.CursorAction.MoveHome,
    Qt.Key.Key_End: QAbstractItemView.CursorAction.MoveEnd,
    Qt.Key.Key_PageUp: QAbstractItemView.CursorAction.MovePageUp,
    Qt.Key.Key_PageDown: QAbstractItemView.CursorAction.MovePageDown,
}
_COPYING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class StateRows(RowsView):
    """Several can be chosen.

    `stated` carries the state whose key was pressed; `undone`: Ctrl+Z.
    """

    stated = Signal(object)
    undone = Signal()

    def __init__(self) -> None:
        super().__init__(chooses=True)
        self._anchor: int | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits say a state, Ctrl+Z takes back, the rest is the list's."""
        key = Qt.Key(event.key())
        walks = _WALKING.get(key) if event.modifiers() & _SHIFT else None
        if key != Qt.Key.Key_Shift and walks is None:
            self._anchor = None
        state = KEYS.get(key)
        if walks is not None:
            self._choose_until(walks)
        elif state is not None and not event.modifiers() & _COPYING:
            self.stated.emit(state)
        elif event.key() == Qt.Key.Key_Z and event.modifiers() & _COPYING:
            self.undone.emit()
        else:
            super().keyPressEvent(event)

    def _choose_until(self, walks: QAbstractItemView.CursorAction) -> None:
        """Choose all from where Shift was first held to where the keyboard goes now."""
        here = self.currentIndex()
        if not here.isValid():
            return
        if self._anchor is None:
            self._anchor = here.row()
        there = self.moveCursor(walks, Qt.KeyboardModifier.NoModifier)
        if not there.isValid():
            return
        ends = sorted((self._anchor, there.row()))
        first, last = (self.model().index(row, 0) for row in ends)
        flags = self.selectionModel().SelectionFlag
        chosen = QItemSelection(first, last)
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        self.selectionModel().setCurrentIndex(there, flags.NoUpdate)
        self.scrollTo(there)

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
