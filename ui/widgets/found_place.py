"""One place found, among what stands around it, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.evidence.machine_words import READ_BY_A_PROGRAM
from app.domain.evidence.searching import KIND_WORDS, Kind
from app.domain.text.textsafe import LINES, visible, visible_name
from ui.context import Context
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.words import TIGHT, Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.chats.chats import Message
    from app.usecases.case.searching import Around, Hit

NAME_LENGTH = 40
TEXT_LENGTH = 1_500
FIRST, MOST = 3, 24


class FoundPlace(Card):
    """Shows what `around` gave. `more` asks for more around it, `go` for the place itself."""

    more = Signal(int)
    go = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=10)
        self._context = context
        self._around: Around | None = None
        self._hit: Hit | None = None
        self._count = FIRST
        self._kind = Words("", "strong")
        self._note = Words("", "quiet")
        inside = QWidget()
        inside.setObjectName("inside")
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._lines.setSpacing(10)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.verticalScrollBar().rangeChanged.connect(self._bring)
        self._found: Card | None = None
        self._more, self._go = Button("", QUIET), Button("", SECONDARY)
        self._more.clicked.connect(self._ask_more)
        self._go.clicked.connect(self.go)
        self.add(self._kind, self._note)
        self.inside.addWidget(area, 1)
        self.add_row(self._go, self._more)
        self.clear()

    def clear(self) -> None:
        """Let go of it."""
        self._hit, self._around, self._count, self._found = None, None, FIRST, None
        clear_layout(self._lines)
        self.hide()

    def show_place(self, hit: Hit, place: Around) -> None:
        """Show a hit and what stands around it."""
        if self._hit != hit:
            self._count = FIRST
        self._hit, self._around = hit, place
        self.retext()
        self.show()

    def retext(self) -> None:
        """All words in the language in use now."""
        hit, place, tr = self._hit, self._around, self._context.tr
        if hit is None or place is None:
            return
        self._kind.say(tr(KIND_WORDS[hit.kind]))
        self._area.setAccessibleName(tr(KIND_WORDS[hit.kind]))
        self._note.say(tr(READ_BY_A_PROGRAM))
        self._note.setVisible(hit.kind == Kind.MACHINE)
        self._more.say(tr("Show more around it"))
        self._more.setVisible(bool(place.messages) and self._count < MOST)
        self._go.say(tr("Go there"))
        self._found = None
        clear_layout(self._lines)
        for number, message in enumerate(place.messages):
            self._add_message(message, found=number == place.at)
        if place.passage:
            text = visible(place.passage, TEXT_LENGTH, keep=LINES)
            self._lines.addWidget(Words(text, "soft", endless=TIGHT).selectable())
        self._lines.addStretch(1)
        QTimer.singleShot(0, self, self._bring)

    def _bring(self) -> None:
        """What was found, in the middle of what is seen, once it has its place."""
        if self._found is not None:
            spare = self._area.viewport().height() - self._found.height()
            self._area.verticalScrollBar().setValue(self._found.y() - max(0, spare // 2))

    def _add_message(self, message: Message, *, found: bool) -> None:
        at_ms = message.shown.at_ms if message.shown else None
        who = visible_name(message.sender, NAME_LENGTH)
        head = " · ".join(part for part in (who, clock(at_ms) if at_ms is not None else "") if part)
        text = visible(message.text, TEXT_LENGTH, keep=LINES)
        line = Card("fact" if found else "plain", spacing=2)
        if not found:
            line.inside.setContentsMargins(12, 0, 12, 0)
        line.add(
            Words(head, "quiet", endless=TIGHT),
            Words(text, "strong" if found else "soft", endless=TIGHT).selectable(),
        )
        self._lines.addWidget(line)
        if found:
            self._found = line

    def _ask_more(self) -> None:
        self._count = min(MOST, 2 * self._count)
        self.more.emit(self._count)
