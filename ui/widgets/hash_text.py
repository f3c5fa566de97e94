"""A check value in two even lines, to compare with the eye and to copy whole."""

from __future__ import annotations

from PySide6.QtCore import Qt
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

    def text_to_copy(self) -> str:
        """The marked signs without the break between the lines; see `ui.clipboard`."""
        return "".join(self.selectedText().split())  # Qt gives the break as U+2029
