"""A quiet card: what of a report's items stays here, since there is no consent for its recipient.

It names them and leads to the page of consent; it asks for nothing and shows no picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.items import Item
    from app.domain.reports.reports import Report
    from app.usecases.reports.consenting import Staying

MOST_NAMES = 6


class StayingCard(Card):
    """Shown where something stays; put away otherwise."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=6)
        self._context = context
        self._staying: Staying | None = None
        self.hide()

    def read(self, report: Report | None) -> None:
        """Ask what of a report stays; None puts the card away."""
        from app.usecases.reports.consenting import staying

        self.put_away()
        if report is not None:
            self._context.with_vault(
                lambda vault, _job: staying(vault, report.case, report.id), self._came, owner=self
            )

    def put_away(self) -> None:
        """Let go of what came from the vault."""
        self._staying = None
        self.empty()
        self.hide()

    def retext(self) -> None:
        """The same in another language."""
        if self._staying is not None:
            self._came(self._staying)

    def _came(self, found: Staying) -> None:
        tr = self._context.tr
        self.empty()
        self._staying = found
        self.setVisible(bool(found.items))
        if not found.items:
            return
        self.add(Words(tr("What stays here"), "quiet"))
        about = tr("There is no consent that these go to this recipient. The rest goes.")
        self.add(Words(about, "soft"), Words(item_names(found.items), "soft"))
        button = Button(tr("Consent"), SECONDARY)
        button.clicked.connect(lambda *_: self._context.go("consents", found.recipient))
        self.add_row(button)


def item_names(items: tuple[Item, ...]) -> str:
    """The first of them by name."""
    told = [one_line(item.name, 28) for item in items[:MOST_NAMES]]
    return ", ".join(told) + (", …" if len(items) > MOST_NAMES else "")
