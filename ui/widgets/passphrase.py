"""A field for a passphrase.

Hidden by default, shown on wish, with a place for a sentence beside it.

Input methods stay switched on, so that Korean passphrases can be typed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import IconButton
from ui.widgets.words import Words


class PassphraseField(QWidget):
    """Label, field, a button that shows what was typed, and a sentence. `entered` is Return."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._show_text = self._hide_text = ""
        self.label = Words("", "strong")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        # Qt switches input methods off for hidden text; Hangul could not be composed then.
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.field.returnPressed.connect(self.entered)
        self.field.textEdited.connect(lambda: self.show_problem(""))
        self.show_it = IconButton("eye")
        self.show_it.setCheckable(True)
        self.show_it.toggled.connect(self._toggle)
        self.problem = Words("", "care")
        self.problem.hide()
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.show_it)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addWidget(self.label)
        inside.addLayout(row)
        inside.addWidget(self.problem)

    def say(self, label: str, show_text: str, hide_text: str) -> None:
        """The field's label and the names of the button."""
        self.label.say(label)
        self.field.setAccessibleName(label)
        self._show_text, self._hide_text = show_text, hide_text
        self._toggle(self.show_it.isChecked())

    def text(self) -> str:
        """What was typed."""
        return self.field.text()

    def clear(self) -> None:
        """Forget what was typed, and hide again."""
        self.field.clear()
        self.show_it.setChecked(False)
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Show a sentence below the field; empty takes it away."""
        self.problem.say(text)
        self.problem.setVisible(bool(text))
        self.field.setAccessibleDescription(text)

    def _toggle(self, shown: bool) -> None:
        normal, hidden = QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password
        self.field.setEchoMode(normal if shown else hidden)
        self.field.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.show_it.show_icon("eye_off" if shown else "eye")
        self.show_it.say(self._hide_text if shown else self._show_text)
