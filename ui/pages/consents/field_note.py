"""Below a choice of evidence: what of it stays here for want of consent, and the way there.

It marks and names, refuses nothing and asks for nothing. Facts: domain 12.2.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.context import Context
from ui.pages.consents.staying_card import item_names
from ui.widgets.buttons import QUIET, Button
from ui.widgets.card import row_of
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.usecases.reports.consenting import Staying
    from ui.widgets.form.evidence import EvidenceField


EVIDENCE = "evidence.list"
"""The question that such a note stands below."""


class ConsentNote(QWidget):
    """A line, and a button to the page of consent; hidden where all that is chosen may go."""

    def __init__(
        self,
        context: Context,
        field: EvidenceField,
        template_id: str,
        go: Callable[[str], object] | None = None,
    ) -> None:
        """`go` keeps what was typed and goes to a recipient's consents; None: no button."""
        super().__init__()
        self._context, self._field = context, field
        self._staying: Staying | None = None
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        self.line = Words("", "quiet")
        inside.addWidget(self.line)
        if go is not None:
            way = Button("", QUIET)
            way.setText(context.tr("Consent"))
            way.setAccessibleName(f"{field.question}: {context.tr('Consent')}")
            way.clicked.connect(lambda *_: self._go(go))
            inside.addLayout(row_of(way))
        field.edited.connect(self.tell)
        self.hide()
        self._read(template_id)

    def _read(self, template_id: str) -> None:
        from app.usecases.reports.consenting import kept_here

        case = self._context.session.case
        if case is not None:
            self._context.with_vault(
                lambda vault, _job: kept_here(vault, case.id, template_id), self._came, owner=self
            )

    def _came(self, found: Staying) -> None:
        self._staying = found
        kept = frozenset(item.id for item in found.items)
        self._field.mark(kept, self._context.tr("stays here"))
        self.tell()

    def tell(self) -> None:
        """Say it for what is chosen now; nothing chosen means all."""
        if self._staying is None:
            return
        answer = self._field.answer()
        chosen = self._staying.items
        if isinstance(answer, list):
            chosen = tuple(item for item in self._staying.items if item.id in answer)
        tr = self._context.tr
        self.line.say(
            tr(
                "There is no consent yet that these go to this recipient; they stay here: {names}",
                names=item_names(chosen),
            )
        )
        self.setVisible(bool(chosen))

    def _go(self, go: Callable[[str], object]) -> None:
        if self._staying is not None:
            go(self._staying.recipient)
