"""A line for a folder: chosen by a dialog, typed, or pasted from a file manager."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLineEdit


def typed_folder(text: str) -> Path | None:
    """The folder that was typed or pasted; quotes as file managers add them and `~` are fine.

    A relative path means the person's home, never the folder that the program was started in.
    """
    plain = text.replace("\0", "").strip().strip("\"'")
    if plain.startswith("file://"):
        plain = QUrl(plain).toLocalFile()
    if not plain:
        return None
    try:
        return Path.home() / Path(plain).expanduser()
    except RuntimeError:
        return Path(plain)


class FolderLine(QLineEdit):
    """The line; `folder` is what it means."""

    def take(self, folder: Path) -> None:
        """Show a folder that was chosen."""
        self.setText(str(folder))

    def folder(self) -> Path | None:
        """The folder, or None where nothing was said."""
        return typed_folder(self.text())
