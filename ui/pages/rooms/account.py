"""One account: all names it had and since when, where it was as what, and what it did there.

Names are evidence: shown, never cleaned. What a message does is the person's word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.domain.chats.platform_names import PLATFORMS
from app.domain.chats.roomlife_words import DEEDS, HAPPENINGS, PARTS, event_detail
from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.pages.page import Page
from ui.widgets.card import Card, fact
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.domain.chats.chats import Message, Room
    from app.domain.chats.roomlife import MessageMark, RoomEvent, RoomMember
    from app.usecases.chats.roomlife import AccountLife
    from app.usecases.vault.vaults import OpenVault

    Read = tuple[AccountLife, dict[str, Room]]

NAME_LENGTH = 60
MOST_NAMES = 12
MOST_FORWARDED = 6


def _read(vault: OpenVault, case_id: str, account_id: str) -> Read:
    from app.usecases.chats.roomlife import account_life
    from app.usecases.chats.rooms import list_rooms

    rooms = {row.room.id: row.room for row in list_rooms(vault, case_id)}
    return account_life(vault, case_id, account_id), rooms


class AccountPage(Page):
    """Facts above, and below them everything it did as one list."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        self._account = ""
        self._read: Read | None = None
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """A card of names and numbers, a card of deeds."""
        tr = self.context.tr
        self.head_button(
            lambda: tr("Back to the rooms"), lambda: self.context.go("rooms"), filled=False
        )
        self._facts = Card()
        self._model = PagedModel(self._words_of, self)
        view = RowsView()
        view.setModel(self._model)
        view.hug()
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("What it did, and where"))
        self.say(view.setAccessibleName, lambda: tr("What it did, and where"))
        deeds = Card()
        deeds.add(lead, view)
        self.desk.addWidget(self._facts)
        self.desk.addWidget(deeds, 1, Qt.AlignmentFlag.AlignTop)

    def refresh(self, subject: object = None) -> None:
        """Read what is known of this account."""
        if isinstance(subject, str):
            self._account = subject
        case, account = self.context.session.case, self._account
        if case is not None and account:
            self.context.with_vault(
                lambda vault, _job: _read(vault, case.id, account), self._show, owner=self
            )

    def retext(self) -> None:
        """Facts and rows too."""
        super().retext()
        self._model.reword()
        if self._read is not None:
            self._say_facts(self._read[0])

    def clear(self) -> None:
        """Let go of everything."""
        self._account, self._read = "", None
        self.title.say("")
        self._facts.empty()
        self._model.clear()

    def _show(self, read: Read) -> None:
        self._read = read
        life = read[0]
        self._say_facts(life)
        self._model.clear()
        self._model.add((*life.marked, *life.parts, *life.events), complete=True)

    def _say_facts(self, life: AccountLife) -> None:
        tr = self.context.tr
        account = life.account
        names = [visible_name(one.name, NAME_LENGTH) for one in life.names]
        self.title.say(names[0] if names else tr("Account without a name"))
        self._facts.empty()
        known = one_line(account.given_id, NAME_LENGTH) or tr("known by name")
        self._facts.add(fact(tr(PLATFORMS[account.platform]), known))
        for one, name in list(zip(life.names, names, strict=True))[:MOST_NAMES]:
            since = clock(one.first_ms) if one.first_ms is not None else tr("no time")
            self._facts.add(fact(name, tr("first seen {time}", time=since)))
        if life.posts:
            count = self.context.ntr("{count} message", "{count} messages", life.posts)
            times = [clock(at) for at in (life.first_ms, life.last_ms) if at is not None]
            self._facts.add(fact(count, " – ".join(dict.fromkeys(times))))
        for name, times_forwarded in life.forwarded_from[:MOST_FORWARDED]:
            what = tr("Forwarded from {name}", name=visible_name(name, NAME_LENGTH))
            count = self.context.ntr("{count} message", "{count} messages", times_forwarded)
            self._facts.add(fact(what, count))

    def _words_of(self, row: object) -> Said:
        from app.domain.chats.roomlife import RoomEvent, RoomMember

        if isinstance(row, RoomMember):
            return self._part_words(row)
        if isinstance(row, RoomEvent):
            return self._event_words(row)
        return self._mark_words(row)  # type: ignore[arg-type]

    def _room(self, room_id: str) -> str:
        room = self._read[1].get(room_id) if self._read is not None else None
        title = visible_name(room.title, NAME_LENGTH) if room is not None else ""
        return title or self.context.tr("Room without a name")

    def _part_words(self, part: RoomMember) -> Said:
        tr = self.context.tr
        what = tr(PARTS[part.part])
        if part.posts:
            count = self.context.ntr("{count} message", "{count} messages", part.posts)
            what = f"{what} · {count}"
        when = clock(part.first_ms) if part.first_ms is not None else tr("no time")
        return f"{self._room(part.room)}: {what}", visible_name(part.name, NAME_LENGTH), when

    def _event_words(self, event: RoomEvent) -> Said:
        tr = self.context.tr
        at_ms = event.shown.at_ms if event.shown else None
        when = clock(at_ms) if at_ms is not None else tr("no time")
        what = f"{self._room(event.room)}: {tr(HAPPENINGS[event.kind])}"
        return what, event_detail(event), when

    def _mark_words(self, row: tuple[MessageMark, Message]) -> Said:
        tr = self.context.tr
        mark, message = row
        at_ms = message.shown.at_ms if message.shown else None
        when = clock(at_ms) if at_ms is not None else tr("no time")
        where = f"{tr(DEEDS[mark.deed])} · {self._room(message.room)}"
        return one_line(message.text, 200), where, when
