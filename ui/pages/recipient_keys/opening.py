"""For whoever opens a bundle with a key file: a line to name it, folded away until wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.pages.path_rows import FileRow
from ui.widgets.buttons import QUIET, Button
from ui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path


class KeyFilePart(QWidget):
    """What a quiet button unfolds; the page puts `more` where its like stand."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        tr = page.context.tr
        self.more = Button("", QUIET, self)
        self.more.clicked.connect(lambda *_: self._unfold(shown=True))
        page.say(self.more.say, lambda: tr("I have a key file"))
        self.row = FileRow(
            page, name=lambda: tr("Your key file"), hint=lambda: tr("The file of your own key")
        )
        self._note = Words("", "soft")
        page.say(
            self._note.say,
            lambda: tr("The passphrase is then that of the key file; without one, leave it empty."),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(self.row)
        inside.addWidget(self._note)
        self._unfold(shown=False)

    def clear(self) -> None:
        """Forget what was named, and fold it away."""
        self.row.clear()
        self._unfold(shown=False)

    def file(self) -> Path | None:
        """The key file, or None where the bundle's passphrase opens it."""
        return self.row.file()

    def _unfold(self, *, shown: bool) -> None:
        self.more.setVisible(not shown)
        self.setVisible(shown)
        self.row.setVisible(shown)
        self._note.setVisible(shown)
