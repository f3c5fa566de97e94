"""Rooms and accounts as they were seen.

Names are evidence: shown, never cleaned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.chats.platform_names import PLATFORMS
from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.page import Page
from ui.pages.rooms.room_card import RoomCard
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.empty import EmptyNote
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.chats.chats import Account
    from app.jobs import Job
    from app.usecases.chats.rooms import RoomRow
    from app.usecases.vault.vaults import OpenVault

    Seen = tuple[tuple[RoomRow, ...], tuple[Account, ...], tuple[str, ...]]

NAME_LENGTH = 60
AT_FIRST = 30
MOST_ROWS = 9


def _read(vault: OpenVault, case_id: str, _job: Job) -> Seen:
    from app.usecases.chats.roomlife import unread_rooms
    from app.usecases.chats.rooms import list_accounts, list_rooms

    return (
        list_rooms(vault, case_id),
        list_accounts(vault, case_id),
        unread_rooms(vault, case_id),
    )


class RoomsPage(Page):
    """Rooms as cards, a few at first; beside them who was seen."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        self._rows: tuple[RoomRow, ...] = ()
        self._shown = AT_FIRST
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """Cards to the left, accounts to the right."""
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
        self._empty = EmptyNote("rooms")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Rooms and accounts that stand in a chat export will be here."),
        )
        guide = Button("", SECONDARY)
        guide.clicked.connect(lambda *_: self.context.go("guide", ""))
        self.say(guide.say, lambda: tr("How to keep evidence"))
        self._empty.offer(guide)
        self._board = QWidget()
        row = QHBoxLayout(self._board)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._build_rooms(), 3)
        row.addWidget(self._build_accounts(), 2, Qt.AlignmentFlag.AlignTop)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._board, 1)

    def _build_rooms(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        self._more = Button("", SECONDARY)
        self._more.clicked.connect(self._show_more)
        self.say(self._more.say, lambda: self.context.tr("Show more rooms"))
        column.addLayout(self._cards)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _build_accounts(self) -> Card:
        tr = self.context.tr
        self._accounts = PagedModel(self._account_words, self)
        self._account_view = RowsView()
        self._account_view.setModel(self._accounts)
        self._account_view.opened.connect(
            lambda index: self.context.go("account", index.data(ROW).id)
        )
        lead = Words("", "strong")
        self.say(lead.say, lambda: tr("Accounts"))
        self.say(self._account_view.setAccessibleName, lambda: tr("Accounts"))
        self._account_card = Card()
        self._account_card.add(lead, self._account_view)
        return self._account_card

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
        """Cards and rows too."""
        super().retext()
        self._show_cards()
        self._accounts.reword()

    def clear(self) -> None:
        """Let go of both."""
        self._shown = AT_FIRST
        self._show(((), (), ()))

    def _show(self, seen: Seen) -> None:
        self._rows = seen[0]
        self._show_cards()
        self._accounts.clear()
        self._accounts.add(seen[1], complete=True)
        most = min(max(len(seen[1]), 1), MOST_ROWS)
        self._account_view.setFixedHeight(most * row_height() + 4)
        self._older.setVisible(bool(seen[2]))
        self._empty.setVisible(not (seen[0] or seen[1]))
        self._board.setVisible(bool(seen[0] or seen[1]))
        self._account_card.setVisible(bool(seen[1]))

    def _show_cards(self) -> None:
        clear_layout(self._cards)
        for row in self._rows[: self._shown]:
            self._cards.addWidget(RoomCard(row, self.context))
        self._more.setVisible(len(self._rows) > self._shown)

    def _show_more(self, *_pressed: bool) -> None:
        begin, self._shown = self._shown, self._shown + AT_FIRST
        for row in self._rows[begin : self._shown]:
            self._cards.addWidget(RoomCard(row, self.context))
        self._more.setVisible(len(self._rows) > self._shown)

    def _read_older(self) -> None:
        """What older imports kept is looked through once; stopped, it goes on the next time."""
        from app.usecases.chats.roomlife import read_rooms

        case = self.context.session.case
        if case is not None:
            self._older.hide()
            self.context.with_vault(
                lambda vault, job: read_rooms(vault, case.id, job),
                lambda _read: self.refresh(),
                owner=self,
            )

    def _account_words(self, account: Account) -> Said:
        names = [visible_name(name, NAME_LENGTH) for name in account.names[:4]]
        first = " / ".join(names) or self.context.tr("Account without a name")
        platform = self.context.tr(PLATFORMS[account.platform])
        known = one_line(account.given_id, 60) or self.context.tr("known by name")
        return first, f"{platform} · {known}", ""
