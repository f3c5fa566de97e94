"""What is said above the page: title, sentence, next step, code; stays until it is put away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from ui.messages import Notice, Offer
from ui.widgets.buttons import SECONDARY, Button, IconButton
from ui.widgets.words import Words

EDGE = 36
"""Its words stand over the page's, and what puts it away over the page's question mark."""


class Banner(QFrame):
    """Shows one notice at a time; the newest wins."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Words("", "strong")
        self._sentence = Words("", "strong").selectable()
        self._next_step = Words("", "text").selectable()
        self._code = Words("", "code", wrap=False)
        self._offered: Offer | None = None
        self.offer = Button("", SECONDARY)
        self.offer.clicked.connect(self._take_offer)
        self.put_away = IconButton("close")
        self.put_away.clicked.connect(self.hide)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._title, self._sentence, self._next_step, self._code):
            texts.addWidget(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 12, EDGE, 12)
        row.addLayout(texts, 1)
        row.addWidget(self.offer, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.put_away, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Say it, and tell screen readers."""
        self.setProperty("kind", notice.tone.value)
        self.style().polish(self)
        self._title.say(notice.title)
        self._title.setVisible(bool(notice.title))
        self._sentence.setProperty("role", "text" if notice.title else "strong")
        self._sentence.style().polish(self._sentence)
        self._sentence.say(notice.sentence)
        self._next_step.say(notice.next_step)
        self._next_step.setVisible(bool(notice.next_step))
        self._code.say(notice.code)
        self._code.setVisible(bool(notice.code))
        self._offered = notice.offer
        self.offer.say(notice.offer.text if notice.offer else "")
        self.offer.setVisible(notice.offer is not None)
        self.setAccessibleName(f"{notice.title} {notice.sentence} {notice.next_step}".strip())
        self.put_away.repaint_icon()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def hideEvent(self, event: QHideEvent) -> None:
        """What was offered goes with it: on another page or after a lock it means nothing."""
        self._offered = None
        super().hideEvent(event)

    def _take_offer(self) -> None:
        offered = self._offered
        self.hide()
        if offered is not None:
            offered.then()
