"""What happens next: dates to come, what was handed in and its life, where links stand.

One calm page. Nothing is counted as late, nothing reminds outside the program.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from app.domain.follow_up.ledger_words import LINK_STATES, NO_ADVICE
from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.pages.item.row import row
from ui.pages.ledger.came_back_card import GivenBack, given_back_card, read_given_back
from ui.pages.ledger.days_card import DaysCard
from ui.pages.ledger.saying import date_about, date_basis, date_head, step_in_words
from ui.pages.page import Page
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, row_of
from ui.widgets.life_line import LifeLine
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.follow_up.deadlines import NextDate, TypedDay
    from app.usecases.follow_up.fates import FateRow
    from app.usecases.follow_up.ledger import FilingRow, Offered
    from app.usecases.vault.vaults import OpenVault

FIRST_DATES = 6
FIRST_FILINGS = 12
LONGEST = 120


@dataclass(frozen=True)
class Shown:
    """All that the page shows of one case, in one language."""

    dates: tuple[NextDate, ...]
    days: tuple[TypedDay, ...]
    filings: tuple[FilingRow, ...]
    offered: tuple[Offered, ...]
    links: tuple[FateRow, ...]
    given_back: GivenBack


class LedgerPage(Page):
    """Cards below each other: what may be written down, dates, lives, links."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._shown: Shown | None = None
        self._all_dates = self._all_filings = False
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """A column that is made anew with the data, and the days that can be told."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What happens next"))
        self.head_button(
            lambda: tr("Write down what was handed in"),
            lambda: self.context.go("filing"),
            filled=True,
        )
        intro = Words("", "soft")
        self.say(
            intro.say,
            lambda: tr("What was handed in, what usually follows, and days worth knowing."),
        )
        self._column = Card(spacing=16)
        self._column.setProperty("kind", "plain")
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._days = DaysCard(self.context, self._read_again)
        self.desk.addWidget(intro)
        self.desk.addWidget(self._column)
        self.desk.addWidget(self._days)
        figures = Button("", QUIET)
        figures.clicked.connect(lambda *_: self.context.go("figures"))
        self.say(figures.say, lambda: tr("Figures over all cases"))
        came_back = Button("", QUIET)
        came_back.clicked.connect(lambda *_: self.context.go("came_back"))
        self.say(came_back.say, lambda: tr("What recipients gave back"))
        self.desk.addLayout(row_of(came_back, figures))

    def refresh(self, subject: object = None) -> None:
        """Read everything anew."""
        case, language = self.context.session.case, self.context.language.texts.language
        if case is None:
            return

        def show(shown: Shown) -> None:
            self._shown = shown
            self._days.show_days(shown.days)
            self._draw()

        self.context.with_vault(
            lambda vault, _job: _read(vault, case.id, language), show, owner=self
        )

    def retext(self) -> None:
        """Dates have words of their own, so they are read anew."""
        super().retext()
        self._days.retext()
        if self._shown is not None:
            self.refresh()

    def clear(self) -> None:
        """Let go of everything."""
        self._shown, self._all_dates, self._all_filings = None, False, False
        self._column.empty()
        self._days.clear()

    def _read_again(self) -> None:
        self.refresh()

    def _draw(self) -> None:
        shown = self._shown
        self._column.empty()
        if shown is None:
            return
        tr = self.context.tr
        if shown.offered:
            self._column.add(self._offered_card(shown.offered))
        self._column.add(self._dates_card(shown.dates))
        newest = shown.filings[::-1]
        many = newest if self._all_filings else newest[:FIRST_FILINGS]
        for filing in many:
            self._column.add(self._filing_card(filing))
        if len(newest) > len(many):
            self._column.add_row(self._quiet(tr("Show the others too"), self._show_all_filings))
        if shown.given_back:
            self._column.add(given_back_card(self.context, shown.given_back))
        if shown.links:
            self._column.add(self._links_card(shown.links))

    def _offered_card(self, offered: tuple[Offered, ...]) -> Card:
        from app.usecases.follow_up.ledger import recipient_name

        tr, language = self.context.tr, self.context.language.texts.language
        card = Card("fact", spacing=8)
        card.add(Words(tr("If you handed it over: shall it be written down?"), "strong"))
        for one in offered:
            name = recipient_name(one.recipient, language)
            card.add(row(name, tr("Write it down"), partial(self.context.go, "filing", one.report)))
        return card

    def _dates_card(self, dates: tuple[NextDate, ...]) -> Card:
        tr = self.context.tr
        card = Card(spacing=14)
        card.add(Words(tr("Days worth knowing"), "lead"))
        if not dates:
            card.add(Words(tr("No date is known yet. That is fine."), "soft"))
        many = dates if self._all_dates else dates[:FIRST_DATES]
        for one in many:
            part = Card("plain", spacing=2)
            part.inside.setContentsMargins(0, 0, 0, 0)
            part.add(
                Words(date_head(one, self.context), "soft" if one.passed else "strong"),
                Words(date_about(one, self.context), "soft"),
                Words(date_basis(one, self.context), "quiet"),
            )
            if one.links:
                part.add_row(self._quiet(tr("See these links"), partial(self._links, one.links)))
            card.add(part)
        if any(one.law for one in many):
            card.add(Words(tr(NO_ADVICE), "quiet"))
        if len(dates) > len(many):
            card.add_row(self._quiet(tr("Show the others too"), self._show_all))
        return card

    def _filing_card(self, one: FilingRow) -> Card:
        from app.usecases.follow_up.ledger import follows, recipient_name

        tr, language = self.context.tr, self.context.language.texts.language
        card = Card(spacing=8)
        card.add(Words(one_line(recipient_name(one.filing.recipient, language), LONGEST), "lead"))
        card.add(LifeLine([step_in_words(step, self.context) for step in one.steps]))
        if one.receipt:
            said = tr("Receipt no. {number}", number=one_line(one.receipt, LONGEST))
            number = partial(self.context.copy, one.receipt)
            card.add(row(said, tr("Copy"), number))
        card.add(Words(follows(one, language), "soft"))
        press = Button("", SECONDARY)
        press.say(tr("Write down news"))
        press.clicked.connect(lambda *_: self.context.go("filing", one.filing.id))
        card.add_row(press)
        return card

    def _links_card(self, links: tuple[FateRow, ...]) -> Card:
        tr = self.context.tr
        card = Card(spacing=8)
        card.add(Words(tr("Where the links stand"), "lead"))
        counts = Counter(one.state for one in links)
        said = [
            f"{tr(word)} {counts[state]:,}" for state, word in LINK_STATES.items() if counts[state]
        ]
        card.add(Words(" · ".join(said), "text"))
        press = Button("", SECONDARY)
        press.say(tr("Say where links stand"))
        press.clicked.connect(lambda *_: self.context.go("fates"))
        card.add_row(press)
        return card

    def _quiet(self, said: str, press: Callable[[], object]) -> Button:
        made = Button("", QUIET)
        made.say(said)
        made.clicked.connect(lambda *_: press())
        return made

    def _links(self, links: tuple[str, ...]) -> None:
        self.context.go("fates", links)

    def _show_all_filings(self) -> None:
        self._all_filings = True
        self._draw()

    def _show_all(self) -> None:
        self._all_dates = True
        self._draw()


def _read(vault: OpenVault, case: str, language: str) -> Shown:
    from app.usecases.follow_up.deadlines import next_dates, typed_days
    from app.usecases.follow_up.fates import list_fates
    from app.usecases.follow_up.ledger import list_filings, offered

    return Shown(
        next_dates(vault, case, language),
        typed_days(vault, case, language),
        list_filings(vault, case),
        offered(vault, case),
        list_fates(vault, case),
        read_given_back(vault, case),
    )
