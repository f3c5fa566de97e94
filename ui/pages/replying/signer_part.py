"""The fingerprint of the sender's key as the recipient was told it: folded until asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.pages.page import Page
from ui.widgets.buttons import QUIET, Button
from ui.widgets.words import Words


class SignerPart(QWidget):
    """The line that a quiet button unfolds; the page puts `more` where its like stand."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        tr = page.context.tr
        self.more = Button("", QUIET, self)
        self.more.clicked.connect(lambda *_: self._unfold(shown=True))
        page.say(self.more.say, lambda: tr("The sender told me a fingerprint"))
        label, about = Words("", "soft"), Words("", "soft")
        self.field = QLineEdit()
        self.field.setPlaceholderText("SHA256:…")
        self.field.textEdited.connect(lambda: self.show_problem(""))
        page.say(label.say, lambda: tr("Fingerprint of the signer, as you were told it"))
        page.say(
            self.field.setAccessibleName,
            lambda: tr("Fingerprint of the signer, as you were told it"),
        )
        page.say(
            about.say,
            lambda: tr(
                "It decides the last check. Get it by phone or in person, not with the bundle."
            ),
        )
        self.problem = Words("", "care")
        self._inside = QWidget()
        lines = QVBoxLayout(self._inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        for widget in (label, self.field, self.problem, about):
            lines.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._inside)
        self.show_problem("")
        self._unfold(shown=False)

    def told(self) -> str | None:
        """The fingerprint, None where none was typed. Raises InputProblem BND-031."""
        from app.usecases.bundles.comparing import told_fingerprint

        typed = self.field.text()
        return told_fingerprint(typed) if typed.strip() else None

    def clear(self) -> None:
        """Forget what was typed, and fold it away."""
        self.field.clear()
        self.show_problem("")
        self._unfold(shown=False)

    def show_problem(self, text: str) -> None:
        """A sentence below the line; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))
        self.field.setAccessibleDescription(text)

    def _unfold(self, *, shown: bool) -> None:
        self.more.setVisible(not shown)
        self.setVisible(shown)
        self._inside.setVisible(shown)
