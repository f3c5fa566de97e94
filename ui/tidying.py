"""Keeps Python's collector of unused memory from holding the window up while evidence comes in.

The collector walks everything that could be unused, and holds all threads meanwhile: with the pages
of the window in it that took up to 200 ms, measured while a chat came in. What the window is made
of lives as long as the program, so it is left out of the walk whenever all work has come to its
end. At a lock everything is walked once, so that nothing of a case stays for want of looking.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

from ui.lanes import Lanes
from ui.session import Session


class Tidying(QObject):
    """One for the program; the tests have none, since there the collector walks the tests too."""

    def __init__(self, lanes: Lanes, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        lanes.drained.connect(self._leave_out)
        # After the page that stands before a locked vault is shown: looking takes a moment.
        session.locked.connect(lambda: QTimer.singleShot(0, self._walk_once))
        gc.collect()
        self._leave_out()

    def _leave_out(self) -> None:
        """What is there now is walked no more. Costs nothing: a list is hung onto another."""
        gc.freeze()

    def _walk_once(self) -> None:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
