"""Where links stand: hundreds at once, one key a state, and taken back as fast. None is opened."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.follow_up.ledger_words import LINK_STATES
from app.domain.text.textsafe import one_line
from ui.capture.pasting import pasted_text
from ui.context import Context
from ui.models.paged import ROW, PagedModel, Said
from ui.pages.ledger.fate_card import FateCard
from ui.pages.ledger.saying import day_in_words
from ui.pages.ledger.state_rows import KEYS, StateRows
from ui.pages.ledger.state_when import StateWhen
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyNote
from ui.widgets.flow import Flow
from ui.widgets.words import Words
from ui.wording import clock, kst

if TYPE_CHECKING:
    from app.usecases.follow_up.fates import FateRow
    from app.usecases.follow_up.ledger import FilingRow
    from app.usecases.vault.vaults import OpenVault


class FatesPage(Page):
    """States and a time above, the list of links, below it the history of the one opened."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._rows: tuple[FateRow, ...] = ()
        self._only: tuple[str, ...] = ()
        self._batches: list[tuple[str, ...]] = []
        self._states: dict[LinkState, Button] = {}
        self._card: FateCard
        super().__init__(context, scrolled=False)

    def build(self) -> None:
        """The row of states, the list, the history."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Where the links stand"))
        self.head_button(
            lambda: tr("What happens next"), lambda: self.context.go("ledger"), filled=False
        )
        hint = Words("", "soft")
        self.say(
            hint.say,
            lambda: tr("Space chooses a link, a digit says where it stands. No link is opened."),
        )
        self._view, self._model = StateRows(), PagedModel(self._words_of, self)
        self._view.setModel(self._model)
        self._view.stated.connect(self.state)
        self._view.undone.connect(self.undo)
        self._view.picked.connect(self._tell_chosen)
        keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, self.paste)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._view.opened.connect(lambda index: self._card.show_row(index.data(ROW)))
        self.say(self._view.setAccessibleName, lambda: tr("Links"))
        self._list = Card()
        self._list.add(self._view)
        self._card = FateCard(self.context, self._take_back)
        self._empty = EmptyNote("rooms")
        self.say(
            self._empty.sentence.say,
            lambda: tr("Links that stand in messages and pages will be here."),
        )
        begin = self._paste_button()
        self._empty.inside.insertWidget(3, begin, 0, Qt.AlignmentFlag.AlignCenter)
        self._problem = Words("", "care")
        self._problem.hide()
        self.desk.addWidget(hint)
        self.desk.addWidget(self._bar())
        self.desk.addWidget(self._problem)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._list, 1)
        self.desk.addWidget(self._card)

    def _bar(self) -> QWidget:
        """Choosing and taking back; a button for each state, named with its key; the time."""
        self._above = Card("plain", spacing=8)
        self._above.inside.setContentsMargins(0, 0, 0, 0)
        states = QWidget()
        flow = Flow(states)
        for number, state in enumerate(KEYS.values(), 1):
            made = self._states[state] = Button("", SECONDARY)
            made.clicked.connect(lambda *_, said=state: self.state(said))
            self.say(made.say, partial(self._name_of, number, state))
            flow.addWidget(made)
        self._when = StateWhen(self.context)
        self._above.inside.addLayout(self._choosing())
        self._above.add(states, self._when)
        return self._above

    def _choosing(self) -> QHBoxLayout:
        """All at once, how many are chosen, taking back, more links."""
        tr = self.context.tr
        row = QHBoxLayout()
        row.setSpacing(8)
        every, self._count = Button("", SECONDARY), Words("", "soft")
        self.say(every.say, lambda: tr("Choose all"))
        every.clicked.connect(lambda *_: self._view.selectAll())
        self.say(self._count.say, self._said_of_chosen)
        back, self._show_all = Button("", QUIET), Button("", QUIET)
        self.say(self._show_all.say, lambda: tr("Show all links"))
        self._show_all.clicked.connect(lambda *_: self._see_all())
        self._show_all.hide()
        self.say(back.say, lambda: tr("Take it back"))
        back.clicked.connect(lambda *_: self.undo())
        for widget in (every, self._count, back, self._paste_button(), self._show_all):
            row.addWidget(widget, 1 if widget is self._count else 0)
        return row

    def _paste_button(self) -> Button:
        made = Button("", QUIET)
        made.clicked.connect(lambda *_: self.paste())
        self.say(made.say, lambda: self.context.tr("Paste a list of links"))
        return made

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def refresh(self, subject: object = None) -> None:
        """Read the links; `subject` is one of them, or some that alone are shown."""
        if isinstance(subject, str | tuple):
            self._only = (subject,) if isinstance(subject, str) else tuple(map(str, subject))
        elif self.isVisible() and subject is None and not self._rows:
            self._only = ()
        self._read(place=0)

    def retext(self) -> None:
        """Rows and history too."""
        super().retext()
        self._when.retext()
        self._model.reword()
        self._card.retext()

    def on_changed(self, what: Changed) -> None:
        """Links may have come; where the keyboard stands stays."""
        self._read(place=self._view.currentIndex().row())

    def clear(self) -> None:
        """Let go of everything."""
        self._only, self._batches = (), []
        self._when.clear()
        self.show_problem("")
        self._show(())

    def show_problem(self, text: str) -> None:
        """A sentence above the list; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def state(self, state: LinkState) -> None:
        """Say where the chosen links stand; with none chosen, the one that the keyboard is on."""
        from app.usecases.follow_up.fates import state_links

        case, rows = self.context.session.case, self._view.meant()
        if case is None or not rows:
            return
        links = [row.link.id for row in rows]
        at, filing, note = self._when.at(), self._when.filing(), self._when.note()
        here = self._view.currentIndex().row()
        alone = not self._view.chosen()

        def done(steps: tuple[LinkStep, ...]) -> None:
            self._batches.append(tuple(one.id for one in steps))
            self._when.note_was_kept()
            self.show_problem("")
            self._read(place=here + alone)

        self.context.with_vault(
            lambda vault, _job: state_links(
                vault, case.id, links, state, at=at, filing_id=filing, note=note
            ),
            done,
            owner=self,
            place=self,
            must_finish=True,
        )

    def paste(self) -> None:
        """Keep the links of a pasted list, and show just these, so that one key says all of them.

        Those that the case has already are among them.
        """
        from app.usecases.intake.linking import AddedLink, add_links

        case, text = self.context.session.case, pasted_text()
        if case is None:
            return

        def done(added: tuple[AddedLink, ...]) -> None:
            self._only = tuple(dict.fromkeys(one.link.id for one in added))
            self.show_problem("")
            self._read(place=0)

        self.context.with_vault(
            lambda vault, _job: add_links(vault, case.id, text), done, owner=self, place=self
        )

    def undo(self) -> None:
        """Take back what was said last on this page."""
        if self._batches:
            self._take_back(self._batches.pop())

    def _take_back(self, steps: Sequence[str]) -> None:
        from app.usecases.follow_up.fates import take_back

        case = self.context.session.case
        if case is not None:
            here = self._view.currentIndex().row()
            gone = set(steps)
            left = (tuple(one for one in batch if one not in gone) for batch in self._batches)
            self._batches = [batch for batch in left if batch]
            self.context.with_vault(
                lambda vault, _job: take_back(vault, case.id, steps),
                lambda _done: self._read(place=here),
                owner=self,
                place=self,
            )

    def _said_of_chosen(self) -> str:
        count = len(self._view.selectionModel().selectedIndexes())
        if not count:
            return self.context.tr("Choose links, then say where they stand.")
        return self.context.ntr("{count} link is chosen.", "{count} links are chosen.", count)

    def _tell_chosen(self) -> None:
        """How many; without any, the buttons of states rest, and the keyboard goes to the list."""
        self._count.say(self._said_of_chosen())
        chosen = self._view.selectionModel().hasSelection()
        for button in self._states.values():
            if button.hasFocus() and not chosen:
                self._view.setFocus()
            button.setEnabled(chosen)

    def _name_of(self, number: int, state: LinkState) -> str:
        return f"{number}  {self.context.tr(LINK_STATES[state])}"

    def _see_all(self) -> None:
        self._only = ()
        self._read(place=0)

    def _read(self, *, place: int) -> None:
        case = self.context.session.case
        if case is None:
            return

        def show(read: tuple[tuple[FateRow, ...], tuple[FilingRow, ...]]) -> None:
            self._when.offer(read[1])
            self._show(read[0])
            self._view.go_to(max(place, 0))

        self.context.with_vault(lambda vault, _job: _read(vault, case.id), show, owner=self)

    def _show(self, rows: tuple[FateRow, ...]) -> None:
        some = tuple(one for one in rows if one.link.id in self._only)
        self._rows = some or rows
        self._show_all.setVisible(bool(some))
        self._model.clear()
        self._model.add(self._rows, complete=True)
        if len(some) == 1:
            self._view.selectAll()  # it was come to from this one
        self._tell_chosen()
        for widget in (self._list, self._above):
            widget.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        known = {one.link.id: one for one in self._rows}
        shown = self._card.link_id if not self._only or len(some) > 1 else self._only[0]
        self._card.show_row(known.get(shown))

    def _words_of(self, row: Any) -> Said:
        tr = self.context.tr
        said = [tr(LINK_STATES[row.state])]
        if row.steps and row.steps[-1].at is not None:
            at = row.steps[-1].at
            said.append(clock(at.at_ms) if at.at_ms is not None else one_line(at.original, 60))
        if row.came_back and row.state is not LinkState.BACK:
            said.append(tr("had been there again"))
        look = row.next_check_ms
        aside = ""
        if look is not None:
            day = day_in_words(kst(look).date(), self.context)
            aside = tr("look again on {day}", day=day)
        return one_line(row.link.normal, 200), " · ".join(said), aside


def _read(vault: OpenVault, case: str) -> tuple[tuple[FateRow, ...], tuple[FilingRow, ...]]:
    from app.usecases.follow_up.fates import list_fates
    from app.usecases.follow_up.ledger import list_filings

    return list_fates(vault, case), list_filings(vault, case)
