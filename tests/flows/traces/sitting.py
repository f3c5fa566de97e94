"""One sitting at the window, and how its steps wait, insist and answer dialogs for files."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from app.usecases.items.evidence import list_items
from ui.building import Desk
from ui.models.paged import ROW
from ui.pages.page import Page

PATIENCE_S = 30
PAUSE_S = 0.003
"""Between two looks at what happens, so that the work itself gets its time."""
LEFT = Qt.MouseButton.LeftButton


def must(so: object, what: str) -> None:
    """End the journey where something is not so."""
    if not so:
        sys.exit(f"not so: {what}")


def settle(desk: Desk) -> None:
    """Let everything that was begun come to its end, and be painted."""
    for _ in range(3):
        QApplication.processEvents()
        end = time.monotonic() + PATIENCE_S
        while desk.context.lanes.busy:
            QApplication.processEvents()
            time.sleep(PAUSE_S)
            must(time.monotonic() < end, "the work ends")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


class Sitting:
    """One sitting at the window."""

    def __init__(self, desk: Desk, folder: Path, ending: str) -> None:
        self.desk = desk
        self.vault, self.given, self.out = folder / "vault", folder / "given", folder / "out"
        self.ending = ending
        self.words = ""

    def page(self, name: str, subject: object = None) -> Page:
        """Go to a page and wait for it."""
        self.desk.window.frame.go(name, subject)
        settle(self.desk)
        return self.desk.window.frame.page_called(name)

    def open_case(self, title: str) -> None:
        """Open the case of this name from the list."""
        cases = self.page("cases")._list
        rows = [cases.model().index(row, 0) for row in range(cases.model().rowCount())]
        cases.opened.emit(next(one for one in rows if one.data(ROW).case.title == title))
        settle(self.desk)

    def wait(self, until: Callable[[], object], what: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while not until():
            QApplication.processEvents()
            time.sleep(PAUSE_S)
            must(time.monotonic() < end, what)
        settle(self.desk)

    def items(self) -> tuple[str, ...]:
        session = self.desk.context.session
        return tuple(row.item.id for row in list_items(session.vault, session.case.id))


def answer_dialog(path: Path) -> None:
    """Type a path into the dialog that is going to open, and press Return."""

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(10, type_it)
            return
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        line.setText(str(path))
        QTest.keyClick(line, Qt.Key.Key_Return)
        if dialog.isVisible():  # a folder: Return went into it, and its button takes it
            dialog.done(QFileDialog.DialogCode.Accepted)

    QTimer.singleShot(0, type_it)
