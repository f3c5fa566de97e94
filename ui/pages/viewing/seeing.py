"""The controls of the stage: keep it in sight, its colours, nearer and further, a quarter turn."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.models.viewport import STEP
from ui.pages.page import Page
from ui.pages.viewing.stage import Stage
from ui.widgets.buttons import QUIET, SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.pictures.cared_for import care_around
from ui.widgets.tick import Tick
from ui.widgets.words import Words


class SeeBar(QWidget):
    """Two boxes to tick and a few buttons; changes the stage itself."""

    def __init__(self, page: Page, stage: Stage) -> None:
        super().__init__()
        self._page, self._stage = page, stage
        tr = page.context.tr
        self.keep, self.in_colour = Tick(), Tick()
        page.say(self.keep.say, lambda: tr("Keep it in sight"))
        page.say(self.in_colour.say, lambda: tr("In colour"))
        self.cover = Button("", SECONDARY)
        page.say(self.cover.say, lambda: tr("Cover it again"))
        self.nearer, self.further = Button("", QUIET), Button("", QUIET)
        self.fit, self.turn = Button("", QUIET), Button("", QUIET)
        page.say(self.nearer.say, lambda: tr("Nearer"))
        page.say(self.further.say, lambda: tr("Further"))
        page.say(self.fit.say, lambda: tr("The whole"))
        page.say(self.turn.say, lambda: tr("Turn it"))
        self.where = Words("", "quiet", wrap=False)
        page.say(lambda _text: self.show_where(), lambda: "")
        self.keep.toggled.connect(self._keep)
        self.cover.clicked.connect(self._cover)
        self.in_colour.toggled.connect(lambda on: stage.colour(is_on=on))
        self.nearer.clicked.connect(lambda: stage.look(stage.view.zoomed(STEP)))
        self.further.clicked.connect(lambda: stage.look(stage.view.zoomed(1 / STEP)))
        self.fit.clicked.connect(lambda: stage.look(stage.view.fitted()))
        self.turn.clicked.connect(lambda: stage.look(stage.view.turned_once()))
        stage.moved.connect(self.show_where)
        stage.pressed.connect(self.keep.toggle)
        stage.left_alone.connect(lambda: self.keep.setChecked(False))
        row = row_of(
            self.keep, self.cover, self.in_colour, self.further, self.nearer, self.fit, self.turn,
            self.where, spacing=12,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)

    def begin(self) -> None:
        """Another item: covered and grey."""
        for tick in (self.keep, self.in_colour):
            tick.setChecked(False)
        self.in_colour.setVisible(care_around(self._stage).grey)  # else colours are there anyway
        self.show_where()

    def show_where(self) -> None:
        """How near it is looked at, and which buttons do something."""
        stage = self._stage
        self.cover.setVisible(self.keep.isChecked())
        for button in (self.nearer, self.further, self.fit, self.turn, self.in_colour):
            button.setEnabled(stage.is_shown)
        self.where.say(f"{stage.view.percent:,} %" if stage.is_shown else "")

    def _keep(self, is_on: bool) -> None:
        self._stage.keep(is_kept=is_on)
        self.show_where()

    def _cover(self) -> None:
        """The keyboard stays near: this button goes away with what it covers."""
        self.keep.setFocus()
        self.keep.setChecked(False)
