"""One receipt: when, which checks passed there, by whose words; and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.pages.item.row import row
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.follow_up.came_back import ReceiptShown
    from app.usecases.follow_up.ledger import FilingRow

LONGEST = 120


def receipt_card(
    context: Context,
    shown: ReceiptShown,
    filings: Sequence[FilingRow],
    confirm: Callable[[str, str | None], object],
) -> Card:
    """The card; `confirm` hears of the receipt and the filing that was chosen, None for a new one.

    What a recipient wrote of itself is told as its own words.
    """
    tr, checks = context.tr, shown.checks
    card = Card(spacing=8)
    card.add(Words(tr("Receipt of {when}", when=clock(shown.made_ms)), "lead"))
    if shown.who:
        card.add(Words(tr("By its own words from: {who}", who=one_line(shown.who, LONGEST))))
    if checks.passed and not checks.failed:
        card.add(Words(tr("All checks that were made there passed.")))
    else:
        numbers = ", ".join(map(str, checks.passed)) or "–"
        card.add(Words(tr("Checks passed there: {numbers}", numbers=numbers)))
    if checks.failed:
        failed = ", ".join(map(str, checks.failed))
        card.add(Words(tr("Not matching there: {numbers}", numbers=failed), "care"))
    card.add(
        Words(
            tr(
                "It shows that whoever signed had your bundle open. Who that is, a phone call "
                "can tell: the key is {signer}",
                signer=shown.receipt.signer,
            ),
            "quiet",
        )
    )
    if shown.receipt.filing is not None:
        filing = shown.receipt.filing
        card.add(
            row(
                tr("It is written down with what was handed in."),
                tr("See it"),
                lambda: context.go("filing", filing),
            )
        )
    else:
        _choose(context, card, shown.receipt.id, filings, confirm)
    return card


def _choose(
    context: Context,
    card: Card,
    receipt: str,
    filings: Sequence[FilingRow],
    confirm: Callable[[str, str | None], object],
) -> None:
    from app.usecases.follow_up.ledger import recipient_name

    tr, language = context.tr, context.language.texts.language
    values: list[str | None] = [one.filing.id for one in filings]
    values.append(None)
    box = ChoiceBox()
    box.setAccessibleName(tr("What it answers"))
    box.addItems(
        [one_line(recipient_name(one.filing.recipient, language), LONGEST) for one in filings]
    )
    box.addItem(tr("Write it down as newly handed in"))
    press = Button(tr("Write it down"), SECONDARY)
    press.clicked.connect(lambda *_: confirm(receipt, values[box.currentIndex()]))
    card.add(Words(tr("What it answers"), "quiet"), box)
    card.add_row(press)
