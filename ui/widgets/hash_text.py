"""A check value in two even lines, to compare with the eye and to copy whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QSizePolicy


class HashText(QLabel):
    """A SHA-256 on two lines of 32 signs. Copying gives the 64 signs in one piece."""

    def __init__(self, digest: str) -> None:
        half = len(digest) // 2
        super().__init__(f"{digest[:half]}\n{digest[half:]}")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "code")
        self.setAccessibleName(f"SHA-256 {digest}")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy without the break between the lines; the label does the rest."""
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            # Qt gives the break of a marked text as U+2029.
            QGuiApplication.clipboard().setText("".join(self.selectedText().split()))
        else:
            super().keyPressEvent(event)
