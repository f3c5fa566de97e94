"""A process that shows a window, says so with one byte when it has been painted, and ends.

`ours` is put together as the program itself does it; `bare` is a main window with nothing in it.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class Painted(QObject):
    """Tells on the first paint of the window, once all that is painted with it is done."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, _told)
        return False


def _told() -> None:
    os.write(1, b".")
    os._exit(0)


def main(kind: str) -> None:
    if kind == "ours":
        from ui.application import make_application
        from ui.building import build_desk

        application = make_application([sys.argv[0]])
        desk = build_desk(application, "ko")
        window: QMainWindow = desk.window
    else:
        application = QApplication([sys.argv[0]])
        window = QMainWindow()
        window.resize(1280, 800)
    painted = Painted()
    window.installEventFilter(painted)
    window.show()
    application.exec()


if __name__ == "__main__":
    main(sys.argv[1])
