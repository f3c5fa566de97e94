"""The states of a check, by word and shape.

Checked, not checked, not knowable here, does not fit.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

PASSED = "passed"
NOT_CHECKED = "not_checked"
UNKNOWABLE = "unknowable"
FAILED = "failed"

_SHAPES = {PASSED: "✓", NOT_CHECKED: "–", UNKNOWABLE: "?", FAILED: "≠"}


class Pill(QLabel):
    """A state and its word."""

    def __init__(self, state: str, word: str) -> None:
        super().__init__(f"{_SHAPES[state]} {word}")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("state", state)
        self.setAccessibleName(word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
