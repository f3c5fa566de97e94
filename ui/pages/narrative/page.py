"""The account of events: lines to change, move, join and take out, each with what it comes from.

What is typed is kept by itself; a new draft only offers. The text goes into a report by the
report's own proposals, never from here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from app.domain.reports.narrative import NarrativeLine
from app.errors import OngiError
from app.i18n import N_
from ui.context import Context
from ui.pages.narrative.column import NEW, LinesColumn
from ui.pages.narrative.going import go_to
from ui.pages.narrative.line_row import LineRow
from ui.pages.narrative.offered import OfferedCard
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.reports.line_sources import WhereFrom
    from app.usecases.reports.narrating import Drafted, Offered
    from app.usecases.vault.vaults import OpenVault

    Work = Callable[[OpenVault, str, Job], "Acted"]

Lines = tuple[NarrativeLine, ...]

SAVE_AFTER_MS = 250
UNDO = 50
DRAWN = {
    1: N_("Much happened, so it is told day by day."),
    2: N_("Much happened, so each room is told day by day."),
    3: N_("Much happened, so each room is told as a whole."),
    4: N_("Much happened, so what is alike is told together."),
    5: N_("Much happened, so some of it is only pointed at."),
}
"""How far things were drawn together, by the grain of the draft."""


@dataclass(frozen=True)
class Acted:
    """The account after something was done; offers and grain where a draft was made."""

    lines: Lines
    sources: Mapping[str, tuple[WhereFrom, ...]]
    offered: tuple[Offered, ...] | None = None
    grain: int = 0


def _after(vault: OpenVault, case_id: str, lines: Lines) -> Acted:
    from app.usecases.reports.line_sources import sources_of

    return Acted(lines, sources_of(vault, case_id, lines))


def _after_draft(vault: OpenVault, case_id: str, drafted: Drafted) -> Acted:
    after = _after(vault, case_id, drafted.lines)
    return replace(after, offered=drafted.offered, grain=int(drafted.grain))


class NarrativePage(Page):
    """An introduction, what is offered, the lines."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._before: list[Lines] = []
        super().__init__(context, narrow=True)
        context.session.about_to_lock.connect(self.save)

    def build(self) -> None:
        """The head's acts, the offers, the lines' card."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Account of events"))
        self.head_button(
            lambda: tr("Back to the reports"), lambda: self.context.go("reports"), filled=False
        )
        self.undo_it = self.head_button(lambda: tr("Undo"), self.undo, filled=False)
        self.again = self.head_button(lambda: tr("Draft again"), self.draft, filled=False)
        self._intro, self._drawn = Words("", "soft"), Words("", "quiet")
        self.say(
            self._intro.say,
            lambda: tr(
                "Drafted from what is in the vault. Change it as you like: your words stay. "
                "A report can take it over, and you look at it there once more."
            ),
        )
        self.offers = OfferedCard(self.context, self._take)
        state = Words("", "quiet")
        self.say(state.say, lambda: tr("What you write is saved by itself."))
        self._problem = Words("", "care")
        self._problem.hide()
        for widget in (
            self._intro, self._drawn, self._problem, self.offers, self._lines_card(), state,
        ):  # fmt: skip
            self.desk.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self._drawn.hide()
        self._allow()

    def _lines_card(self) -> Card:
        tr = self.context.tr
        self._empty = Words("", "soft")
        self.say(
            self._empty.say,
            lambda: tr("What is kept can be told here in the order of time, in plain sentences."),
        )
        self.column = LinesColumn(self.context)
        self.column.typed.connect(self._type)
        self.column.left.connect(self.save)
        self.column.asked.connect(self._act)
        self.column.wanted.connect(lambda one: go_to(self.context, one))
        self.begin, self.more = Button("", PRIMARY), Button("", QUIET)
        self.begin.clicked.connect(lambda *_: self.draft())
        self.more.clicked.connect(lambda *_: self.column.add_new())
        self.say(self.begin.say, lambda: tr("Make a draft"))
        self.say(self.more.say, lambda: tr("Write another line"))
        card = Card(spacing=14)
        card.add(self._empty, self.column)
        card.add_row(self.begin, self.more)
        return card

    def refresh(self, subject: object = None) -> None:
        """Read the account; what was typed is kept before."""
        from app.usecases.reports.narrating import account_of

        case = self.context.session.case
        if case is None:
            return
        self.save()
        self.context.with_vault(
            lambda vault, _job: _after(vault, case.id, account_of(vault, case.id)),
            self._show,
            owner=self,
        )

    def on_changed(self, what: Changed) -> None:
        """A change elsewhere is offered by the next draft, never under what is being typed."""

    def retext(self) -> None:
        """Rows and offers too."""
        super().retext()
        self.column.retext()
        self.offers.retext()

    def hideEvent(self, event: object) -> None:
        """What was written is kept when the page is left."""
        self.save()

    def clear(self) -> None:
        """Let go of everything, also of what could be undone."""
        self._timer.stop()
        self._before = []
        self.show_problem("")
        self.column.empty()
        self.offers.offer(())
        self._drawn.say("")
        self._drawn.hide()
        self._allow()

    def draft(self) -> None:
        """Make the draft, or see what a new one has besides."""
        language = self.context.language.texts.language

        def work(vault: OpenVault, case_id: str, job: Job) -> Acted:
            from app.usecases.reports.narrating import draft_account

            return _after_draft(vault, case_id, draft_account(vault, case_id, language, job))

        self._run(work)

    def undo(self) -> None:
        """The account as it was before the last act."""
        if self._before:
            lines = self._before[-1]

            def work(vault: OpenVault, case_id: str, _job: Job) -> Acted:
                from app.usecases.reports.narrating import put_back

                return _after(vault, case_id, put_back(vault, case_id, lines))

            self._run(work, remember=False)

    def save(self) -> None:
        """Keep what was changed; nothing happens where nothing was."""
        self._timer.stop()
        case = self.context.session.case
        if case is not None and self.context.session.is_open:
            for row in self.column.rows():
                if row.is_changed and row.under_way != row.said():
                    self._keep(case.id, row)

    def _keep(self, case_id: str, row: LineRow) -> None:
        said, line = row.said(), row.line
        row.under_way = said

        def work(vault: OpenVault, _job: Job) -> NarrativeLine:
            from app.usecases.reports.narrating import add_line, change_line

            if line.id == NEW and not row.kept_as:
                made = add_line(vault, case_id, said)[-1]
                row.kept_as = made.id
                return made
            return change_line(vault, case_id, row.kept_as or line.id, said)

        def kept(changed: NarrativeLine) -> None:
            if row not in self.column.rows():
                return  # another case, or the line was taken out meanwhile
            row.under_way = ""
            row.show_problem("")
            if row.line.id == NEW:
                self.column.named(changed)
            row.line = changed
            self._allow()

        def refused(_error: OngiError) -> None:
            row.under_way = ""

        self.context.with_vault(work, kept, owner=self, place=row, failed=refused, must_finish=True)

    def _act(self, line_id: str, act: str) -> None:
        """Move, join or take out a line."""

        def work(vault: OpenVault, case_id: str, _job: Job) -> Acted:
            from app.usecases.reports import narrating

            if act == "join":
                lines = narrating.join_line(vault, case_id, line_id)
            elif act == "remove":
                lines = narrating.remove_line(vault, case_id, line_id)
            else:
                lines = narrating.move_line(vault, case_id, line_id, -1 if act == "up" else 1)
            return _after(vault, case_id, lines)

        self._run(work, focus=line_id)

    def _take(self, offered: Sequence[Offered]) -> None:
        """Put offered sentences in; what is left is offered on."""
        language = self.context.language.texts.language

        def work(vault: OpenVault, case_id: str, job: Job) -> Acted:
            from app.usecases.reports.narrating import draft_account, take

            take(vault, case_id, offered)
            return _after_draft(vault, case_id, draft_account(vault, case_id, language, job))

        self._run(work)

    def _run(self, work: Work, *, remember: bool = True, focus: str = "") -> None:
        """Do something with the account, after what was typed was kept; it can be undone."""
        case = self.context.session.case
        if case is None:
            return
        self.save()

        def do(vault: OpenVault, job: Job) -> tuple[Lines, Acted]:
            from app.usecases.reports.narrating import account_of

            return account_of(vault, case.id), work(vault, case.id, job)

        def done(both: tuple[Lines, Acted]) -> None:
            before, acted = both
            if not remember:
                del self._before[-1:]
            elif before and before != acted.lines:
                self._before = [*self._before[-UNDO:], before]
            self._show(acted)
            row = self.column.row(focus)
            if row is not None:
                row.write()

        self.context.with_vault(do, done, owner=self, place=self, must_finish=True)

    def show_problem(self, text: str) -> None:
        """A sentence above the lines; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _show(self, acted: Acted) -> None:
        self.show_problem("")
        self.column.show_lines(acted.lines, acted.sources)
        if acted.offered is not None:
            self.offers.offer(acted.offered)
            words = DRAWN.get(acted.grain)
            self._drawn.say(self.context.tr(words) if words else "")
            self._drawn.setVisible(bool(words))
        self._allow()

    def _type(self) -> None:
        self._timer.start()

    def _allow(self) -> None:
        """What can be done with what is there."""
        there = any(row.line.id != NEW for row in self.column.rows())
        self._empty.setVisible(not self.column.rows())
        self._intro.setVisible(there)
        self.begin.setVisible(not there)
        self.again.setVisible(there)
        self.undo_it.setVisible(bool(self._before))
