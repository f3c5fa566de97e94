"""Messages that threaten or ask for money: what the person said, and hints where to look.

A hint is a word of a short, dated list, and never more than that. Each can stay unanswered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.chats.roomlife import Deed, Known
from app.domain.chats.roomlife_words import DEEDS, KNOWN
from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.chat.place import ChatPlace
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyNote
from ui.widgets.questions.deed_question import DeedQuestion
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.chats.chats import Message
    from app.domain.chats.roomlife import MessageMark
    from app.jobs import Job
    from app.usecases.chats.roomlife import Proposed
    from app.usecases.vault.vaults import OpenVault

    Read = tuple[tuple[tuple[MessageMark, Message], ...], tuple[Proposed, ...]]


def say_of_message(vault: OpenVault, case_id: str, message_id: str, deed: Deed | None) -> None:
    """Keep a deed of a message, or that it has none."""
    from app.usecases.chats.roomlife import mark_message

    for one in Deed if deed is None else (deed,):
        mark_message(vault, case_id, message_id, one, is_so=deed is not None)


def _read(vault: OpenVault, case_id: str, job: Job) -> Read:
    from app.usecases.chats.roomlife import marked_messages, proposed_messages

    return marked_messages(vault, case_id), proposed_messages(vault, case_id, job)


class Row:
    """A message of the list: with what was said of it, or the word that points at it."""

    def __init__(self, message: Message, deed: Deed, known: Known | None, word: str = "") -> None:
        self.message, self.deed, self.known, self.word = message, deed, known, word


class MarksPage(Page):
    """A list, and below it the chosen message with what can be said of it."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        self._chosen: Row | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The list above, the chosen message below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Threats and demands"))
        self.head_button(
            lambda: tr("Back to the rooms"), lambda: self.context.go("rooms"), filled=False
        )
        hint = Words("", "quiet")
        self.say(
            hint.say,
            lambda: tr("Some words point at these messages. Whether it is so, only you can say."),
        )
        self._model = PagedModel(self._words_of, self)
        view = RowsView()
        view.setModel(self._model)
        view.opened.connect(lambda index: self._choose(index.data(ROW)))
        self.say(view.setAccessibleName, lambda: tr("Messages"))
        self._list = Card()
        self._list.add(view)
        self._empty = EmptyNote("rooms")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Messages that you mark as a threat or a demand will be here."),
        )
        self._question = DeedQuestion(self.context)
        self._question.answered.connect(self._mark)
        there = Button("", SECONDARY)
        there.clicked.connect(self._to_chat)
        self.say(there.say, lambda: tr("See it in the chat"))
        self._question.add_row(there)
        self.desk.addWidget(hint)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._list, 1)
        self.desk.addWidget(self._question)

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read marks and hints."""
        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, job: _read(vault, case.id, job), self._show, owner=self
            )

    def retext(self) -> None:
        """Rows too."""
        super().retext()
        self._model.reword()
        self._question.retext()

    def clear(self) -> None:
        """Let go of everything."""
        self._show(((), ()))

    def _show(self, read: Read) -> None:
        marked, proposed = read
        rows = [Row(message, mark.deed, mark.known) for mark, message in marked]
        rows += [Row(one.message, one.deed, None, one.word) for one in proposed]
        self._chosen = None
        self._question.leave()
        self._model.clear()
        self._model.add(rows, complete=True)
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))

    def _choose(self, row: Row) -> None:
        self._chosen = row
        self._question.ask(row.message.text)

    def _to_chat(self, *_pressed: bool) -> None:
        if self._chosen is not None:
            self.context.go("chat", ChatPlace(message_id=self._chosen.message.id))

    def _mark(self, deed: Deed | None) -> None:
        case, row = self.context.session.case, self._chosen
        if case is None or row is None:
            return
        message = row.message.id
        self.context.with_vault(
            lambda vault, _job: say_of_message(vault, case.id, message, deed),
            lambda _said: self.refresh(),
            owner=self,
        )

    def _words_of(self, row: Row) -> Said:
        tr = self.context.tr
        message = row.message
        at_ms = message.shown.at_ms if message.shown else None
        when = clock(at_ms) if at_ms is not None else tr("no time")
        sender = visible_name(message.sender, 60)
        if row.known is None:
            told = tr(
                "perhaps, by the word “{word}”: {deed}", word=row.word, deed=tr(DEEDS[row.deed])
            )
        else:
            told = f"{tr(DEEDS[row.deed])} · {tr(KNOWN[row.known])}"
        return one_line(message.text, 200), f"{sender} · {told}" if sender else told, when
