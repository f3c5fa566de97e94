"""Where files and folders can be dropped. Only local paths are taken; nothing is opened here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.widgets.words import Words


class DropArea(QFrame):
    """A dashed frame; `dropped` carries a list of paths."""

    dropped = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "drop")
        self.setAcceptDrops(True)
        self.words = Words("", "soft")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(20, 14, 20, 14)
        self.inside.addWidget(self.words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take local files only."""
        if paths_of(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Carried away again."""
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on the paths; copying, never moving."""
        self._show_over(over=False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(paths_of(event))

    def _show_over(self, *, over: bool) -> None:
        self.setProperty("over", over)
        self.style().polish(self)


def paths_of(event: QDropEvent) -> list[Path]:
    """The local paths that are carried; links to elsewhere are left out."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
