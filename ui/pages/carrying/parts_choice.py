"""How a bundle is put into a folder: in one piece, or in parts. One piece to begin with.

Says a size and nothing else; what is typed is read by the use case, and a problem stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from app.i18n import N_
from ui.context import Context
from ui.widgets.card import Card
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.reports.reports import Report
    from app.usecases.vault.vaults import OpenVault

ONE, STICK, RECIPIENT, OWN = "one", "stick", "recipient", "own"
_WORDS = {
    ONE: N_("In one piece"),
    STICK: N_("In parts for a USB stick (FAT32)"),
    RECIPIENT: N_("In parts that this recipient takes"),
    OWN: N_("In parts of another size"),
}


class PartsChoice(Card):
    """A box that unfolds, and a line for a size of one's own."""

    def __init__(self, context: Context) -> None:
        super().__init__(spacing=8)
        self._context = context
        self._limited = False
        self._lead = Words("", "quiet")
        self.box = ChoiceBox()
        self.line = QLineEdit()
        self._problem = Words("", "soft")
        self.box.currentIndexChanged.connect(self._fit)
        self.add(self._lead, self.box, self.line, self._problem)
        self._problem.hide()
        self.retext()

    def retext(self) -> None:
        """All words, in the language in use now; what was chosen stays."""
        tr, way = self._context.tr, self.way()
        self._lead.say(tr("In one piece or in parts"))
        self.box.setAccessibleName(tr("In one piece or in parts"))
        hint = tr("Size of a part, such as 25MB")
        self.line.setPlaceholderText(hint)
        self.line.setAccessibleName(hint)
        self.box.clear()
        for name, words in _WORDS.items():
            if name != RECIPIENT or self._limited:
                self.box.addItem(tr(words), name)
        self.box.setCurrentIndex(max(0, self.box.findData(way)))
        self._fit()

    def read(self, report: Report | None) -> None:
        """Offer the recipient's own size where it is known."""
        from app.usecases.reports.reporting import form

        limited = report is not None and form(report.template).limits.max_file_mb is not None
        if limited != self._limited:
            self._limited = limited
            self.retext()

    def put_away(self) -> None:
        """Back to one piece."""
        self.line.clear()
        self.show_problem("")
        self.box.setCurrentIndex(0)

    def way(self) -> str:
        """One of `one`, `stick`, `recipient`, `own`."""
        return str(self.box.currentData() or ONE)

    def show_problem(self, text: str) -> None:
        """A sentence below the line; empty takes it away."""
        self._problem.say(text)
        self._problem.setVisible(bool(text))

    def _fit(self) -> None:
        self.line.setVisible(self.way() == OWN)
        self.show_problem("")


def size_for(way: str, typed: str, vault: OpenVault, case: str, report: str) -> int | None:
    """The size of a part in bytes; None: in one piece. For the vault's lane.

    Raises InputProblem (BND-043, BND-044, BND-045).
    """
    from app.usecases.bundles.carrying import FAT_PART, part_size_of_recipient, size_in_bytes

    if way == RECIPIENT:
        return part_size_of_recipient(vault, case, report)
    if way == OWN:
        return size_in_bytes(typed)
    return FAT_PART if way == STICK else None
