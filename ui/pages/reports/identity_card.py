"""The identity sheet of a request for a pseudonym: a card below its form, saved as a PDF apart.

The sheet holds the real name, so this card says where it goes and where it never goes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from ui.care_words import ON_SHARED
from ui.context import Context
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import Card
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.jobs import Job
    from app.usecases.vault.vaults import OpenVault


class IdentityCard(Card):
    """What the sheet is for, and a button that saves it."""

    def __init__(self, context: Context, case_id: str, first: Callable[[], None]) -> None:
        """`first` keeps what was typed, so that the sheet has it."""
        super().__init__()
        self._context, self._case, self._first = context, case_id, first
        tr = context.tr
        about = tr(
            "The real name and address stand on this sheet alone; the police find phone and mail "
            "here as well. Print it and hand it over with the request. It is in no bundle."
        )
        also = tr(
            "From this request on, papers that take a pseudonym have it in place of the name. "
            "Names inside evidence stay as they are."
        )
        press = Button("", SECONDARY)
        press.say(tr("Save the identity sheet"))
        press.clicked.connect(self._choose)
        self.add(Words(tr("Identity sheet"), "lead"), Words(about, "soft"), Words(also, "soft"))
        self.add_row(press)

    def _choose(self) -> None:
        from app.usecases.reports.identity import FILE_NAME

        title = self._context.tr("Save the identity sheet")
        chosen, _kind = QFileDialog.getSaveFileName(self, title, FILE_NAME, "PDF (*.pdf)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Make the sheet and save it where the person chose; never over a file."""
        from app.usecases.reports.identity import save_identity

        case, tr = self._case, self._context.tr
        self._first()

        def work(vault: OpenVault, job: Job) -> None:
            save_identity(vault, case, path, job)

        def done(_none: None) -> None:
            shared = self._context.session.first_time("document")
            self._context.messages.good(
                tr("The sheet is saved. It is not encrypted."), tr(ON_SHARED) if shared else ""
            )

        self._context.with_vault(work, done, owner=self)
