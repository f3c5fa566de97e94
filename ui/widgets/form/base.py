"""What all fields of a form share: label, help, the answer, a sentence beside it.

Nothing is ever called missing.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.reports.reports import Answer
from ui.context import Context
from ui.widgets.words import Words


class FormField(QWidget):
    """One question. `edited` comes whenever the answer became different by the person's hand."""

    edited = Signal()

    def __init__(self, context: Context, label: str, explanation: str) -> None:
        super().__init__()
        self.context = context
        self.question = label
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(6)
        self.heading = Words(label, "strong")
        self.inside.addWidget(self.heading)
        if explanation:
            self.inside.addWidget(Words(explanation, "quiet"))
        self.build()
        self._problem = Words("", "care")
        self._problem.hide()
        self.inside.addWidget(self._problem)

    def build(self) -> None:
        """Make the input."""

    def answer(self) -> Answer:
        """The answer as the use case takes it; None where nothing was said."""
        raise NotImplementedError

    def show_answer(self, answer: Answer) -> None:
        """Show an answer that was saved."""
        raise NotImplementedError

    def show_problem(self, text: str) -> None:
        """A sentence below the input; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))
