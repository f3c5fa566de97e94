"""The guides to keeping evidence: all as cards, or one in numbered steps with drawings.

Needs no vault. Unless the case says that nobody under 19 is shown, the steps are worded as if
somebody were; the person can choose otherwise anywhere. Facts carry the day they were read on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_
from ui.context import Context
from ui.pages.page import Page
from ui.places import NEEDS_NO_VAULT
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.flow import Flow
from ui.widgets.guide_drawing import GuideDrawing
from ui.widgets.step_card import StepCard
from ui.widgets.tick import Tick
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.program.guiding import GuideName, ToldGuide, ToldStep
    from app.usecases.vault.vaults import OpenVault

WAYS = {
    "help": N_("See who can help"),
    "five_minutes": N_("Keep it now"),
    "links": N_("Write down links"),
    "payments": N_("Note what was paid"),
    "evidence": N_("To what is collected"),
    "watch": N_("From a folder or a phone"),
    "reports": N_("To the reports"),
    "hand_over": N_("To the handing over"),
    "ledger": N_("What happens next"),
}
"""What the button of a step says, by the page it leads to."""


class GuidePage(Page):
    """A column of cards that is made anew for each guide."""

    place = "help"

    def __init__(self, context: Context) -> None:
        self._guide = ""
        self._title = ""
        self._said = False
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Ways back above, the question of age, the cards."""
        tr = self.context.tr
        self.say(self.title.say, lambda: self._title or tr("How to keep evidence"))
        self.all_guides = self.head_button(
            lambda: tr("All guides"), lambda: self.context.go("guide", ""), filled=False
        )
        self.back = self.head_button(
            lambda: tr("Back to where you were"), self.context.ways.back.emit, filled=False
        )
        self._minor = Tick()
        self.say(self._minor.say, lambda: tr("Somebody under 19 is or may be shown"))
        self._minor.setChecked(True)
        self._minor.toggled.connect(self._said_by_hand)
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self._minor.hide()
        self.desk.addWidget(self._minor)
        self.desk.addWidget(self._column)

    def refresh(self, subject: object = None) -> None:
        """Show the guide that `subject` names, or all of them."""
        self._guide = subject if isinstance(subject, str) else ""
        self.back.setVisible(self.context.ways.can_go_back)
        case = self.context.session.case
        if case is not None and case.minor_mode:
            self._ask(on=True)
        elif case is not None and self.context.session.is_open and not self._said:
            self._take_from_case(case.id)
            return
        self._read()

    def _take_from_case(self, case: str) -> None:
        """What was answered there; where nothing was, the words without pictures."""

        def answered(vault: OpenVault, _job: Job) -> bool:
            from app.usecases.case.protecting import may_be_under_19

            return may_be_under_19(vault, case)

        def show(may_be: bool) -> None:
            self._ask(on=may_be)
            self._read()

        self.context.with_vault(answered, show, owner=self)

    def _said_by_hand(self, _on: bool) -> None:
        self._said = True
        self._read()

    def leave_case(self) -> None:
        """Another case has another answer."""
        self._said = False
        self._ask(on=True)

    def on_changed(self, what: object) -> None:
        """Nothing here hangs on what is in a case."""

    def retext(self) -> None:
        """The steps too."""
        super().retext()
        self._read()

    def clear(self) -> None:
        """That somebody is under 19 tells of the case."""
        self.leave_case()

    def _ask(self, *, on: bool) -> None:
        self._minor.blockSignals(True)
        self._minor.setChecked(on)
        self._minor.blockSignals(False)

    def _read(self) -> None:
        texts, name, minor = self.context.language.texts, self._guide, self._minor.isChecked()
        self.all_guides.setVisible(bool(name))

        def read_one(_job: Job) -> ToldGuide:
            from app.usecases.program.guiding import (
                tell_guide,  # loaded on the lane: the window goes on
            )

            return tell_guide(name, texts, minor=minor)

        def read_all(_job: Job) -> tuple[GuideName, ...]:
            from app.usecases.program.guiding import guide_names

            return guide_names(texts)

        if name:
            self.context.without_vault(read_one, self._show_one, owner=self)
        else:
            self.context.without_vault(read_all, self._show_all, owner=self)

    def _show_all(self, names: tuple[GuideName, ...]) -> None:
        self._titled("")
        self._minor.hide()
        self._column.empty()
        for one in names:
            self._column.add(self._card(one))
        self._column.add(self._to_limits())

    def _show_one(self, told: ToldGuide) -> None:
        self._titled(told.title)
        self._minor.setVisible(told.changes)
        self._column.empty()
        self._column.add(Words(told.about, "soft"))
        for number, step in enumerate(told.steps, 1):
            self._column.add(self._step(number, step))
        self._column.add(self._rest(told))

    def _titled(self, title: str) -> None:
        self._title = title
        self.title.say(title or self.context.tr("How to keep evidence"))

    def _card(self, one: GuideName) -> Card:
        card, words = Card(), QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(one.title, "strong"))
        words.addWidget(Words(one.about, "soft"))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(words, 1)
        look = self._way(self.context.tr("Read"), "guide", one.id)
        look.setAccessibleName(f"{self.context.tr('Read')}: {one.title}")
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        card.inside.addLayout(row)
        return card

    def _step(self, number: int, step: ToldStep) -> StepCard:
        card = StepCard(number)
        card.lead.say(step.text)
        card.what.hide()
        if step.more:
            card.put(Words(step.more, "soft"))
        if step.care:
            card.put(Words(step.care, "care"))
        if step.drawing is not None:
            card.put(GuideDrawing(step.drawing, self.context.language.texts.language))
        if step.goes and (self.context.session.is_open or step.goes in NEEDS_NO_VAULT):
            card.put_beside(self._way(self.context.tr(WAYS[step.goes]), step.goes, None))
        return card

    def _rest(self, told: ToldGuide) -> QWidget:
        tr, card = self.context.tr, Card(spacing=8)
        if told.leads_to:
            holder = QWidget()
            beside = Flow(holder)
            for one in told.leads_to:
                beside.addWidget(self._way(one.title, "guide", one.id))
            card.add(Words(tr("Goes well with it"), "strong"), holder)
        card.add(Words(told.checked, "soft"))
        card.add(Words(tr("Read in: {source}", source="; ".join(told.sources)), "soft"))
        return card

    def _to_limits(self) -> QWidget:
        holder = QWidget()
        Flow(holder).addWidget(self._way(self.context.tr("What this app can't do"), "limits", None))
        return holder

    def _way(self, text: str, page: str, subject: object) -> Button:
        button = Button("", SECONDARY)
        button.say(text)
        button.clicked.connect(lambda: self.context.go(page, subject))
        return button
