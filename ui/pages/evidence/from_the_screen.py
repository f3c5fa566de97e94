"""What comes from the screen, on the page of what is collected: a pasted picture, a capture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.evidence.captures import CaptureWay, Said, Shot
from app.errors import OngiError
from ui.capture.pasting import pasted_picture
from ui.capture.pictures import Picture
from ui.errors import in_words
from ui.pages.hurry.urgent_keeping import Keeper
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.words import Words


class FromTheScreen(QWidget):
    """Two buttons, what stands `beside` them, and a line for what stands against it.

    `sure` answers minor mode's question.
    """

    def __init__(self, page: Page, sure: Callable[[], bool], beside: QWidget) -> None:
        super().__init__()
        self._context = page.context
        self._sure = sure
        tr = self._context.tr
        paste, capture = Button("", SECONDARY), Button("", QUIET)
        paste.clicked.connect(self.paste)
        capture.clicked.connect(lambda: self._context.go("five_minutes"))
        page.say(paste.say, lambda: tr("Paste a picture"))
        page.say(capture.say, lambda: tr("Capture the screen"))
        self._problem = Words("", "care")
        self._problem.hide()
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(paste)
        row.addWidget(capture)
        row.addWidget(beside)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(row)
        column.addWidget(self._problem)
        self._keeper = Keeper(self._context, self)
        self._keeper.kept.connect(lambda _what: self._context.session.tell(Changed.EVIDENCE))
        self._keeper.went_wrong.connect(self._show)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), page).activated.connect(self.paste)

    def paste(self) -> None:
        """Take the picture of the clipboard into the case."""
        from app.usecases.intake.capturing import instant

        self.clear()
        if self._context.session.case is None:
            return
        try:
            picture = Picture(Shot(CaptureWay.PASTED, instant()), data=pasted_picture())
        except OngiError as error:
            self._show(error)
        else:
            self._keeper.keep_pictures([picture], Said(), None, sure=self._sure())

    def clear(self) -> None:
        """Take the word of a former problem away."""
        self._problem.hide()

    def _show(self, error: OngiError) -> None:
        texts = self._context.language.texts
        self._problem.say(in_words(error, texts))
        self._problem.show()
