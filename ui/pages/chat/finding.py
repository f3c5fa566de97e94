"""The line over a chat: words to find in this room, place after place, and a day to go to."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.domain.chats.chat_lines import FoundLines
from ui.pages.page import Page
from ui.theme.scale import scaled
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.columns import Columns
from ui.widgets.words import Words

DAY_WIDTH, WORDS_WIDTH = 190, 160


class FindLine(QWidget):
    """`sought`: look for the words. `step`: one place on (1) or back (-1). `day`: go to a day."""

    sought = Signal(str)
    step = Signal(int)
    day = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._context = page.context
        tr = self._context.tr
        self._found: FoundLines | None = None
        self._searched = ""
        self._at = 0
        self.words, self.date = QLineEdit(), QLineEdit()
        self.words.setMaxLength(200)
        self.words.returnPressed.connect(self._enter)
        self.date.setMaxLength(40)
        self.date.setFixedWidth(scaled(DAY_WIDTH))
        self.date.returnPressed.connect(lambda: self.day.emit(self.date.text()))
        self.back, self.on, go = Button("", QUIET), Button("", QUIET), Button("", SECONDARY)
        self.back.clicked.connect(lambda *_: self.step.emit(-1))
        self.on.clicked.connect(lambda *_: self.step.emit(1))
        go.clicked.connect(lambda *_: self.day.emit(self.date.text()))
        self._count = Words("", "quiet", wrap=False)
        page.say(self.words.setAccessibleName, lambda: tr("Find in this chat"))
        page.say(self.words.setPlaceholderText, lambda: tr("Find in this chat"))
        page.say(self.date.setPlaceholderText, lambda: tr("Day, like 2024-08-27"))
        page.say(self.date.setAccessibleName, lambda: tr("A day to go to"))
        page.say(self.back.say, lambda: tr("Place before"))
        page.say(self.on.say, lambda: tr("Next place"))
        page.say(go.say, lambda: tr("Go to this day"))
        self.words.setMinimumWidth(scaled(WORDS_WIDTH))
        words, day = QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (words, (self.words, self._count, self.back, self.on)),
            (day, (self.date, go)),
        ):
            row.setSpacing(8)
            for widget in widgets:
                row.addWidget(widget, 1 if widget is self.words else 0)
        day.addStretch(1)
        both = Columns(1, 0)
        for column, row in zip(both.columns, (words, day), strict=True):
            column.addLayout(row)
        self.setLayout(both)
        for keys, act in (
            ("F3", lambda: self._walk(1)),
            ("Shift+F3", lambda: self._walk(-1)),
            ("Ctrl+G", lambda: _enter_field(self.date)),
        ):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.clear()

    def clear(self) -> None:
        """Forget words and places."""
        self.words.clear()
        self.date.clear()
        self.show_found(None)

    def _enter(self) -> None:
        """The first time it looks for the words, then it goes from place to place."""
        if self._found is not None and self.words.text() == self._searched:
            self.step.emit(1)
        else:
            self._searched = self.words.text()
            self.sought.emit(self._searched)

    def _walk(self, step: int) -> None:
        """On or back among what was found; without that, to the words."""
        if self._found is not None and self._found.messages:
            self.step.emit(step)
        else:
            _enter_field(self.words)

    def show_found(self, found: FoundLines | None) -> None:
        """The places that were found; None for no search."""
        self._found, self._at = found, 0 if found is None else found.at
        self.retext()

    def message(self, step: int = 0) -> str | None:
        """The message of the place that is `step` away, which is the one to look at then."""
        if self._found is None or not self._found.messages:
            return None
        self._at = (self._at + step) % len(self._found.messages)
        self.retext()
        return self._found.messages[self._at]

    def retext(self) -> None:
        """Which place it is, of how many."""
        found, tr = self._found, self._context.tr
        several = found is not None and bool(found.messages)
        self.back.setVisible(several)
        self.on.setVisible(several)
        if found is None:
            said = ""
        elif not found.messages:
            said = tr("Not in this chat")
        else:
            said = f"{self._at + 1:,} / {found.total:,}"
        self._count.say(said)
        self._count.setVisible(bool(said))


def _enter_field(field: QLineEdit) -> None:
    field.setFocus(Qt.FocusReason.ShortcutFocusReason)
    field.selectAll()
