"""What is said above the page: a sentence, a next step, a code; stays until it is put away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.messages import Notice
from ui.widgets.buttons import IconButton
from ui.widgets.words import Words


class Banner(QFrame):
    """Shows one notice at a time; the newest wins."""

    def __init__(self) -> None:
        super().__init__()
        self._sentence = Words("", "strong").selectable()
        self._next_step = Words("", "text").selectable()
        self._code = Words("", "code", wrap=False)
        self.put_away = IconButton("close")
        self.put_away.clicked.connect(self.hide)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._sentence, self._next_step, self._code):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 12, 12)
        row.addLayout(texts, 1)
        row.addWidget(self.put_away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Say it, and tell screen readers."""
        self.setProperty("kind", notice.tone.value)
        self.style().polish(self)
        self._sentence.say(notice.sentence)
        self._next_step.say(notice.next_step)
        self._next_step.setVisible(bool(notice.next_step))
        self._code.say(notice.code)
        self._code.setVisible(bool(notice.code))
        self.setAccessibleName(f"{notice.sentence} {notice.next_step}".strip())
        self.put_away.repaint_icon()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
