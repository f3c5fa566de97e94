"""A folder or file to be named: a line to type or paste it, and a button that asks by a dialog."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.folder_line import FolderLine


class _PathRow(QWidget):
    """The line and its button, in the words of a page; `line` holds what was named."""

    def __init__(
        self,
        page: Page,
        *,
        name: Callable[[], str],
        hint: Callable[[], str],
        button: Callable[[], str],
    ) -> None:
        super().__init__()
        self.line = FolderLine()
        page.say(self.line.setAccessibleName, name)
        page.say(self.line.setPlaceholderText, hint)
        choose = Button("", SECONDARY)
        choose.clicked.connect(self._choose)
        page.say(choose.say, button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(choose)

    def _choose(self) -> None:
        chosen = self._asked()
        if chosen:
            self.line.take(Path(chosen))

    @abstractmethod
    def _asked(self) -> str:
        """What was chosen in the dialog; empty where nothing was."""


class FolderRow(_PathRow):
    """A folder. `dialog` is the title of the dialog."""

    def __init__(
        self,
        page: Page,
        *,
        name: Callable[[], str],
        hint: Callable[[], str],
        dialog: Callable[[], str],
    ) -> None:
        super().__init__(
            page, name=name, hint=hint, button=lambda: page.context.tr("Choose a folder")
        )
        self._dialog = dialog

    def _asked(self) -> str:
        return QFileDialog.getExistingDirectory(self, self._dialog())


class FileRow(_PathRow):
    """A file. `file()` is what was named."""

    def __init__(self, page: Page, *, name: Callable[[], str], hint: Callable[[], str]) -> None:
        super().__init__(
            page, name=name, hint=hint, button=lambda: page.context.tr("Choose a file")
        )
        self._name = name

    def file(self) -> Path | None:
        """The file, or None where nothing was said."""
        return self.line.folder()

    def clear(self) -> None:
        """Forget what was named."""
        self.line.clear()

    def _asked(self) -> str:
        chosen, _kind = QFileDialog.getOpenFileName(self, self._name())
        return chosen
