"""The neutral page that stands in the window's place after leaving: counts the letters of a text.

It really does that, and says that it keeps nothing, so that nobody loses work to it. It must not
show or know anything of a vault; the way back is a key that it does not name (help does).
"""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from ui.context import Context
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.words import Words

MOST_LETTERS = 200_000


class LeftPage(Page):
    """A field, its numbers, and a button that empties it. No rail stands beside it."""

    bare = True

    def __init__(self, context: Context) -> None:
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """Field above, numbers below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Letter count"))
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.say(self.field.setAccessibleName, lambda: tr("Text to count"))
        self.say(self.field.setPlaceholderText, lambda: tr("Type or paste a text. It is not kept."))
        self.field.textChanged.connect(self._count)
        self._said = Words("", "soft", wrap=False)
        empty = Button("", SECONDARY)
        empty.clicked.connect(self.field.clear)
        self.say(empty.say, lambda: tr("Empty it"))
        self.desk.addWidget(self.field, 1)
        self.desk.addLayout(row_of(self._said, empty))
        self.setFocusProxy(self.field)
        self._count()

    def retext(self) -> None:
        """The numbers too."""
        super().retext()
        self._count()

    def clear(self) -> None:
        """Nothing stays here either."""
        self.field.setPlainText("")

    def leave_case(self) -> None:
        """Nothing here belongs to a case."""

    def _count(self) -> None:
        text = self.field.toPlainText()
        if len(text) > MOST_LETTERS:
            text = text[:MOST_LETTERS]
            self.field.setPlainText(text)
            return
        self._said.say(
            self.context.tr(
                "{all} letters, {bare} without spaces",
                all=f"{len(text):,}",
                bare=f"{len(''.join(text.split())):,}",
            )
        )
