"""Rooms and accounts as they were seen, and what was said in a room.

Names are evidence: shown, never cleaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from app.domain.found_words import room_kind_in_words
from app.domain.platform_names import PLATFORMS
from app.domain.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.chat.place import ChatPlace
from ui.pages.page import Page
from ui.widgets.card import Card
from ui.widgets.empty import EmptyNote
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.chats import Account
    from app.jobs import Job
    from app.usecases.rooms import RoomRow
    from app.usecases.vaults import OpenVault

    Seen = tuple[tuple[RoomRow, ...], tuple[Account, ...], tuple[str, ...]]

NAME_LENGTH = 60


def _read(vault: OpenVault, case_id: str, _job: Job) -> Seen:
    from app.usecases.roomlife import unread_rooms
    from app.usecases.rooms import list_accounts, list_rooms

    return (
        list_rooms(vault, case_id),
        list_accounts(vault, case_id),
        unread_rooms(vault, case_id),
    )


class RoomsPage(Page):
    """Two lists beside each other."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """A card of rooms and a card of accounts."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Rooms and accounts"))
        self._older = self.head_button(
            lambda: tr("Look through older exports"), self._read_older, filled=False
        )
        self._older.hide()
        for name, text in (
            ("marks", lambda: tr("Threats and demands")),
            ("links", lambda: tr("Links")),
        ):
            self.head_button(text, lambda _=False, name=name: self.context.go(name), filled=False)
        self._rooms = PagedModel(self._room_words, self)
        self._accounts = PagedModel(self._account_words, self)
        self._empty = EmptyNote("rooms")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Rooms and accounts that stand in a chat export will be here."),
        )
        self._room_card, self._account_card = Card(), Card()
        room_view, account_view = RowsView(), RowsView()
        room_view.setModel(self._rooms)
        account_view.setModel(self._accounts)
        room_view.opened.connect(
            lambda index: self.context.go("chat", ChatPlace(room_id=index.data(ROW).room.id))
        )
        account_view.opened.connect(lambda index: self.context.go("account", index.data(ROW).id))
        room_lead, account_lead = Words("", "strong"), Words("", "strong")
        self.say(room_lead.say, lambda: tr("Rooms"))
        self.say(account_lead.say, lambda: tr("Accounts"))
        self.say(room_view.setAccessibleName, lambda: tr("Rooms"))
        self.say(account_view.setAccessibleName, lambda: tr("Accounts"))
        self._room_card.add(room_lead, room_view)
        self._account_card.add(account_lead, account_view)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._room_card, 1)
        row.addWidget(self._account_card, 1)
        self.desk.addWidget(self._empty, 1)
        self.desk.addLayout(row, 1)

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read both."""
        case = self.context.session.case
        if case is not None:
            self.context.with_vault(
                lambda vault, job: _read(vault, case.id, job), self._show, owner=self
            )

    def retext(self) -> None:
        """Rows too."""
        super().retext()
        self._rooms.reword()
        self._accounts.reword()

    def clear(self) -> None:
        """Let go of both."""
        self._show(((), (), ()))

    def _show(self, seen: Seen) -> None:
        for model, rows in ((self._rooms, seen[0]), (self._accounts, seen[1])):
            model.clear()
            model.add(rows, complete=True)
        self._older.setVisible(bool(seen[2]))
        anything = bool(seen[0] or seen[1])
        self._empty.setVisible(not anything)
        self._room_card.setVisible(anything)
        self._account_card.setVisible(anything)

    def _read_older(self) -> None:
        """What older imports kept is looked through once; stopped, it goes on the next time."""
        from app.usecases.roomlife import read_rooms

        case = self.context.session.case
        if case is not None:
            self._older.hide()
            self.context.with_vault(
                lambda vault, job: read_rooms(vault, case.id, job),
                lambda _read: self.refresh(),
                owner=self,
            )

    def _room_words(self, row: RoomRow) -> Said:
        room = row.room
        title = visible_name(room.title, NAME_LENGTH) or self.context.tr("Room without a name")
        parts = [
            self.context.tr(PLATFORMS[room.platform]),
            room_kind_in_words(room.kind, self.context.language.texts),
            one_line(room.native_id, 40),
        ]
        count = self.context.ntr("{count} message", "{count} messages", row.messages)
        return title, " · ".join(part for part in parts if part), count

    def _account_words(self, account: Account) -> Said:
        names = [visible_name(name, NAME_LENGTH) for name in account.names[:4]]
        first = " / ".join(names) or self.context.tr("Account without a name")
        platform = self.context.tr(PLATFORMS[account.platform])
        known = one_line(account.given_id, 60) or self.context.tr("known by name")
        return first, f"{platform} · {known}", ""
