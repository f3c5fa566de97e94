"""Single items and one recipient: which may go, said for many at once. No picture is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.models.paged import PagedModel, Said
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.rows_view import RowsView, row_height
from ui.widgets.words import Words
from ui.wording import clock

if TYPE_CHECKING:
    from app.usecases.reports.consenting import ItemConsent

MOST_ROWS = 6


class ItemsCard(Card):
    """A list with boxes; `say` gets the items that are chosen and whether they may go."""

    def __init__(
        self, context: Context, say: Callable[[list[str], bool], None], close: Callable[[], None]
    ) -> None:
        super().__init__()
        self._context = context
        self._name = ""
        self._lead, self._hint = Words("", "lead"), Words("", "soft")
        self.view, self.model = RowsView(chooses=True), PagedModel(self._words_of, self)
        self.view.setModel(self.model)
        self.go, self.stay, self._close = (
            Button("", SECONDARY),
            Button("", SECONDARY),
            Button("", QUIET),
        )
        self.go.clicked.connect(lambda *_: say(self._chosen(), True))
        self.stay.clicked.connect(lambda *_: say(self._chosen(), False))
        self._close.clicked.connect(lambda *_: close())
        self.view.picked.connect(self._enable)
        self.add(self._lead, self._hint, self.view)
        self.add_row(self.go, self.stay, self._close)
        self.retext()

    def show_items(self, name: str, rows: Sequence[ItemConsent]) -> None:
        """The items of the case for a recipient of that name."""
        self._name = name
        self.model.clear()
        self.model.add(rows, complete=True)
        self.view.setFixedHeight(row_height() * min(max(len(rows), 1), MOST_ROWS) + 8)
        self._enable()
        self.retext()

    def retext(self) -> None:
        """Its words, in the language in use now."""
        tr = self._context.tr
        self._lead.say(tr("Items for: {name}", name=self._name))
        self._hint.say(tr("Choose with Space, all of them with Ctrl+A. No picture is shown here."))
        self.view.setAccessibleName(tr("Items"))
        self.go.say(tr("May go"))
        self.stay.say(tr("Stays here"))
        self._close.say(tr("Close the list"))
        self.model.reword()

    def clear(self) -> None:
        """Let go of the items."""
        self._name = ""
        self.model.clear()

    def _chosen(self) -> list[str]:
        return [row.item.id for row in self.view.chosen()]

    def _enable(self) -> None:
        some = bool(self.view.chosen())
        self.go.setEnabled(some)
        self.stay.setEnabled(some)

    def _words_of(self, row: Any) -> Said:
        tr = self._context.tr
        added = tr("added {time}", time=clock(row.item.added_ms))
        return one_line(row.item.name, 120), added, tr("May go") if row.goes else tr("Stays here")
