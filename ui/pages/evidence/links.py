"""The links of a case as text, with what may mislead about them. None can be opened here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.chats.link_shape import WARNINGS, LinkWarning
from app.domain.chats.link_words import link_kind_in_words
from app.domain.follow_up.fates import LinkState
from app.domain.follow_up.ledger_words import LINK_STATES, REMOVED
from app.domain.text.textsafe import one_line, visible
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said, StatePill
from ui.pages.chat.place import ChatPlace
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card, fact
from ui.widgets.empty import EmptyNote
from ui.widgets.rows_view import RowsView
from ui.widgets.words import Words
from ui.wording import clock, full_moment

if TYPE_CHECKING:
    from app.usecases.follow_up.fates import FateRow
    from app.usecases.items.links import LinkRow
    from app.usecases.vault.vaults import OpenVault

LENGTH = 300


class LinksPage(Page):
    """A list, and beside the chosen link what it is."""

    place = "rooms"

    def __init__(self, context: Context) -> None:
        self._chosen: LinkRow | None = None
        self._fates: dict[str, FateRow] = {}
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The list above, the chosen link below."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Links"))
        self.head_button(
            lambda: tr("Back to the rooms"), lambda: self.context.go("rooms"), filled=False
        )
        self.head_button(
            lambda: tr("Say where links stand"), lambda: self.context.go("fates"), filled=False
        )
        hint = Words("", "quiet")
        self.say(hint.say, lambda: tr("Links are kept as text. None is opened from here."))
        self._model = PagedModel(self._words_of, self, pill=self._state_of)
        view = RowsView()
        view.setModel(self._model)
        view.opened.connect(lambda index: self._choose(index.data(ROW)))
        self.say(view.setAccessibleName, lambda: tr("Links"))
        self._list = Card()
        self._list.add(view)
        self._details = Card("fact")
        self._details.hide()
        self._empty = EmptyNote("rooms")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Links that stand in messages and pages will be here."),
        )
        self.desk.addWidget(hint)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._list, 1)
        self.desk.addWidget(self._details)

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the links."""
        case = self.context.session.case
        if case is None:
            return

        def show(read: tuple[tuple[LinkRow, ...], dict[str, FateRow]]) -> None:
            self._fates = read[1]
            self._show(read[0])

        self.context.with_vault(lambda vault, _job: _read(vault, case.id), show, owner=self)

    def retext(self) -> None:
        """Rows and details too."""
        super().retext()
        self._model.reword()
        if self._chosen is not None:
            self._choose(self._chosen)

    def clear(self) -> None:
        """Let go of everything."""
        self._fates = {}
        self._show(())

    def _show(self, rows: tuple[LinkRow, ...]) -> None:
        self._chosen = None
        self._details.empty()
        self._details.hide()
        self._model.clear()
        # What may mislead comes first; the rest in the order it was seen.
        self._model.add(sorted(rows, key=lambda row: not row.warnings), complete=True)
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))

    def _choose(self, row: LinkRow) -> None:
        tr = self.context.tr
        self._chosen = row
        self._details.empty()
        self._details.add(Words(visible(row.link.normal, LENGTH), "strong").selectable())
        self._details.add(Words(self._kind(row), "soft"))
        for one in row.warnings:
            self._details.add(Words(self._sentence(one), "care"))
        if row.link.original != row.link.normal:
            self._details.add(fact(tr("As it was found"), visible(row.link.original, LENGTH)))
        if row.link.position:
            self._details.add(fact(tr("Place in the source"), one_line(row.link.position, LENGTH)))
        if row.expires_ms is not None:
            self._details.add(fact(tr("Ends by its own word"), clock(row.expires_ms)))
        fate = self._fates.get(row.link.id)
        if fate is not None and fate.steps:
            since = full_moment(fate.steps[-1].at, self.context)
            self._details.add(fact(tr(LINK_STATES[fate.state]), since))
        say = Button("", SECONDARY)
        say.say(tr("Say where it stands"))
        say.clicked.connect(lambda *_: self.context.go("fates", row.link.id))
        message = row.link.message
        if message is None:
            self._details.add_row(say)
        else:
            there = Button("", SECONDARY)
            there.say(tr("See it in the chat"))
            there.clicked.connect(lambda *_: self.context.go("chat", ChatPlace(message_id=message)))
            self._details.add_row(there, say)
        self._details.show()

    def _sentence(self, one: LinkWarning) -> str:
        return self.context.tr(
            WARNINGS[one.warn],
            host=one_line(one.host, 80),
            shown=one_line(one.shown, 80),
            known=one.known,
        )

    def _kind(self, row: LinkRow) -> str:
        return link_kind_in_words(row.link.kind, self.context.language.texts)

    def _state_of(self, row: LinkRow) -> StatePill | None:
        """Where the link stands; nothing where nobody said anything of it yet."""
        fate = self._fates.get(row.link.id)
        if fate is None or not fate.steps:
            return None
        look, shape = "slate", "→"
        if fate.state in REMOVED:
            look, shape = "accent", "✓"
        elif fate.state is LinkState.BACK:
            look, shape = "warm", "↑"
        return StatePill(shape, self.context.tr(LINK_STATES[fate.state]), look)

    def _words_of(self, row: LinkRow) -> Said:
        told = " ".join(self._sentence(one) for one in row.warnings)
        times = self.context.ntr("found {count} time", "found {count} times", row.times)
        return one_line(row.link.normal, 200), told or self._kind(row), times


def _read(vault: OpenVault, case: str) -> tuple[tuple[LinkRow, ...], dict[str, FateRow]]:
    from app.usecases.follow_up.fates import list_fates
    from app.usecases.items.links import list_links

    return list_links(vault, case), {one.link.id: one for one in list_fates(vault, case)}
