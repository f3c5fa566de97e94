"""What happened to a room, step by step with where it is known from, and who was in it.

What was only proposed is asked once, in plain words, and can stay unanswered. Links are text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from app.domain.chats.roomlife import Happening, Known
from app.domain.chats.roomlife_words import HAPPENINGS, KNOWN, PARTS, event_detail
from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.chat.place import ChatPlace
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.chats.roomlife import RoomEvent, RoomMember
    from app.usecases.chats.roomlife import RoomLife

NAME_LENGTH = 60


class RoomLifePage(Page):
    """Steps to the left, people to the right, one question above them. Shown with a room's id."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        self._room: str | None = None
        self._asked: RoomEvent | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The question, the steps, the people."""
        tr = self.context.tr
        self.head_button(lambda: tr("What was said there"), self._to_chat, filled=False)
        self.head_button(
            lambda: tr("Back to the rooms"), lambda: self.context.go("rooms"), filled=False
        )
        self._build_question()
        self._events = PagedModel(self._event_words, self)
        self._members = PagedModel(self._member_words, self)
        self._nothing = Words("", "soft")
        self.say(
            self._nothing.say, lambda: tr("The exports tell of nothing that happened to this room.")
        )
        events, members = Card(), Card()
        event_view, member_view = RowsView(), RowsView()
        self._event_view = event_view
        event_view.setModel(self._events)
        member_view.setModel(self._members)
        event_view.hug()
        member_view.hug()
        event_view.opened.connect(lambda index: self._ask(index.data(ROW)))
        member_view.opened.connect(lambda index: self._open(index.data(ROW)))
        for card, view, lead, text in (
            (events, event_view, Words("", "strong"), lambda: tr("What happened to the room")),
            (members, member_view, Words("", "strong"), lambda: tr("Who was there")),
        ):
            self.say(lead.say, text)
            self.say(view.setAccessibleName, text)
            card.add(lead)
            if card is events:
                card.add(self._nothing)
            card.add(view)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(events, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(members, 2, Qt.AlignmentFlag.AlignTop)
        self.desk.addWidget(self._question)
        self.desk.addLayout(row, 1)

    def _build_question(self) -> None:
        tr = self.context.tr
        self._question = Card("care")
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("Does this message lead to the next room?"))
        self._what = Words("", "soft").selectable()
        yes, no, later = (Button("", SECONDARY) for _ in range(3))
        self.say(yes.say, lambda: tr("Yes, it does"))
        self.say(no.say, lambda: tr("No, it does not"))
        self.say(later.say, lambda: tr("Later"))
        yes.clicked.connect(lambda: self._decide(is_so=True))
        no.clicked.connect(lambda: self._decide(is_so=False))
        later.clicked.connect(self._question.hide)
        self._question.add(lead, self._what)
        self._question.add_row(yes, no, later)
        self._question.hide()

    def refresh(self, subject: object = None) -> None:
        """Read the life of this room."""
        from app.usecases.chats.roomlife import room_life
        from app.usecases.chats.rooms import RoomRow

        if isinstance(subject, RoomRow):
            self._room = subject.room.id
        elif isinstance(subject, str):
            self._room = subject
        case, room = self.context.session.case, self._room
        if case is None or room is None:
            return
        self.context.with_vault(
            lambda vault, _job: room_life(vault, case.id, room), self._show, owner=self
        )

    def retext(self) -> None:
        """Rows too."""
        super().retext()
        self._events.reword()
        self._members.reword()

    def clear(self) -> None:
        """Let go of everything."""
        self._room = self._asked = None
        self.title.say("")
        self._what.say("")
        self._question.hide()
        self._events.clear()
        self._members.clear()

    def _to_chat(self) -> None:
        if self._room is not None:
            self.context.go("chat", ChatPlace(room_id=self._room))

    def _show(self, life: RoomLife) -> None:
        title = visible_name(life.room.title, NAME_LENGTH)
        self.title.say(title or self.context.tr("Room without a name"))
        for model, rows in ((self._events, life.events), (self._members, life.members)):
            model.clear()
            model.add(rows, complete=True)
        self._nothing.setVisible(not life.events)
        self._event_view.setVisible(bool(life.events))
        open_ones = [one for one in life.events if one.known is Known.PROPOSED]
        self._question.hide()
        if open_ones:
            self._ask(open_ones[0])

    def _ask(self, event: RoomEvent) -> None:
        """Ask of an event, if it is one that the person may decide."""
        if event.known is Known.SAID or event.kind is not Happening.EVACUATION:
            return
        self._asked = event
        self._what.say(event_detail(event))
        self._question.show()

    def _decide(self, *, is_so: bool) -> None:
        from app.usecases.chats.roomlife import decide_event

        case, event = self.context.session.case, self._asked
        if case is None or event is None:
            return
        self.context.with_vault(
            lambda vault, _job: decide_event(
                vault, case.id, event.message, kind=event.kind, is_so=is_so
            ),
            lambda _event: self.refresh(),
            owner=self,
        )

    def _open(self, member: RoomMember) -> None:
        if member.account is not None:
            self.context.go("account", member.account)

    def _event_words(self, event: RoomEvent) -> Said:
        tr = self.context.tr
        at_ms = event.shown.at_ms if event.shown else None
        when = clock(at_ms) if at_ms is not None else tr("no time")
        where = f"{tr(KNOWN[event.known])} · {one_line(event.position, 40)}"
        detail = event_detail(event)
        first = tr(HAPPENINGS[event.kind])
        return f"{first}: {detail}" if detail else first, where, when

    def _member_words(self, member: RoomMember) -> Said:
        tr = self.context.tr
        name = visible_name(member.name, NAME_LENGTH) or tr("Account without a name")
        times = [clock(at)[:10] for at in (member.first_ms, member.last_ms) if at is not None]
        span = " – ".join(dict.fromkeys(times))
        parts = [tr(PARTS[member.part]), span]
        count = (
            self.context.ntr("{count} message", "{count} messages", member.posts)
            if member.posts
            else ""
        )
        return name, " · ".join(part for part in parts if part), count
