"""What may be given to whom: a card a recipient, a box each, taken back as easily as given.

Nothing is sent from here, and nothing is asked for twice. Facts: domain 4.12 and 12.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea

from app.domain.reports.consent_words import HOW_WORDS
from app.domain.reports.consents import Consent, ConsentHow, ConsentKind
from app.i18n import N_
from ui.context import Context
from ui.pages.consents.items_card import ItemsCard
from ui.pages.consents.recipient_card import RecipientCard
from ui.pages.page import Page
from ui.session import Changed
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card, clear_layout
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.told_form import Asked, ToldForm
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.consenting import ConsentSaid, ItemConsent, RecipientConsents
    from app.usecases.vault.vaults import OpenVault

HOW = (
    Asked(
        "how", N_("How it was given"), choices=tuple((o.value, HOW_WORDS[o]) for o in ConsentHow)
    ),
    Asked("witness", N_("Who was present")),
    Asked("text_version", N_("Version of the text"), hint=N_("empty: the form of this program")),
    Asked("note", N_("Remarks")),
)


@dataclass(frozen=True)
class Known:
    """What the page shows: recipients, others to choose from, and the items of the open one."""

    rows: tuple[RecipientConsents, ...]
    bodies: tuple[tuple[str, str], ...]
    asked: bool
    items: tuple[ItemConsent, ...]


class ConsentsPage(Page):
    """How it is given above, then a card a recipient; the list of single items opens below."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._more: list[str] = []
        self._open: str | None = None
        self._bring = False
        self.cards: dict[str, RecipientCard] = {}
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """Everything but the recipients, which come with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("Consent"))
        self.head_button(lambda: tr("Reports"), lambda: self.context.go("reports"), filled=False)
        about = Words("", "soft")
        self.say(
            about.say,
            lambda: tr(
                "What may be given to whom, each by itself. It is taken back as it was given: "
                "with one click. What has left before does not come back."
            ),
        )
        self._by_choice = Card("fact")
        alone = Words("")
        self.say(
            alone.say,
            lambda: tr(
                "In your own vault nothing has to be ticked here. What you choose for a report "
                "goes, and the log keeps that it was your choice."
            ),
        )
        self._by_choice.add(alone)
        how = Card()
        lead = Words("", "soft")
        self.say(lead.say, lambda: tr("This is kept with every box that is ticked from now on."))
        self._how = ToldForm(self.context, HOW)
        self._problem = Words("", "care")
        self._problem.hide()
        how.add(lead, self._how, self._problem)
        self._items = ItemsCard(self.context, self._say_items, lambda: self._open_items(None))
        self._items.hide()
        self._recipients = Card("plain", spacing=16)
        self._recipients.inside.setContentsMargins(0, 0, 0, 0)
        self.desk.addWidget(about)
        self.desk.addWidget(self._by_choice)
        self.desk.addWidget(how)
        self.desk.addLayout(self._adding())
        self.desk.addWidget(self._recipients)

    def _adding(self) -> QHBoxLayout:
        """A recipient that no report was begun for yet."""
        tr = self.context.tr
        line = QHBoxLayout()
        line.setSpacing(8)
        self._body, add = ChoiceBox(), Button("", SECONDARY)
        self.say(self._body.setAccessibleName, lambda: tr("Another recipient"))
        self.say(add.say, lambda: tr("Add this recipient"))
        add.clicked.connect(lambda *_: self._add())
        form = Button("", QUIET)
        self.say(form.say, lambda: tr("The form to sign"))
        form.clicked.connect(lambda *_: self.context.go("interview", "kr.consent"))
        line.addWidget(self._body, 1)
        line.addWidget(add)
        line.addWidget(form)
        return line

    def refresh(self, subject: object = None) -> None:
        """Read everything; `subject` is a recipient that is to be among them."""
        case, language = self.context.session.case, self.context.language.texts.language
        if case is None:
            return
        if isinstance(subject, str) and subject not in self._more:
            self._more.append(subject)
        open_for, more = self._open, tuple(self._more)
        self.context.with_vault(
            lambda vault, _job: _known(vault, case.id, language, open_for, more),
            self._show,
            owner=self,
        )

    def retext(self) -> None:
        """Names of recipients come anew."""
        super().retext()
        self._how.retext()
        self._items.retext()
        if self.context.session.is_open and self.isVisible():
            self.refresh()

    def on_changed(self, what: Changed) -> None:
        """Items or reports may have come; what was typed stays."""
        self.refresh()

    def clear(self) -> None:
        """Let go of everything."""
        self._more, self._open = [], None
        self._how.show_values({})
        self.show_problem("")
        self._items.clear()
        self._empty_recipients()

    def show_problem(self, text: str) -> None:
        """A sentence below the form; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _show(self, known: Known) -> None:
        if self.context.session.case is None:
            return
        rows = known.rows
        shown = {row.recipient for row in rows}
        self._body.clear()
        for one, name in known.bodies:
            if one not in shown:
                self._body.addItem(name, one)
        self._by_choice.setVisible(not known.asked)
        self._show_cards(rows)
        opened = next((row for row in rows if row.recipient == self._open), None)
        self._items.setVisible(opened is not None)
        if opened is None:
            self._items.clear()
        else:
            name = opened.name if opened.recipient else self.context.tr("All recipients")
            self._items.show_items(name, known.items)
            if self._bring:
                self._bring = False
                QTimer.singleShot(0, self._items, self._bring_up)

    def _show_cards(self, rows: tuple[RecipientConsents, ...]) -> None:
        had = next(
            (
                (name, kind)
                for name, card in self.cards.items()
                for kind, tick in card.ticks.items()
                if tick is self.window().focusWidget()
            ),
            None,
        )
        self._empty_recipients()
        for row in rows:
            card = self.cards[row.recipient] = RecipientCard(
                self.context, row, turned=self._turned, single=self._open_items
            )
            self._recipients.add(card)
            if row.recipient == self._open:
                self._recipients.add(self._items)
        if had is not None and had[0] in self.cards:
            self.cards[had[0]].ticks[had[1]].setFocus()

    def _turned(self, recipient: str, kind: ConsentKind, held: Consent | None) -> None:
        """One click: give the box, or take it back."""
        from app.usecases.reports.consenting import give, withdraw

        case, said = self.context.session.case, self._said((kind,), recipient)
        if case is None:
            return

        def work(vault: OpenVault) -> None:
            if held is None:
                give(vault, case.id, said)
            else:
                withdraw(vault, case.id, [held.id])

        self._do(work)

    def _say_items(self, items: list[str], goes: bool) -> None:
        from app.usecases.reports.consenting import give, hold_back

        case, recipient = self.context.session.case, self._open
        if case is None or recipient is None or not items:
            return
        said = self._said((ConsentKind.THIRD_PARTY,), recipient, tuple(items))

        def work(vault: OpenVault) -> None:
            if goes:
                give(vault, case.id, said)
            else:
                hold_back(vault, case.id, recipient, items)

        self._do(work)

    def _do(self, work: object) -> None:
        def done(_nothing: None) -> None:
            self.show_problem("")
            self.refresh()

        self.context.with_vault(
            lambda vault, _job: work(vault),  # type: ignore[operator]
            done,
            owner=self,
            place=self,
            must_finish=True,
        )

    def _said(
        self, kinds: tuple[ConsentKind, ...], recipient: str, items: tuple[str, ...] = ()
    ) -> ConsentSaid:
        from app.usecases.reports.consenting import ConsentSaid

        how = self._how.values()
        return ConsentSaid(
            kinds, recipient, items, ConsentHow(how["how"]), how["witness"], how["text_version"],
            how["note"],
        )  # fmt: skip

    def _add(self) -> None:
        one = self._body.currentData()
        if one:
            self.refresh(str(one))

    def _bring_up(self) -> None:
        """Let the list that was opened be seen, and the keyboard stand in it."""
        area = self.findChild(QScrollArea)
        if area is not None and self._items.isVisible():
            area.ensureWidgetVisible(self._items)
            self._items.view.setFocus()

    def _empty_recipients(self) -> None:
        """Let the cards go; the list of items stays for the next one that opens it."""
        self._recipients.inside.removeWidget(self._items)
        self._items.hide()
        clear_layout(self._recipients.inside)
        self.cards = {}

    def _open_items(self, recipient: str | None) -> None:
        self._open = recipient
        self._bring = recipient is not None
        self.refresh()


def _known(
    vault: OpenVault, case: str, language: str, open_for: str | None, more: tuple[str, ...]
) -> Known:
    from app.usecases.follow_up.ledger import bodies
    from app.usecases.reports.consenting import by_recipient, is_asked, items_for

    items = () if open_for is None else items_for(vault, case, open_for)
    return Known(
        by_recipient(vault, case, language, also=more),
        bodies(language),
        is_asked(vault, case),
        items,
    )
