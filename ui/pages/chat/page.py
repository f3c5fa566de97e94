"""A room as a chat, opened by room, by export or by a message; and where each line is from.

Links in it are text: nothing here opens one. Files are covered; they are looked at in the viewer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.chats.chat_lines import ChatLine, ExportRoom, FoundLines, OpenChat, WhereFrom
from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.found_words import room_kind_in_words
from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.chat.finding import FindLine
from ui.pages.chat.opening import Opened, open_place, place_of
from ui.pages.chat.place import ChatPlace
from ui.pages.chat.strip import LineStrip
from ui.pages.chat.view import ChatView
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.card import Card
from ui.widgets.empty import EmptyNote
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.chats.roomlife import Deed

NAME_LENGTH = 40
LEAST_HEIGHT = 220


class ChatPage(Page):
    """One chat, and what is known of the line that is chosen."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        self._chat: OpenChat | None = None
        self._asked: ChatPlace | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The line to find with, the chat, the strip below it."""
        tr = self.context.tr
        self._life = self.head_button(
            lambda: tr("What happened to the room"), self._to_life, filled=False
        )
        self.head_button(
            lambda: tr("Back to the rooms"), lambda: self.context.go("rooms"), filled=False
        )
        self._about = Words("", "quiet")
        self.finder = FindLine(self)
        self.finder.sought.connect(self._seek)
        self.finder.step.connect(self._step)
        self.finder.day.connect(self._to_day)
        self._problem = Words("", "care")
        self._problem.hide()
        self.view = ChatView(self.context)
        self.view.setMinimumHeight(LEAST_HEIGHT)
        self.say(self.view.setAccessibleName, lambda: tr("Messages"))
        self.say(
            self.view.setAccessibleDescription,
            lambda: tr("Return leads to what a message answers, or to its file"),
        )
        self.view.answered.connect(self._to_answered)
        self.view.file_opened.connect(self._to_file)
        self.view.lines_model.wanted.connect(self._read_page)
        self.view.lines_model.dataChanged.connect(self._look_again)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_line())
        self.strip = LineStrip(self.context)
        self.strip.answered.connect(lambda: self._to_answered(self._current()))
        self.strip.file_wanted.connect(self._to_first_file)
        self.strip.marked.connect(self._mark)
        self.strip.owned.connect(self._own)
        self._build_rooms()
        self._empty = EmptyNote("rooms")
        self.say(self._empty.sentence.say, lambda: tr("A room that you choose is read here."))
        for widget in (self._about, self.finder, self._problem, self._rooms_card, self._empty):
            self.desk.addWidget(widget)
        self.desk.addWidget(self.view, 1)
        self.desk.addWidget(self.strip)

    def _build_rooms(self) -> None:
        """An export may tell of several rooms: which one is to be shown."""
        tr = self.context.tr
        self._rooms = PagedModel(self._room_words, self)
        lead = Words("")
        self.say(lead.say, lambda: tr("This export tells of several rooms. Choose one to read."))
        rooms = RowsView()
        rooms.setModel(self._rooms)
        rooms.opened.connect(self._choose_room)
        self.say(rooms.setAccessibleName, lambda: tr("Rooms of this export"))
        self._rooms_card = Card()
        self._rooms_card.add(lead, rooms)
        self._rooms_card.hide()

    # Opening, and letting go.

    def refresh(self, subject: object = None) -> None:
        """Open a place; without one, what was open stays where it was."""
        current = self._current()
        asked = place_of(subject)
        if asked is not None:
            self._asked = asked
        elif self._asked is not None and current is not None:
            self._asked = ChatPlace(message_id=current.message.id)
        case, place = self.context.session.case, self._asked
        self._empty.setVisible(place is None)
        if place is None:
            for widget in (self.view, self.finder, self._life):
                widget.hide()
        if case is None or place is None:
            return
        self.show_problem("")

        def show(opened: Opened) -> None:
            if self._asked is place:
                self._show(opened)

        self.context.with_vault(
            lambda vault, job: open_place(vault, case.id, place, job),
            show,
            owner=self,
            place=self,
        )

    def _show(self, opened: Opened) -> None:
        self._chat = opened.chat
        self._rooms.clear()
        self._rooms.add(opened.rooms, complete=True)
        self._rooms_card.setVisible(bool(opened.rooms))
        for widget in (self.view, self.finder, self._about, self._life):
            widget.setVisible(not opened.rooms)
        self.strip.leave()
        self.finder.show_found(None)
        self.view.light("")
        self._say_title()
        self.view.lines_model.begin(0 if opened.chat is None else opened.chat.count)
        if opened.chat is not None and opened.chat.count:
            self.view.go_to(opened.line)
            self.view.setFocus()

    def show_problem(self, text: str) -> None:
        """A sentence below the line to find with."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def on_changed(self, what: Changed) -> None:
        """More may have come into the room; notes and reports are not shown here."""
        if what in (Changed.EVIDENCE, Changed.CASE):
            self.refresh()

    def retext(self) -> None:
        """Title, lines and strip too."""
        super().retext()
        self._say_title()
        self._rooms.reword()
        self.view.lines_model.reword()
        self.finder.retext()
        self.strip.retext()

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def clear(self) -> None:
        """Let go of everything."""
        self._chat, self._asked = None, None
        self.view.lines_model.clear()
        self.view.light("")
        self._rooms.clear()
        self.finder.clear()
        self.strip.leave()
        self.strip.fold()
        self.show_problem("")
        self._say_title()

    def _say_title(self) -> None:
        tr, chat = self.context.tr, self._chat
        if chat is None:
            self.title.say(tr("Chat") if self._asked is not None else "")
            self._about.say("")
            return
        self.title.say(visible_name(chat.room.title, NAME_LENGTH) or tr("Room without a name"))
        parts = (
            tr(PLATFORMS[chat.room.platform]),
            room_kind_in_words(chat.room.kind, self.context.language.texts),
            self.context.ntr("{count} message", "{count} messages", chat.count),
            tr("times are Korean time (UTC+09:00)"),
        )
        self._about.say(" · ".join(part for part in parts if part))

    def _room_words(self, one: ExportRoom) -> Said:
        title = visible_name(one.room.title, NAME_LENGTH) or self.context.tr("Room without a name")
        return title, self.context.tr(PLATFORMS[one.room.platform]), ""

    def _choose_room(self, index: object) -> None:
        from PySide6.QtCore import QModelIndex

        if isinstance(index, QModelIndex):
            one: ExportRoom = index.data(ROW)
            self.refresh(ChatPlace(room_id=one.room.id, message_id=one.first))

    # Reading.

    def _read_page(self, page: int) -> None:
        from app.usecases.chats.chat_view import chat_page

        chat = self._chat
        if chat is None:
            return

        def show(lines: tuple[ChatLine, ...]) -> None:
            if self._chat is chat:
                self.view.lines_model.fill(page, lines)

        self.context.with_vault(
            lambda vault, _job: chat_page(vault, chat, page),
            show,
            owner=self,
            failed=lambda _error: self.view.lines_model.refuse(),
        )

    def _current(self) -> ChatLine | None:
        return self.view.line(self.view.currentIndex())

    def _look_again(self, *_changed: object) -> None:
        """The chosen line may just have been read."""
        if self._current() is not None:
            self._show_line()

    def _show_line(self) -> None:
        from app.usecases.chats.chat_view import where_from

        chat, line = self._chat, self._current()
        if chat is None or line is None:
            return

        def show(where: WhereFrom) -> None:
            if self._chat is chat and self._current() == line:
                self.strip.show_line(line, where)

        self.context.with_vault(
            lambda vault, _job: where_from(vault, chat, line.message), show, owner=self
        )

    # Going.

    def _go_to_line(self, line: int | None) -> None:
        if line is not None:
            self.view.go_to(line)

    def _to_message(self, message_id: str) -> None:
        from app.usecases.chats.chat_view import line_of

        chat = self._chat

        def show(line: int) -> None:
            if self._chat is chat:
                self._go_to_line(line)

        if chat is not None:
            self.context.with_vault(
                lambda vault, _job: line_of(vault, chat, message_id),
                show,
                owner=self,
                place=self,
            )

    def _to_answered(self, line: ChatLine | None) -> None:
        from app.usecases.chats.chat_view import line_of_number

        chat = self._chat
        if chat is None or line is None or line.answered is None:
            return
        self.show_problem("")
        if line.answered.message is not None:
            self._to_message(line.answered.message)
            return
        number = line.answered.number

        def show(found: int | None) -> None:
            if self._chat is not chat:
                return
            self._go_to_line(found)
            if found is None:
                self.show_problem(
                    self.context.tr("What it answers is not among the messages of this room.")
                )

        self.context.with_vault(
            lambda vault, _job: line_of_number(vault, chat, number), show, owner=self
        )

    def _to_day(self, text: str) -> None:
        from app.usecases.chats.chat_view import line_at_typed

        chat = self._chat
        if chat is None or not text.strip():
            return
        self.show_problem("")

        def show(line: int) -> None:
            if self._chat is chat:
                self._go_to_line(line)
                self.view.setFocus()

        self.context.with_vault(
            lambda vault, _job: line_at_typed(vault, chat, text), show, owner=self, place=self
        )

    def _seek(self, words: str) -> None:
        from app.usecases.chats.chat_view import find_in_chat

        chat, near = self._chat, self._current()
        if chat is None:
            return
        self.show_problem("")
        from_here = None if near is None else near.message.id

        def show(found: FoundLines) -> None:
            if self._chat is chat:
                self.finder.show_found(found)
                self.view.light(words if found.messages else "")
                self._step(0)

        self.context.with_vault(
            lambda vault, _job: find_in_chat(vault, chat, words, from_here),
            show,
            owner=self,
            place=self,
        )

    def _step(self, step: int) -> None:
        message = self.finder.message(step)
        if message is not None:
            self._to_message(message)

    def _to_life(self) -> None:
        if self._chat is not None:
            self.context.go("room_life", self._chat.room.id)

    def _to_first_file(self) -> None:
        line = self._current()
        items = [one.item for one in line.message.media if one.item] if line is not None else []
        if items:
            self._to_file(items[0])

    def _to_file(self, item_id: str) -> None:
        self.context.go("view", item_id)

    # What the person says.

    def _mark(self, deed: Deed | None) -> None:
        from ui.pages.rooms.marks import say_of_message

        case, line = self.context.session.case, self._current()
        if case is not None and line is not None:
            message = line.message.id
            self.context.with_vault(
                lambda vault, _job: say_of_message(vault, case.id, message, deed),
                lambda _said: self.view.lines_model.stale(),
                owner=self,
            )

    def _own(self, own: bool) -> None:
        from app.usecases.chats.chat_view import say_own

        case, line = self.context.session.case, self._current()
        account = None if line is None else line.message.account
        if case is not None and account is not None:
            self.context.with_vault(
                lambda vault, _job: say_own(vault, case.id, account, own=own),
                lambda _said: self.view.lines_model.stale(),
                owner=self,
            )
