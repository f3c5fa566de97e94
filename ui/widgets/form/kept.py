"""Lines of text that give back exactly what they were shown, unless the person changed it.

A line edit drops line breaks and cuts very long texts, a text box replaces hard spaces; saving a
form must not do that to answers that came from a file.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


class KeptLine(QLineEdit):
    """A line that remembers the text it was given."""

    def __init__(self) -> None:
        super().__init__()
        self._given = self._as_shown = ""

    def show_text(self, text: str, shown_as: str | None = None) -> None:
        """Show a saved text, where wanted in other words than it is saved in."""
        self.setText(text if shown_as is None else shown_as)
        self._given, self._as_shown = text, self.text()

    def said(self) -> str:
        """The text: as it was given where nothing was changed, else what stands there, trimmed."""
        return self._given if self.text() == self._as_shown else self.text().strip()


class KeptBox(QPlainTextEdit):
    """A box of several lines that remembers the text it was given."""

    def __init__(self) -> None:
        super().__init__()
        self._given = self._as_shown = ""

    def show_text(self, text: str) -> None:
        """Show a saved text."""
        self.setPlainText(text)
        self._given, self._as_shown = text, self.toPlainText()

    def said(self) -> str:
        """The text: as it was given where nothing was changed, else what stands there, trimmed."""
        shown = self.toPlainText()
        return self._given if shown == self._as_shown else shown.strip()
