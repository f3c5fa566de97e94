"""A folder to be named: a line to type or paste it, and a button that chooses it by a dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.folder_line import FolderLine


class FolderRow(QWidget):
    """The line and its button, in the words of a page. `line.folder()` is what was named."""

    def __init__(
        self,
        page: Page,
        *,
        name: Callable[[], str],
        hint: Callable[[], str],
        dialog: Callable[[], str],
    ) -> None:
        super().__init__()
        self._dialog = dialog
        self.line = FolderLine()
        page.say(self.line.setAccessibleName, name)
        page.say(self.line.setPlaceholderText, hint)
        choose = Button("", SECONDARY)
        choose.clicked.connect(self._choose)
        page.say(choose.say, lambda: page.context.tr("Choose a folder"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(choose)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._dialog())
        if chosen:
            self.line.take(Path(chosen))
