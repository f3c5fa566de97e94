"""Below what was collected: how to look at it; while several are chosen, what to do with them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.pages.care.leaving_to_others import leave_to_others
from ui.pages.page import Page
from ui.setting_aside import set_aside
from ui.widgets.buttons import END, QUIET, SECONDARY, Button
from ui.widgets.pictures.evidence_grid import EvidenceGrid
from ui.widgets.words import Words


class ChoosingRow(QWidget):
    """A sentence, and the quiet ways on from here."""

    def __init__(self, page: Page, grid: EvidenceGrid) -> None:
        super().__init__()
        self._page, self._context, self._grid = page, page.context, grid
        tr = self._context.tr
        self._text = Words("", "quiet")
        self.aside, self.choosing = Button("", SECONDARY), Button("", QUIET)
        self.others = Button("", SECONDARY)
        alike, removed = self._alike, self._removed = Button("", QUIET), Button("", QUIET)
        removed.lean(END)
        self.aside.clicked.connect(lambda *_: self._set_aside())
        self.choosing.clicked.connect(lambda *_: self.choose(several=not grid.chooses))
        self.others.clicked.connect(lambda *_: self._leave_to_others())
        alike.clicked.connect(lambda *_: self._context.go("alike"))
        removed.clicked.connect(lambda *_: self._context.go("removed"))
        page.say(self._text.say, self._said)
        page.say(self.aside.say, lambda: tr("Set these aside"))
        page.say(self.others.say, lambda: tr("Let somebody else look"))
        page.say(self.choosing.say, self._choosing_said)
        page.say(alike.say, lambda: tr("Same pictures"))
        page.say(removed.say, lambda: tr("What is set aside"))
        grid.picked.connect(self.word)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text, 1)
        row.addStretch(0)  # what is set aside stands at the right without the sentence, too
        for button in (self.others, self.aside, self.choosing, alike, removed):
            row.addWidget(button)
        self.aside.hide()
        self.others.hide()

    def choose(self, *, several: bool) -> None:
        """Begin or end choosing several."""
        self._grid.choose(several=several)
        self.word()

    def show_with(self, *, anything: bool) -> None:
        """Without anything collected there is nothing to look at or to choose."""
        self._text.setVisible(anything)
        self.choosing.setVisible(anything)
        self.word()

    def word(self) -> None:
        """Say what holds now."""
        self._text.say(self._said())
        self.choosing.say(self._choosing_said())
        self.aside.setVisible(self._grid.chooses)
        self.aside.setEnabled(bool(self._grid.chosen()))
        self.others.setVisible(self._grid.chooses)
        self.others.setEnabled(bool(self._grid.chosen()))
        for button in (self._alike, self._removed):  # room for what can be done with the chosen
            button.setVisible(not self._grid.chooses)
        self.choosing.lean(END if self._grid.chooses else "")

    def _said(self) -> str:
        tr, chosen = self._context.tr, len(self._grid.chosen())
        if chosen:
            return self._context.ntr("{count} chosen", "{count} chosen", chosen)
        if self._grid.chooses:
            return tr(
                "Click the ones you mean, or use Space. "
                "Set aside, they show nowhere and can be brought back for a week."
            )
        if self._grid.as_list:
            return tr("Two clicks or Return open the details.")
        return tr("Pictures show only while you hold them. Two clicks open the details.")

    def _choosing_said(self) -> str:
        tr = self._context.tr
        return tr("Done choosing") if self._grid.chooses else tr("Choose several")

    def _leave_to_others(self) -> None:
        chosen = [row.item.id for row in self._grid.chosen()]
        leave_to_others(self._context, chosen, self._page, lambda: self.choose(several=False))

    def _set_aside(self) -> None:
        chosen = [row.item.id for row in self._grid.chosen()]
        set_aside(self._context, chosen, self._page, lambda: self.choose(several=False))
