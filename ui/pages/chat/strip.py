"""What is known of the chosen line: its times, its place in the export, what can be said of it.

Nothing here is needed to read the chat: where the line is from, to the second and with its check
sum, is folded until it is asked for, and then stays open until the vault is locked.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.chats.chat_lines import ChatLine, WhereFrom
from app.domain.chats.roomlife import Deed
from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.words import Words
from ui.wording import clock, full_moment

SHORT = 16
NAME = 48
QUOTE = 60


class LineStrip(Card):
    """Hidden until a line is chosen. `marked` carries a deed, or None for neither."""

    answered = Signal()
    file_wanted = Signal()
    marked = Signal(object)
    owned = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__("fact", spacing=4)
        self._context = context
        self._line: ChatLine | None = None
        self._where: WhereFrom | None = None
        self._quote, self._when = Words("", "strong"), Words("", "quiet")
        self._times, self._changed, self._source = (
            Words("", "quiet").selectable() for _ in range(3)
        )
        self.inside.setContentsMargins(16, 10, 16, 10)
        self.folded = QWidget()
        inside = QVBoxLayout(self.folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for words in (self._times, self._changed, self._source):
            inside.addWidget(words)
        self.folded.hide()
        self.add(self._quote, self._when, self.folded)
        holder = QWidget()
        flow = Flow(holder, spacing=8)
        self.to_answered, self.to_file, self.threat, self.money, self.neither, self.own = (
            Button("", SECONDARY) for _ in range(6)
        )
        for button in (
            self.to_answered, self.to_file, self.threat, self.money, self.neither, self.own,
        ):  # fmt: skip
            flow.addWidget(button)
        self.in_full = Button("", SECONDARY)
        self.in_full.setCheckable(True)
        self.in_full.toggled.connect(self._fold)
        flow.addWidget(self.in_full)
        self.add(holder)
        self.to_answered.clicked.connect(lambda *_: self.answered.emit())
        self.to_file.clicked.connect(lambda *_: self.file_wanted.emit())
        for button, deed in (
            (self.threat, Deed.THREAT), (self.money, Deed.MONEY), (self.neither, None),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, deed=deed: self.marked.emit(deed))
        self.own.clicked.connect(self._press_own)
        self.retext()
        self.hide()

    def _press_own(self) -> None:
        if self._line is not None:
            self.owned.emit(not self._line.own)

    def _fold(self, is_open: bool) -> None:
        self.folded.setVisible(is_open)
        self._when.setVisible(not is_open)

    def fold(self) -> None:
        """Another sitting: what the machine knows is folded again."""
        self.in_full.setChecked(False)

    def leave(self) -> None:
        """Let go of the line."""
        self._line, self._where = None, None
        for words in (self._quote, self._when, self._times, self._changed, self._source):
            words.say("")
        self.hide()

    def show_line(self, line: ChatLine, where: WhereFrom) -> None:
        """What is known of a line."""
        self._line, self._where = line, where
        self.retext()
        self.show()

    def retext(self) -> None:
        """All words in the language in use now."""
        tr = self._context.tr
        self.to_answered.say(tr("Go to what it answers"))
        self.to_file.say(tr("Look at its file"))
        self.threat.say(tr("It threatens"))
        self.money.say(tr("It asks for money"))
        self.neither.say(tr("Neither"))
        self.in_full.say(tr("In full"))
        line, where = self._line, self._where
        own = line is not None and line.own
        self.own.say(tr("I did not write this") if own else tr("I wrote this"))
        self.own.setToolTip(tr("It goes for all messages of this account."))
        self.own.setAccessibleDescription(self.own.toolTip())
        if line is None or where is None:
            return
        message = line.message
        quoted = one_line(message.text, QUOTE)
        self._quote.say(tr("Chosen: {text}", text=quoted))
        self._quote.setVisible(bool(quoted))
        at_ms = None if message.shown is None else message.shown.at_ms
        self._when.say(tr("not known") if at_ms is None else clock(at_ms))
        times = [full_moment(message.shown, self._context)]
        if message.shown is not None and message.shown.original:
            original = one_line(message.shown.original, 40)
            times.append(tr("as written there: {text}", text=original))
        self._times.say(" · ".join(times))
        changed = "" if message.changed is None else full_moment(message.changed, self._context)
        self._changed.say(tr("marked as changed by the platform: {time}", time=changed))
        self._changed.setVisible(bool(changed))
        number = tr("number {number}", number=one_line(message.native_id, 24))
        parts = (
            visible_name(where.name, NAME),
            one_line(where.position, 80),
            number if message.native_id else "",
            f"SHA-256 {where.sha256[:SHORT]}…",
            one_line(line.account_id, 40),
        )
        self._source.say(" · ".join(part for part in parts if part))
        self.to_answered.setVisible(line.answered is not None)
        self.to_file.setVisible(any(one.item is not None for one in message.media))
        for button in (self.threat, self.money, self.neither):
            button.setVisible(bool(message.text))
        self.own.setVisible(message.account is not None)
