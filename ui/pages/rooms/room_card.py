"""A room as a card: what it is called, how much was kept of it and from when, where it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.found_words import room_kind_in_words
from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.pages.chat.place import ChatPlace
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, row_of
from ui.widgets.words import TIGHT, Words
from ui.wording import kst

if TYPE_CHECKING:
    from app.usecases.chats.rooms import RoomRow

NAME_LENGTH = 60
BESIDE = 260
"""So wide can both buttons be and stand beside what is known of the room."""


class RoomCard(Card):
    """One room, and the ways into it."""

    def __init__(self, row: RoomRow, context: Context) -> None:
        super().__init__(spacing=4)
        tr, room = context.tr, row.room
        title = visible_name(room.title, NAME_LENGTH) or tr("Room without a name")
        facts = QVBoxLayout()
        facts.setSpacing(4)
        facts.addWidget(Words(title, "strong", endless=TIGHT))
        kind = room_kind_in_words(room.kind, context.language.texts)
        told = (tr(PLATFORMS[room.platform]), kind, one_line(room.native_id, 40))
        facts.addWidget(Words(" · ".join(part for part in told if part), "quiet", endless=TIGHT))
        count = context.ntr("{count} message", "{count} messages", row.messages)
        seen = [count, *([] if row.span is None else [_span(*row.span)])]
        facts.addWidget(Words(" · ".join(seen), "soft"))
        for line in _lineage(row, context):
            facts.addWidget(Words(line, "quiet", endless=TIGHT))
        read, life = Button("", SECONDARY), Button("", QUIET)
        read.setText(tr("Read the chat"))
        life.setText(tr("What happened to the room"))
        read.setAccessibleName(tr("Read the chat of {title}", title=title))
        life.setAccessibleName(tr("What happened to the room {title}", title=title))
        read.clicked.connect(lambda *_: context.go("chat", ChatPlace(room_id=room.id)))
        life.clicked.connect(lambda *_: context.go("room_life", room.id))
        self.read = read
        wide = read.sizeHint().width() + life.sizeHint().width()
        if wide > BESIDE:  # no room for them beside the words
            column = QVBoxLayout()
            column.setSpacing(8)
            column.addLayout(facts)
            column.addLayout(row_of(read, life))
            self.inside.addLayout(column)
        else:
            beside = QHBoxLayout()
            beside.setSpacing(8)
            beside.addLayout(facts, 1)
            beside.addWidget(life)
            beside.addWidget(read)
            self.inside.addLayout(beside)
        self.inside.setContentsMargins(20, 14, 16, 14)


def _span(first_ms: int, last_ms: int) -> str:
    first, last = (f"{kst(at_ms):%Y-%m-%d}" for at_ms in (first_ms, last_ms))
    return first if first == last else f"{first} – {last}"


def _lineage(row: RoomRow, context: Context) -> list[str]:
    lines = []
    if row.before:
        before = visible_name(row.before, NAME_LENGTH)
        lines.append(context.tr("Came from the room {title}", title=before))
    if row.after:
        after = ", ".join(visible_name(one, NAME_LENGTH) for one in row.after[:3])
        lines.append(context.tr("Went on as the room {title}", title=after))
    return lines
