"""The chat itself: lines of different heights, measured as they are seen, a million if need be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent

from app.domain.chats.chat_lines import ChatLine
from ui.context import Context
from ui.models.paged import ROW, Index
from ui.models.windowed import WindowModel
from ui.pages.chat.bubbles import EDGE, RADIUS, Bubble
from ui.pages.chat.wording import words_of
from ui.theme.scale import scaled, text_size
from ui.theme.theme import tokens
from ui.widgets.long_view import LongView

UNREAD_HEIGHT = 64
MOST_BUBBLES = 600
JOINED = "\u2060?"
"""What may stand between two signs that are shown (`ui.widgets.words.keep_words`)."""


class ChatModel(WindowModel):
    """The lines of a chat, spoken whole."""

    def __init__(self, context: Context, parent: LongView | None = None) -> None:
        super().__init__(self._said, parent)
        self._context = context

    def _said(self, line: ChatLine) -> tuple[str, str, str]:
        words = words_of(line, self._context)
        return words.text, words.sender, words.when

    def spoken(self, row: ChatLine) -> str:
        """Everything that is drawn of a line."""
        return words_of(row, self._context).spoken()


class ChatView(LongView):
    """`answered`: go to what the line answers. `file_opened`: show an item."""

    answered = Signal(object)
    file_opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._bubbles: dict[int, Bubble] = {}
        self._drawn_for = (0, 0)
        self._lit: re.Pattern[str] | None = None
        self.setProperty("kind", "chat")
        self.setModel(ChatModel(context, self))
        self.seen.connect(self.lines_model.look)

    @property
    def lines_model(self) -> ChatModel:
        """The lines."""
        model = self.model()
        if not isinstance(model, ChatModel):
            raise TypeError("a chat has lines")
        return model

    def line(self, index: QModelIndex) -> ChatLine | None:
        """The line of an index, None while it is not read."""
        row = index.data(ROW)
        return row if isinstance(row, ChatLine) else None

    def light(self, words: str) -> None:
        """Words that were looked for stand out wherever they are drawn; none without any."""
        each = [
            JOINED.join(re.escape(sign) for sign in word)
            for word in sorted(words.split(), key=len, reverse=True)
        ]
        self._lit = re.compile("|".join(each), re.IGNORECASE) if each else None
        self.viewport().update()

    def text_to_copy(self) -> str:
        """What a copy gives (`ui.clipboard`): the text of the line that is chosen, as it is."""
        line = self.line(self.currentIndex())
        return "" if line is None else line.message.text

    def line_height(self, line: int) -> int:
        """As it was measured; about one bubble while it is not read."""
        bubble = self._bubble(line)
        return scaled(UNREAD_HEIGHT) if bubble is None else bubble.height

    def _bubble(self, line: int) -> Bubble | None:
        drawn_for = (self.viewport().width(), text_size())
        if drawn_for != self._drawn_for:
            self._bubbles.clear()
            self._drawn_for = drawn_for
        bubble = self._bubbles.get(line)
        if bubble is None:
            row = self.lines_model.row(line) if self.model() is not None else None
            if row is None:
                return None
            if len(self._bubbles) >= MOST_BUBBLES:
                self._bubbles.clear()
            words = words_of(row, self._context)
            bubble = self._bubbles[line] = Bubble(words, drawn_for[0], self.font())
        return bubble

    def reset(self) -> None:
        """Another chat."""
        self._bubbles = {}
        super().reset()

    def dataChanged(self, first: Index, last: Index, /, roles: Sequence[int] = ()) -> None:
        """Lines were read."""
        for line in [one for one in self._bubbles if first.row() <= one <= last.row()]:
            del self._bubbles[line]
        super().dataChanged(first, last, roles)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: all is measured anew, as it is seen."""
        self._bubbles.clear()
        super().resizeEvent(event)

    def paint_line(self, painter: QPainter, line: int, place: QRect) -> None:
        """A bubble, or a quiet place where one will be."""
        bubble = self._bubble(line)
        if bubble is None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens().line))
            painter.setOpacity(0.5)
            area = QRect(EDGE, place.top() + 8, min(320, place.width() // 2), place.height() - 16)
            painter.drawRoundedRect(area, RADIUS, RADIUS)
            painter.restore()
            return
        current = self.currentIndex().row() == line
        focused = current and self.hasFocus()
        bubble.draw(painter, place, current=current, focused=focused, lit=self._lit)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on what is answered leads there, one on a file shows it."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position().toPoint())

    def _press(self, point: QPoint) -> None:
        index = self.indexAt(point)
        bubble = self._bubbles.get(index.row()) if index.isValid() else None
        if bubble is None:
            return
        inside = point - self.visualRect(index).topLeft()
        tile = bubble.tile_at(inside.x(), inside.y())
        if tile is not None:
            items = [one.item for one in bubble.words.media if one.item is not None]
            self.file_opened.emit(items[tile])
        elif bubble.is_answer(inside.x(), inside.y()):
            self.answered.emit(self.line(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return leads to what is answered, else shows the first file."""
        line = self.line(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and line is not None:
            items = [one.item for one in line.message.media if one.item is not None]
            if line.answered is not None:
                self.answered.emit(line)
            elif items:
                self.file_opened.emit(items[0])
        else:
            super().keyPressEvent(event)
