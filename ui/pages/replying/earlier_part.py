"""An earlier bundle, or a receipt for one, to compare with: folded until asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.pages.path_rows import FileRow
from ui.widgets.buttons import QUIET, Button
from ui.widgets.passphrase import PassphraseField
from ui.widgets.words import Words


class EarlierPart(QWidget):
    """A file and its passphrase; the page puts `unfold`, which shows them, where its like stand."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        tr = page.context.tr
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.unfold = Button("", QUIET, self)
        page.say(self.unfold.say, lambda: tr("Compare with an earlier one"))
        self._inside = QWidget()
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        about = Words("", "soft")
        page.say(
            about.say,
            lambda: tr(
                "Two bundles of one vault show whether the later log goes on from the earlier one. "
                "Choose the earlier bundle.age, or a receipt for it."
            ),
        )
        self.row = FileRow(
            page,
            name=lambda: tr("The earlier bundle.age, or a receipt"),
            hint=lambda: tr("bundle.age, or a receipt"),
        )
        self.passphrase = PassphraseField()
        page.say_passphrase(self.passphrase, lambda: tr("Passphrase of the earlier bundle"))
        for widget in (about, self.row, self.passphrase):
            inside.addWidget(widget)
        column.addWidget(self._inside)
        self._inside.hide()
        self.hide()
        self.unfold.clicked.connect(lambda *_: self._turn(shown=self._inside.isHidden()))

    def chosen(self) -> Path | None:
        """What to compare with; None where nothing is unfolded or named."""
        return None if self._inside.isHidden() else self.row.file()

    def clear(self) -> None:
        """Let go of everything."""
        self.row.clear()
        self.passphrase.clear()
        self._turn(shown=False)

    def _turn(self, *, shown: bool) -> None:
        self._inside.setVisible(shown)
        self.setVisible(shown)
