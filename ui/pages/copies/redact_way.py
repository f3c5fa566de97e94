"""The way through a PDF or a film: a page or frame back or on, a line of time. Always silent."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from app.domain.evidence.copies import Facing
from ui.pages.copies.redact_side import clock_of
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.words import Words

STEP_MS, LEAP_MS = 1_000, 10_000


class Way(QWidget):
    """`stepped` is one back (-1) or on (1); `sought` a time in milliseconds."""

    stepped = Signal(int)
    sought = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._facing: Facing | None = None
        tr = page.context.tr
        self.back, self.on = Button("", SECONDARY), Button("", SECONDARY)
        self.line = QSlider(Qt.Orientation.Horizontal)
        self.line.setFixedHeight(32)
        self.line.setSingleStep(STEP_MS)
        self.line.setPageStep(LEAP_MS)
        self.line.valueChanged.connect(self._seek)
        self.where = Words("", "quiet", wrap=False)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        page.say(self.line.setAccessibleName, lambda: tr("Time in the film"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.back, self.line, self.on, self.where):
            row.addWidget(widget, 1 if widget is self.line else 0)
        page.say(lambda _text: self._say(), lambda: "")

    def show_where(self, facing: Facing | None) -> None:
        """Which page or instant is shown; hidden for a single picture."""
        self._facing = facing
        is_film = facing is not None and facing.at_ms is not None
        self.setVisible(is_film or (facing is not None and facing.pages > 1))
        self.line.setVisible(is_film)
        if facing is not None:
            self.line.blockSignals(True)
            self.line.setRange(0, max(facing.length_ms or 0, facing.at_ms or 0))
            self.line.setValue(facing.at_ms or 0)
            self.line.blockSignals(False)
        self._say()

    def _seek(self, at_ms: int) -> None:
        if not self.line.isSliderDown():
            self.sought.emit(at_ms)
        else:
            self.where.say(clock_of(at_ms))

    def _say(self) -> None:
        tr, facing = self._page.context.tr, self._facing
        if facing is None:
            self.where.say("")
        elif facing.at_ms is None:
            self.back.say(tr("Page before"))
            self.on.say(tr("Next page"))
            self.where.say(
                tr("Page {number} of {count}", number=facing.page or 1, count=facing.pages)
            )
        else:
            self.back.say(tr("Frame before"))
            self.on.say(tr("Next frame"))
            length = "" if facing.length_ms is None else f" / {clock_of(facing.length_ms)}"
            self.where.say(f"{clock_of(facing.at_ms)}{length}")
