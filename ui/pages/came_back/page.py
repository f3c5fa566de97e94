"""Receipts and questions that came back from recipients. Nothing is sent from here.

What came back is words alone, written by somebody else, and shown with everything hidden in them
made visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ui.context import Context
from ui.pages.came_back.question_card import QuestionCard
from ui.pages.came_back.receipt_card import receipt_card
from ui.pages.page import Page
from ui.pages.path_rows import FileRow
from ui.session import Changed
from ui.widgets.buttons import PRIMARY, QUIET, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.i18n import Texts
    from app.usecases.follow_up.came_back import CameBack, ReceiptShown
    from app.usecases.follow_up.ledger import FilingRow
    from app.usecases.follow_up.questions import Question
    from app.usecases.vault.vaults import OpenVault


@dataclass(frozen=True)
class Shown:
    """All that the page shows of one case; what each receipt may answer comes with it."""

    receipts: tuple[tuple[ReceiptShown, tuple[FilingRow, ...]], ...]
    questions: tuple[Question, ...]
    answers: str


class CameBackPage(Page):
    """A card to take a file in, below it what is here."""

    place = "reports"

    def __init__(self, context: Context) -> None:
        self._shown: Shown | None = None
        self._cards: list[QuestionCard] = []
        super().__init__(context, narrow=True)

    def build(self) -> None:
        """The card to take in; the rest comes with the data."""
        tr = self.context.tr
        self.say(self.title.say, lambda: tr("What recipients gave back"))
        self.head_button(
            lambda: tr("What happens next"), lambda: self.context.go("ledger"), filled=False
        )
        card = Card()
        about = Words("", "soft")
        self.say(
            about.say,
            lambda: tr(
                "A recipient can hand back a receipt for your bundle, or questions on it, as a "
                "small file. Only what belongs to a bundle of this case is taken in."
            ),
        )
        self._row = FileRow(
            self,
            name=lambda: tr("The file that was handed back"),
            hint=lambda: tr("receipt.txt, questions.txt"),
        )
        self._take, self._problem, self._said = (
            Button("", PRIMARY),
            Words("", "care"),
            Words("", "strong"),
        )
        self._take.clicked.connect(lambda *_: self.take())
        self.say(self._take.say, lambda: tr("Take it in"))
        self._problem.hide()
        self._said.hide()
        card.add(about, self._row)
        card.add_row(self._take)
        card.add(self._problem, self._said)
        self._column = Card("plain", spacing=16)
        self._column.inside.setContentsMargins(0, 0, 0, 0)
        self.desk.addWidget(card)
        self.desk.addWidget(self._column)

    def refresh(self, subject: object = None) -> None:
        """Read everything anew."""
        case, texts = self.context.session.case, self.context.language.texts
        if case is None:
            return

        def show(shown: Shown) -> None:
            self._shown = shown
            self._draw()

        self.context.with_vault(lambda vault, _job: _read(vault, case.id, texts), show, owner=self)

    def on_changed(self, what: Changed) -> None:
        """What was typed stays while others change things."""

    def retext(self) -> None:
        """Cards too."""
        super().retext()
        if self._shown is not None:
            self._draw()

    def clear(self) -> None:
        """Let go of everything."""
        self._shown = None
        self._cards = []
        self._column.empty()
        self._row.clear()
        self.show_problem("")
        self._tell("")

    def show_problem(self, text: str) -> None:
        """A sentence below the file."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def take(self, path: Path | None = None) -> None:
        """Take in the file that was named."""
        from app.usecases.follow_up.came_back import take_reply

        case, tr = self.context.session.case, self.context.tr
        chosen = path or self._row.file()
        if case is None:
            return
        if chosen is None:
            self.show_problem(tr("Choose a file first."))
            return
        self.show_problem("")
        self._tell("")
        self.context.with_vault(
            lambda vault, _job: take_reply(vault, case.id, chosen),
            self._taken,
            owner=self,
            place=self,
            must_finish=True,
        )

    def _taken(self, came: CameBack) -> None:
        from app.usecases.follow_up.came_back import QuestionsTaken

        tr = self.context.tr
        self._row.clear()
        if isinstance(came, QuestionsTaken):
            said = tr("The questions are kept.")
            if came.gone:
                names = ", ".join(came.gone)
                said += " " + tr(
                    "Not kept, since these items are not here any more: {names}", names=names
                )
        else:
            said = tr("The receipt is kept.")
        self._tell(said)
        self.refresh()

    def _tell(self, text: str) -> None:
        self._said.say(text)
        self._said.setVisible(bool(text))

    def _draw(self) -> None:
        shown, tr = self._shown, self.context.tr
        typed = {card.question.id: card.said() for card in self._cards if card.changed()}
        self._cards = []
        self._column.empty()
        if shown is None:
            return
        if not shown.receipts and not shown.questions:
            self._column.add(Words(tr("Nothing came back yet. That is fine."), "soft"))
        for one, rows in shown.receipts:
            self._column.add(receipt_card(self.context, one, rows, self._confirm))
        for question in shown.questions:
            card = QuestionCard(self.context, question, self._answer)
            if question.id in typed:
                card.show_text(typed[question.id])
            self._cards.append(card)
            self._column.add(card)
        if shown.answers:
            copy = Button(tr("Copy the answers"), QUIET)
            copy.clicked.connect(partial(self._copy, shown.answers))
            self._column.add_row(copy)

    def _copy(self, text: str, *_: object) -> None:
        self.context.copy(text)

    def _confirm(self, receipt: str, filing: str | None) -> None:
        from app.usecases.follow_up.came_back import confirm_receipt

        case = self.context.session.case
        if case is None:
            return

        def done(_row: FilingRow) -> None:
            self.context.session.tell(Changed.REPORTS)
            self.refresh()

        self.context.with_vault(
            lambda vault, _job: confirm_receipt(vault, case.id, receipt, filing),
            done,
            owner=self,
            place=self,
            must_finish=True,
        )

    def _answer(self, card: QuestionCard) -> None:
        from app.usecases.follow_up.questions import answer_question

        case, question, said = self.context.session.case, card.question.id, card.said()
        if case is None:
            return

        def done(answered: Question) -> None:
            card.kept(answered)
            self.refresh()

        self.context.with_vault(
            lambda vault, _job: answer_question(vault, case.id, question, said),
            done,
            owner=self,
            place=card,
            must_finish=True,
        )


def _read(vault: OpenVault, case: str, texts: Texts) -> Shown:
    from app.usecases.follow_up.came_back import fitting_filings, list_receipts
    from app.usecases.follow_up.questions import answers_text, list_questions

    receipts = list_receipts(vault, case)[::-1]
    return Shown(
        tuple((one, fitting_filings(vault, case, one)) for one in receipts),
        list_questions(vault, case),
        answers_text(vault, case, texts),
    )
