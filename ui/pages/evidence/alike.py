"""Pictures that look alike, a pair at a time: covered, with where each was seen.

The program only proposes, the person decides. "Later" is always possible, and nothing tells how
many pairs are left.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.evidence.likeness import TURNS, Decision
from app.domain.evidence.likeness_words import CLOSENESS, DECISIONS, PROPOSED, TURNED
from app.i18n import N_
from ui.context import Context
from ui.pages.evidence.comparing import ComparingOffer
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, SECONDARY, Button
from ui.widgets.card import Card, row_of
from ui.widgets.columns import Columns
from ui.widgets.empty import EmptyNote
from ui.widgets.pictures.pair_side import PairSide
from ui.widgets.progress import ProgressPanel
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.likeness import Likeness
    from app.jobs import Job
    from app.usecases.items.alike import Pair
    from app.usecases.vault.vaults import OpenVault


class AlikePage(Page):
    """One pair, three answers. Shown with an item's identifier, only its pairs."""

    place = "evidence"

    def __init__(self, context: Context) -> None:
        self._pairs: list[Pair] = []
        self._item: str | None = None
        super().__init__(context)

    def build(self) -> None:
        """What this is, two covered pictures side by side, the answers under them."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Same pictures"))
        self.head_button(
            lambda: tr("Back to what is collected"),
            lambda: self.context.go("evidence"),
            filled=False,
        )
        self._progress = ProgressPanel(self.context)
        self._card = Card()
        about, self._close = Words("", "soft"), Words("", "strong")
        self.say(about.say, lambda: tr(PROPOSED))
        self._sides = (PairSide(self.context), PairSide(self.context))
        for side in self._sides:
            side.wanted.connect(partial(self._read_picture, side))
        self._answers = {
            Decision.SAME: Button("", PRIMARY),
            Decision.DIFFERENT: Button("", SECONDARY),
            Decision.OPEN: Button("", QUIET),
        }
        for decision, button in self._answers.items():
            button.clicked.connect(partial(self._answer, decision))
            text = N_("Later") if decision is Decision.OPEN else DECISIONS[decision]
            self.say(button.say, partial(tr, text))
        self._card.add(about, self._close)
        beside = Columns(1, 1, gap=24)
        for column, side in zip(beside.columns, self._sides, strict=True):
            column.addWidget(side)
        self._card.inside.addLayout(beside)
        self._card.inside.addLayout(row_of(*self._answers.values()))
        self._empty = EmptyNote("evidence")
        self.say(self._empty.sentence.say, lambda: tr("There is no pair to look at here just now."))
        self._offer = ComparingOffer(self)
        self._offer.done.connect(self.refresh)
        self.desk.addWidget(self._progress)
        self.desk.addWidget(self._card)
        self.desk.addWidget(self._empty, 1)
        self.desk.addWidget(self._offer.progress)
        self.desk.addWidget(self._offer)
        self.clear()

    def refresh(self, subject: object = None) -> None:
        """Compare the pictures of the case, or one of them with the others."""
        from app.usecases.items.alike import proposals

        case = self.context.session.case
        if case is None:
            return
        self._item = item = subject if isinstance(subject, str) else None
        known = case.id

        def work(vault: OpenVault, job: Job) -> tuple[Pair, ...]:
            return proposals(vault, known, job, item=item)

        self._progress.follow(self.context.with_vault(work, self._show, owner=self))
        self._offer.refresh()

    def on_changed(self, what: Changed) -> None:
        """Only another case is compared anew: after an answer the next pair comes, as it stood."""
        if what is Changed.CASE:
            self.refresh()

    def retext(self) -> None:
        """The pair too."""
        super().retext()
        self._show_first()

    def repaint_icons(self) -> None:
        """The empty page's icon."""
        self._empty.repaint_icon()

    def clear(self) -> None:
        """Let go of the pairs and what is shown of them."""
        self._pairs = []
        self._card.hide()
        self._empty.hide()
        self._offer.clear()
        for side in self._sides:
            side.clear()

    def _show(self, pairs: tuple[Pair, ...]) -> None:
        self._pairs = list(pairs)
        self._show_first()
        self._empty.setVisible(not pairs)

    def _show_first(self) -> None:
        self._card.setVisible(bool(self._pairs))
        if not self._pairs:
            return
        pair, tr = self._pairs[0], self.context.tr
        close = tr(CLOSENESS[pair.likeness.closeness])
        turned = "" if pair.likeness.turned == TURNS[0] else f" · {tr(TURNED)}"
        self._close.say(close + turned)
        for side, place in zip(self._sides, (pair.first, pair.second), strict=True):
            side.show_place(place)

    def _read_picture(self, side: PairSide) -> None:
        from app.usecases.items.evidence import preview

        item = side.item
        if item is None:
            return

        def show(jpeg: bytes | None) -> None:
            if side.item == item:
                side.set_jpeg(jpeg)

        self.context.with_vault(lambda vault, _job: preview(vault, item), show, owner=self)

    def _answer(self, decision: Decision, *_: object) -> None:
        from app.usecases.items.alike import decide

        case = self.context.session.case
        if not self._pairs or case is None:
            return
        pair, known = self._pairs[0].likeness, case.id
        if decision is Decision.OPEN:
            self._next()
            return
        self.context.with_vault(
            lambda vault, _job: decide(vault, known, pair.first, pair.second, decision),
            lambda _kept: self._decided(pair),
            owner=self,
        )

    def _decided(self, pair: Likeness) -> None:
        if self._pairs and self._pairs[0].likeness is pair:  # a second click passes over no pair
            self._next()
        self.context.session.tell(Changed.EVIDENCE)

    def _next(self) -> None:
        self._pairs = self._pairs[1:]
        for side in self._sides:
            side.clear()
        self._show_first()
        self._empty.setVisible(not self._pairs)
