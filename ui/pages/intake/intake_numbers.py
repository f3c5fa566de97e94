"""At the end of an import: where resident registration numbers seem to stand; never the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.domain.text.textsafe import one_line
from ui.context import Context
from ui.widgets.card import Card, pair
from ui.widgets.words import Words

if TYPE_CHECKING:
    from app.domain.evidence.resident_numbers import NumberPlace, NumbersFound

SHOWN = 6
NAME_LENGTH = 60


class NumbersCard(Card):
    """Shows itself only where an import brought such numbers."""

    def __init__(self, context: Context) -> None:
        super().__init__("fact", spacing=6)
        self._context = context
        self._found: NumbersFound | None = None
        self._import = ""
        self.hide()

    def look(self, import_id: str) -> None:
        """Look through what this import brought, once."""
        from app.usecases.case.resident_numbers import numbers_in_import

        if import_id == self._import:
            return
        self.clear()
        self._import = import_id
        self._context.with_vault(
            lambda vault, job: numbers_in_import(vault, import_id, job),
            lambda found: self._show(found) if self._import == import_id else None,
            owner=self,
        )

    def clear(self) -> None:
        """Let go of it."""
        self._found, self._import = None, ""
        self.empty()
        self.hide()

    def retext(self) -> None:
        """All words in the language in use now."""
        if self._found is not None:
            self._show(self._found)

    def _show(self, found: NumbersFound) -> None:
        self._found = found
        self.empty()
        if not found.total:
            self.hide()
            return
        tr, ntr = self._context.tr, self._context.ntr
        said = ntr(
            "{count} place holds what looks like a resident registration number.",
            "{count} places hold what looks like a resident registration number.",
            found.total,
        )
        self.add(Words(said, "strong"))
        self.add(*(self._line(one) for one in found.places[:SHOWN]))
        if found.total > SHOWN:
            self.add(Words("…", "quiet"))
        kept = tr("The originals stay as they are. Reports and copied texts show *******.")
        self.add(Words(kept, "soft"))
        self.show()

    def _line(self, one: NumberPlace) -> QWidget:
        kind = self._context.tr(one.word)
        where = " · ".join(part for part in (one.name, one.position) if part)
        return pair(kind, one_line(where or one.id, NAME_LENGTH))
