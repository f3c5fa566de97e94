"""What recipients gave back, in a few lines; taken in and answered on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.follow_up.came_back import ReceiptShown
    from app.usecases.follow_up.questions import Question
    from app.usecases.vault.vaults import OpenVault

LINES = 3
LONGEST = 160


@dataclass(frozen=True)
class GivenBack:
    """Receipts, oldest first, and questions in the order they came."""

    receipts: tuple[ReceiptShown, ...]
    questions: tuple[Question, ...]

    def __bool__(self) -> bool:
        return bool(self.receipts or self.questions)


def read_given_back(vault: OpenVault, case: str) -> GivenBack:
    """What there is of a case."""
    from app.usecases.follow_up.came_back import list_receipts
    from app.usecases.follow_up.questions import list_questions

    return GivenBack(list_receipts(vault, case), list_questions(vault, case))


def given_back_card(context: Context, given: GivenBack) -> Card:
    """The newest of each, and the way to all of them."""
    tr = context.tr
    card = Card(spacing=8)
    card.add(Words(tr("What recipients gave back"), "lead"))
    for receipt in given.receipts[: -LINES - 1 : -1]:
        card.add(Words(tr("Receipt of {when}", when=clock(receipt.made_ms))))
    for one in given.questions[: -LINES - 1 : -1]:
        card.add(Words(tr("A recipient asked: {text}", text=one_line(one.text, LONGEST))))
    press = Button("", SECONDARY)
    press.say(tr("See and write down"))
    press.clicked.connect(lambda *_: context.go("came_back"))
    card.add_row(press)
    return card
