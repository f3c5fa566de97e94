"""Two hands on a keyboard: Tab, arrows, Space, Return, shortcuts, and Hangul by an input method."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from tests.ui.gallery import settle
from ui.building import Desk

MOST_TABS = 150
PATIENCE_S = 20


class Hands:
    """Press keys as a person does who has no mouse; nothing is reached but by the focus."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.tabs = 0
        desk.window.activateWindow()
        settle(desk)

    @property
    def focus(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    @property
    def heard(self) -> str:
        """What a screen reader says of it."""
        told = QAccessible.queryAccessibleInterface(self.focus)
        return "" if told is None else told.text(QAccessible.Text.Name)

    def press(self, *keys: str) -> None:
        """Press keys or shortcuts by their names: `Tab`, `Space`, `Ctrl+2`."""
        for name in keys:
            combination = QKeySequence(name)[0]
            QTest.keyClick(
                self.desk.window.windowHandle(), combination.key(), combination.keyboardModifiers()
            )
            settle(self.desk)

    def write(self, text: str) -> None:
        """Write into what has the focus as an input method for Hangul does: composed, then said."""
        field = self.focus
        for end in range(1, len(text) + 1):
            QApplication.sendEvent(field, QInputMethodEvent(text[end - 1], []))
            said = QInputMethodEvent("", [])
            said.setCommitString(text[end - 1])
            QApplication.sendEvent(field, said)
        settle(self.desk)

    def reach(self, name: str, *, back: bool = False) -> QWidget:
        """Tab on until what has the focus is called so; `…` at its end stands for any more."""
        passed, begins = [], name.endswith("…")
        for _ in range(MOST_TABS):
            passed.append(self.heard)
            if passed[-1] == name or (begins and passed[-1].startswith(name[:-1])):
                return self.focus
            QTest.keyClick(
                self.desk.window.windowHandle(),
                Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab,
                Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier,
            )
            QApplication.processEvents()
            self.tabs += 1
        raise AssertionError(f"{name!r} is not reached by Tab: {passed[:40]}")

    def choose(self, name: str) -> None:
        """Reach something and press Space."""
        self.reach(name)
        self.press("Space")

    def fill(self, name: str, text: str) -> None:
        """Reach a field, take out what stands there, write."""
        self.reach(name)
        self.press("Ctrl+A", "Delete")
        self.write(text)

    def wait(self, until: Callable[[], object], what: str) -> None:
        """Let the window live until something is so."""
        end = time.monotonic() + PATIENCE_S
        while not until():
            QApplication.processEvents()
            time.sleep(0.003)
            assert time.monotonic() < end, what
        settle(self.desk)

    def choose_with_file(self, name: str, path: Path) -> None:
        """Choose what opens a dialog for files; there a path is typed, and Return."""

        def type_it() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog):
                QTimer.singleShot(10, type_it)
                return
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            line.setText(str(path))
            QTest.keyClick(line, Qt.Key.Key_Return)

        QTimer.singleShot(10, type_it)
        self.choose(name)
        self.desk.window.activateWindow()  # which a window manager does by itself
        settle(self.desk)
