"""The words of one sheet of a kit, numbered; dots until they are asked for.

While covered, no label holds a word, so that nothing but the eye is needed to see that. They cover
themselves again when the page is left. Nothing here can be marked or copied.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.card import clear_layout
from ui.widgets.words import Words

COLUMNS = 4
DOTS = "••••"


class WordSheet(QWidget):
    """Shows the words of a sheet in rows of four, by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self._cells: list[Words] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self.is_shown = False

    def put(self, words: Sequence[str]) -> None:
        """These words from now on, covered."""
        clear_layout(self._grid)
        self._words, self._cells = tuple(words), []
        for place in range(len(self._words)):
            number, cell = Words(f"{place + 1}", "number", wrap=False), Words("", wrap=False)
            row, column = divmod(place, COLUMNS)
            self._grid.addWidget(number, row, 2 * column)
            self._grid.addWidget(cell, row, 2 * column + 1)
            self._cells.append(cell)
        self.show_words(shown=False)

    def show_words(self, *, shown: bool) -> None:
        """Uncover or cover."""
        self.is_shown = shown and bool(self._words)
        for cell, word in zip(self._cells, self._words, strict=True):
            cell.say(word if self.is_shown else DOTS)
            cell.setProperty("role", "strong" if self.is_shown else "quiet")
            cell.style().polish(cell)

    def clear(self) -> None:
        """Let go of the words."""
        self.put(())

    def hideEvent(self, event: QHideEvent) -> None:
        """Covered when nobody looks at this page any more."""
        super().hideEvent(event)
        self.show_words(shown=False)
