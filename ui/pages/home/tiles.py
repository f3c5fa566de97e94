"""What a case has, as a row of tiles: kinds with their numbers, never what is missing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.items import ItemKind
from app.i18n import N_
from ui.context import Context
from ui.widgets.card import clear_layout
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.pictures.kind_tile import KIND_ICONS, KindTile, height_for
from ui.wording import KINDS

if TYPE_CHECKING:
    from app.usecases.case.case_home import Tile

MOST, FEW = 5, 4
"""With fewer than `FEW`, the row is not filled."""
HEIGHT, LINES = 96, 2
"""At 100 %; with larger texts a tile is as high as an icon and so many lines of a caption need."""
GOES = {"chat": "rooms", "link": "links", "note": "timeline"}
ICONS = {"link": "link", "note": "note"} | {str(kind): icon for kind, icon in KIND_ICONS.items()}


class Tiles(QWidget):
    """At most five; the rest is one click further, with all of it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def show_tiles(self, tiles: tuple[Tile, ...]) -> None:
        """Show these."""
        clear_layout(self._row)
        for tile in tiles[:MOST]:
            self._row.addWidget(self._widget(tile), 1)
        if len(tiles) < FEW:
            self._row.addStretch(FEW - len(tiles))

    def clear(self) -> None:
        """Let go of them."""
        clear_layout(self._row)

    def caption(self, tile: Tile) -> str:
        """What it is and how many: `Telegram chat · 1,842`."""
        tr = self._context.tr
        if tile.platform is not None:
            name = tr("{platform} chat", platform=tr(PLATFORMS[tile.platform]))
        elif tile.what in ("link", "note"):
            name = tr(N_("Link") if tile.what == "link" else N_("Note"))
        else:
            name = tr(KINDS[ItemKind(tile.what)])
        return f"{name} · {tile.count:,}"

    def _widget(self, tile: Tile) -> QWidget:
        caption, height = self.caption(tile), max(HEIGHT, height_for(LINES))
        if tile.item is None:
            made = KindTile(ICONS.get(tile.what, "evidence"), caption, height)
            made.clicked.connect(lambda _on: self._context.go(GOES.get(tile.what, "evidence")))
            return made
        picture = CoveredPicture(size=QSize(182, height))
        picture.caption(caption, self._context.tr("Hold to see it"))
        picture.wanted.connect(partial(self._read, picture, tile.item))
        return picture

    def _read(self, picture: CoveredPicture, item: str) -> None:
        from app.usecases.items.evidence import preview

        self._context.with_vault(
            lambda vault, _job: preview(vault, item), picture.set_jpeg, owner=picture
        )
