"""What was collected, in words: a caption for a tile, columns for a line, all for the ear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

from app.domain.text.textsafe import one_line, visible_name
from ui.context import Context
from ui.models.paged import ICON, WITH_COLUMNS, Index, Said
from ui.models.windowed import WindowModel
from ui.widgets.pictures.kind_tile import KIND_ICONS
from ui.widgets.progress import size_text
from ui.wording import KINDS, clock, day

if TYPE_CHECKING:
    from app.usecases.items.evidence import EvidenceRow

NAME_LENGTH = 80
WORDS_LENGTH = 120


class EvidenceModel(WindowModel):
    """The items of a case as they are put in order; wraps the rows of use cases."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(self._caption, parent)
        self._context = context

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns of a line too, and the icon of what has no picture to be covered."""
        if role == WITH_COLUMNS:
            row = self.row(index.row()) if index.isValid() else None
            return None if row is None else columns_of(row, self._context)
        if role == ICON:
            row = self.row(index.row()) if index.isValid() else None
            if row is None or row.has_preview or row.words:
                return None
            return KIND_ICONS.get(row.item.kind)
        return super().data(index, role)

    def spoken(self, row: EvidenceRow) -> str:
        """All columns, with their names where a value alone says little."""
        return ", ".join(part for part in columns_of(row, self._context) if part)

    def _caption(self, row: EvidenceRow) -> Said:
        tr = self._context.tr
        if row.words:
            return one_line(row.words, WORDS_LENGTH), "", ""
        parts = [tr(KINDS[row.item.kind]), day(_when(row), self._context)]
        if row.sightings > 1:
            parts.append(_times(row, self._context))
        return " · ".join(parts), visible_name(row.item.name, NAME_LENGTH), ""


def columns_of(row: EvidenceRow, context: Context) -> tuple[str, ...]:
    """Name or what somebody saw, kind, time, size, where, how often."""
    name = one_line(row.words, WORDS_LENGTH) or visible_name(row.item.name, NAME_LENGTH)
    return (
        name,
        context.tr(KINDS[row.item.kind]),
        clock(_when(row)),
        size_text(row.item.size),
        visible_name(row.where, NAME_LENGTH),
        _times(row, context) if row.sightings else "",
    )


def column_names(context: Context) -> tuple[str, ...]:
    """What stands over them."""
    tr = context.tr
    return (
        tr("Name"),
        tr("Kind"),
        tr("Seen on"),
        tr("Size"),
        tr("Seen where"),
        tr("Places"),
    )


def _when(row: EvidenceRow) -> int:
    """When a platform showed it, else when it was captured, else when it came in."""
    if row.shown is not None and row.shown.at_ms is not None:
        return row.shown.at_ms
    return row.item.added_ms if row.captured_ms is None else row.captured_ms


def _times(row: EvidenceRow, context: Context) -> str:
    return context.ntr("seen {count} time", "seen {count} times", row.sightings)
