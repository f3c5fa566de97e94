"""One of two pictures that are compared: covered, its name, where and when it was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.text.textsafe import visible_name
from ui.context import Context
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.words import Words
from ui.wording import KINDS, METHODS, full_moment

if TYPE_CHECKING:
    from app.usecases.items.alike import Place

PICTURE = QSize(300, 210)
NAME_LENGTH = 48
WHERE_LENGTH = 80
MOST_PLACES = 4


class PairSide(QWidget):
    """Shows a place where a pair stands. `wanted` asks for the picture when it is held."""

    wanted = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._place: Place | None = None
        self._picture = CoveredPicture(size=PICTURE)
        self._picture.setFixedHeight(PICTURE.height())
        self._picture.wanted.connect(self.wanted)
        self._name, self._seen = Words("", "strong"), Words("", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._picture, self._name, self._seen):
            column.addWidget(widget)
        column.addStretch(1)

    @property
    def item(self) -> str | None:
        """The item that is shown."""
        return None if self._place is None else self._place.item.id

    def set_jpeg(self, jpeg: bytes | None) -> None:
        """The small picture; it stays covered but while it is held."""
        self._picture.set_jpeg(jpeg)

    def show_place(self, place: Place) -> None:
        """An item and where it was seen."""
        if self.item != place.item.id:
            self._picture.set_jpeg(None)
        self._place = place
        tr = self._context.tr
        self._picture.caption(tr(KINDS[place.item.kind]), tr("Hold to see it"))
        self._name.say(visible_name(place.item.name, NAME_LENGTH))
        lines = []
        for seen in place.sightings[:MOST_PLACES]:
            when = seen.shown or seen.captured or seen.entered
            where = visible_name(seen.where, WHERE_LENGTH) if seen.where else ""
            told = (tr(METHODS[seen.method]), where, full_moment(when, self._context))
            lines.append(" · ".join(part for part in told if part))
        if len(place.sightings) > MOST_PLACES:
            lines.append("…")
        self._seen.say("\n".join(lines))

    def clear(self) -> None:
        """Let go of the item and its picture."""
        self._place = None
        self._picture.set_jpeg(None)
        self._picture.caption("", "")
        self._name.say("")
        self._seen.say("")
