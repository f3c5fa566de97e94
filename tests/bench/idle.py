"""An empty window's event loop, watched beside another process until standard input ends.

What it stood still for is the machine's doing: the figure that others are to be held against.
"""

from __future__ import annotations

import json
import sys
import threading

from PySide6.QtCore import QMetaObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.beat import Beat


def main() -> None:
    """Show it, beat, print the figures."""
    application = QApplication([sys.argv[0]])
    window = QMainWindow()
    window.show()
    beat = Beat()

    def end() -> None:
        sys.stdin.read()
        QMetaObject.invokeMethod(application, "quit", Qt.ConnectionType.QueuedConnection)

    threading.Thread(target=end, daemon=True).start()
    application.exec()
    beat.stop()
    print(json.dumps(beat.figures()))


if __name__ == "__main__":
    main()
