"""Leaving at once: the window becomes a neutral page, then everything behind it closes.

By Ctrl+Shift+L, by Esc three times within `QUICK_S`, or by the rail. The first key also brings the
window back, to the page that unlocks. Order: what is seen goes first, in one frame; then what was
typed is saved, work is asked to stop, the vault closes, the clipboard is cleared where it is ours,
and what could be undone is forgotten.

Esc three times, not twice: people press it twice to get out of a list inside a dialog.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from ui.context import Context
from ui.main_window import MainWindow

ESC_TIMES = 3
QUICK_S = 1.5
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class LeaveKeys(QObject):
    """Hears the two keys in every window of the program, dialogs too; holds none back.

    `leave` comes for either, `back` for the one that also brings back.
    """

    leave = Signal()
    back = Signal()

    def __init__(
        self, application: QApplication, window: QWidget, clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self._pressed: list[float] = []
        self.is_left = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys as they come to a window, before any widget gets them."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWindow)
            and not event.isAutoRepeat()
            and self._window.isVisible()
        ):
            self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_L and event.modifiers() == _MODIFIERS:
            (self.back if self.is_left else self.leave).emit()
        elif event.key() != Qt.Key.Key_Escape:
            self._pressed.clear()
        elif not self.is_left:
            now = self._clock()
            self._pressed = [at for at in self._pressed if now - at < QUICK_S] + [now]
            if len(self._pressed) >= ESC_TIMES:
                self._pressed.clear()
                self.leave.emit()


class Leaving(QObject):
    """Leaves, and comes back."""

    def __init__(self, application: QApplication, context: Context, window: MainWindow) -> None:
        super().__init__(window)
        self._context = context
        self._window = window
        self._keys = LeaveKeys(application, window)
        self._keys.leave.connect(self.leave)
        self._keys.back.connect(self.come_back)
        window.frame.rail.leave.connect(self.leave)
        context.session.opened.connect(self._opened)
        context.session.locked.connect(lambda: forget_undo(window))  # pages are clear by then

    @property
    def is_left(self) -> bool:
        """Whether the neutral page stands there."""
        return self._keys.is_left

    def leave(self) -> None:
        """At once."""
        if self._keys.is_left:
            return
        self._keys.is_left = True
        _close_what_is_above(self._window)
        self._window.look_left(left=True)
        self._window.repaint()
        context = self._context
        context.ways.forget.emit()
        context.session.lock(stop_work=True)
        context.lanes.cancel_all()
        self._window.frame.clear_all()
        forget_undo(self._window)

    def come_back(self) -> None:
        """To the page that unlocks; what was said meanwhile is shown there."""
        if self._keys.is_left:
            self._keys.is_left = False
            self._window.frame.clear_all()
            self._window.look_left(left=False)

    def _opened(self) -> None:
        """A vault that was still opening when the person left is closed again."""
        if self._keys.is_left:
            QTimer.singleShot(0, self, lambda: self._context.session.lock(stop_work=True))


def forget_undo(window: QWidget) -> None:
    """Let no field bring back by Ctrl+Z what was in it."""
    for line in window.findChildren(QLineEdit):
        line.setText(line.text())  # which ends what can be undone
    for field in window.findChildren(QPlainTextEdit):
        field.document().clearUndoRedoStacks()


def _close_what_is_above(window: QWidget) -> None:
    """Close menus, dialogs and every other window of the program; a dialog's answer is no."""
    for _ in range(8):  # a menu over a menu
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
    for other in QApplication.topLevelWidgets():
        if other is window or not other.isVisible():
            continue
        if isinstance(other, QDialog):
            other.reject()
        if other.isVisible():
            other.close()
