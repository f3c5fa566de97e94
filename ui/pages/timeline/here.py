"""The entry of a timeline that is stood on, in full: what, where, when, and the ways on from it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.case.timeline import EntryKind, TimelineEntry
from ui.pages.page import Page
from ui.pages.timeline.words import TimelineWords
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.words import Words
from ui.wording import full_moment

IN_CHAT = frozenset(
    {EntryKind.MESSAGES, EntryKind.MEDIA, EntryKind.GAP, EntryKind.ROOM, EntryKind.DEED}
)
"""What stands somewhere in a chat."""
PAGES = {
    EntryKind.INCIDENT: "incidents",
    EntryKind.PAYMENT: "payments",
    EntryKind.MARK: "people",
    EntryKind.FILED: "filing",
    EntryKind.REPORT: "reports",
    EntryKind.BUNDLE: "hand_over",
    EntryKind.MOVED: "rooms",
    EntryKind.ROOM: "rooms",
}
"""Where an entry that is no item is told in full."""
WITHOUT_SUBJECT = frozenset({"reports", "hand_over", "rooms"})


def page_of(entry: TimelineEntry) -> str | None:
    """The page that tells an entry in full, or None."""
    return "item" if entry.subject.startswith("i-") else PAGES.get(entry.kind)


class HereCard(QWidget):
    """Two lines and two buttons (`more`, `in_chat`); a hint while nothing is stood on."""

    more = Signal()
    in_chat = Signal()

    def __init__(self, page: Page, words: TimelineWords) -> None:
        super().__init__()
        self._context, self._words = page.context, words
        tr = page.context.tr
        self._entry: TimelineEntry | None = None
        self._what, self._when = Words("", "strong"), Words("", "quiet")
        self._chat, self._more = Button("", SECONDARY), Button("", SECONDARY)
        self._chat.clicked.connect(self.in_chat)
        self._more.clicked.connect(self.more)
        page.say(self._chat.say, lambda: tr("See it in the chat"))
        page.say(self._more.say, lambda: tr("In full"))
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._what)
        left.addWidget(self._when)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(left, 1)
        row.addWidget(self._chat)
        row.addWidget(self._more)
        self.show_entry(None)

    @property
    def entry(self) -> TimelineEntry | None:
        """What is shown."""
        return self._entry

    def show_entry(self, entry: TimelineEntry | None) -> None:
        """Show this one, or the hint."""
        self._entry = entry
        tr = self._context.tr
        self._chat.setVisible(entry is not None and entry.kind in IN_CHAT)
        self._more.setVisible(entry is not None and page_of(entry) is not None)
        if entry is None:
            self._what.say(tr("Walk along it with the arrow keys, or press a mark."))
            self._when.say(
                tr(
                    "● seen · ■ happened · ▲ done about it · a ring: seen in several places · "
                    "a hollow bar: not in the export · a number: several, zoom to open them"
                )
            )
            return
        first, second, _when = self._words.row(entry)
        moment = entry.shown or entry.captured or entry.entered
        self._what.say(first)
        self._when.say(f"{second} · {full_moment(moment, self._context)}")

    def retext(self) -> None:
        """In the language in use now."""
        self.show_entry(self._entry)
