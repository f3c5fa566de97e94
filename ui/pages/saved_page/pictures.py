"""The pictures inside a saved page as covered tiles, each seen while it is held.

They are decoded by the limited worker and come as pixels; nothing of them is kept.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.evidence.sights import MOST_INSIDE, Sight, Wish
from app.errors import FormatProblem
from ui.pages.page import Page
from ui.pages.viewing.asking import Asker
from ui.widgets.card import Card, clear_layout
from ui.widgets.pictures.covered_picture import CoveredPicture
from ui.widgets.words import Words

COLUMNS = 2
TILE = QSize(150, 110)
SHARP = 2
"""Pixels asked for in each pixel of a tile, for dense screens."""


class InsidePictures(Card):
    """Hidden while there is nothing to see; `open` begins, `close` lets go of all of it."""

    def __init__(self, page: Page) -> None:
        super().__init__(spacing=8)
        self._page = page
        self._tiles: list[CoveredPicture] = []
        self._asker = Asker(page.context, self)
        self._asker.began.connect(lambda _item: self._asker.wish(Wish(only_facing=True)))
        self._asker.answered.connect(self._answered)
        self._asker.refused.connect(self._refused)
        tr = page.context.tr
        lead, self._how = Words("", "strong"), Words("", "quiet")
        page.say(lead.say, lambda: tr("Pictures inside it"))
        page.say(self._how.say, lambda: tr("Hold to see it"))
        self._unread = Words("", "quiet")
        page.say(self._unread.say, lambda: tr("That picture can't be shown. The file is whole."))
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.add(lead, self._how, self._holder, self._unread)
        page.say(lambda _text: self._name_tiles(), lambda: "")
        self.hide()

    def open(self, case: str, item: str) -> None:
        """Look which pictures an item holds."""
        self.close_sitting()
        self._asker.open(case, item, inside=True)

    def close_sitting(self) -> None:
        """End the worker, and let go of what was seen."""
        self._asker.close()
        self._tiles = []
        clear_layout(self._grid)
        self.hide()

    def _answered(self, wish: Wish, sight: Sight | None) -> None:
        if sight is None:
            return
        if wish.only_facing:
            self._show(min(MOST_INSIDE, sight.facing.pages))
        elif 1 <= wish.page <= len(self._tiles):
            self._tiles[wish.page - 1].set_image(_image(sight))

    def _show(self, count: int) -> None:
        for number in range(count):
            tile = CoveredPicture(size=TILE)
            tile.wanted.connect(partial(self._want, number + 1))
            self._tiles.append(tile)
            self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        self._name_tiles()
        self._unread.hide()
        self.setVisible(count > 0)

    def _want(self, number: int) -> None:
        tile = self._tiles[number - 1]
        width, height = SHARP * max(1, tile.width()), SHARP * max(1, tile.height())
        self._asker.wish(Wish(page=number, width=width, height=height, in_grey=False))

    def _refused(self, error: object) -> None:
        """One that can't be decoded is said; a page that can't be read has none to show."""
        self._unread.setVisible(bool(self._tiles) and isinstance(error, FormatProblem))

    def _name_tiles(self) -> None:
        tr = self._page.context.tr
        for number, tile in enumerate(self._tiles, 1):
            tile.caption(tr("Picture {number}", number=number), tr("Hold to see it"))


def _image(sight: Sight) -> QImage:
    told = sight.told
    form = QImage.Format.Format_Grayscale8 if told.in_grey else QImage.Format.Format_RGB888
    row = told.width * (1 if told.in_grey else 3)
    return QImage(sight.pixels, told.width, told.height, row, form).copy()
