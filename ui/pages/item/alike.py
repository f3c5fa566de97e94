"""A row on the page of a picture or film: where the same one was seen again, and what is alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.evidence.items import ItemKind
from app.domain.text.textsafe import visible_name
from ui.pages.item.row import Shown, row
from ui.widgets.words import Words
from ui.wording import METHODS

if TYPE_CHECKING:
    from app.usecases.items.alike import Place

MOST_SHOWN = 10
NAME_LENGTH = 60


def alike_row(shown: Shown) -> QWidget | None:
    """For pictures and films, and for pages and mails that may hold some."""
    inside = shown.details.inside
    is_one_file = shown.details.item.media_type == "text/html"  # its pictures are no parts of it
    holds = inside is not None and (is_one_file or bool(inside.parts))
    if shown.details.item.kind not in (ItemKind.PICTURE, ItemKind.VIDEO) and not holds:
        return None
    return _AlikeRow(shown)


class _AlikeRow(QWidget):
    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self._context = context = shown.context
        item, tr = shown.details.item.id, context.tr
        self._again = Words("", "soft")
        self._again.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(
            row(
                tr("See whether the same picture was collected from elsewhere."),
                tr("Compare"),
                lambda: context.go("alike", item),
            )
        )
        column.addWidget(self._again)

        from app.usecases.items.alike import linked

        case = context.session.case
        if case is not None:
            known = case.id
            context.with_vault(
                lambda vault, _job: linked(vault, known, item), self._show, owner=self
            )

    def _show(self, places: tuple[Place, ...]) -> None:
        tr = self._context.tr
        lines = []
        for place in places[:MOST_SHOWN]:
            ways = dict.fromkeys(tr(METHODS[seen.method]) for seen in place.sightings)
            again = tr("Seen again in {name}", name=visible_name(place.item.name, NAME_LENGTH))
            lines.append(" · ".join([again, *ways]))
        if len(places) > MOST_SHOWN:
            lines.append("…")
        self._again.say("\n".join(lines))
        self._again.setVisible(bool(lines))
