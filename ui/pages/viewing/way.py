"""The ways through what is looked at or covered: pages of a PDF, frames and times of a film.

Always silent.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSlider, QVBoxLayout, QWidget

from app.domain.evidence.copies import LONGEST_MS, Facing
from ui.pages.page import Page
from ui.widgets.buttons import SECONDARY, Button
from ui.widgets.card import row_of
from ui.widgets.words import Words

STEP_MS, LEAP_MS = 1_000, 10_000
LONGEST_NUMBER = 6


def clock_of(at_ms: int) -> str:
    """A time in a film or sound: `1:02.345`, `1:01:02.345`."""
    seconds, rest = divmod(max(0, at_ms), 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    ahead = f"{hours}:{minute:02}" if hours else f"{minute}"
    return f"{ahead}:{second:02}.{rest:03}"


class PageWay(QWidget):
    """`stepped` is a page back (-1) or on (1), `sought` a page by its number."""

    stepped = Signal(int)
    sought = Signal(int)

    def __init__(self, page: Page) -> None:
        super().__init__()
        self._page = page
        self._facing: Facing | None = None
        tr = page.context.tr
        self.back, self.on = Button("", SECONDARY), Button("", SECONDARY)
        self.where = Words("", "quiet", wrap=False)
        self.number = _NumberLine()
        self.number.returnPressed.connect(self._seek)
        page.say(self.number.setAccessibleName, lambda: tr("Number of the page"))
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        page.say(self.back.say, lambda: tr("Page before"))
        page.say(self.on.say, lambda: tr("Next page"))
        page.say(lambda _text: self._say(), lambda: "")
        self.setLayout(row_of(self.back, self.number, self.on, self.where))

    def show_where(self, facing: Facing | None) -> None:
        """Which page is shown; hidden where there is but one."""
        self._facing = facing
        self.setVisible(facing is not None and facing.pages > 1)
        if facing is not None:
            number = facing.page or 1
            self.back.setEnabled(number > 1)
            self.on.setEnabled(number < facing.pages)
        self.number.setText("" if facing is None else str(facing.page or 1))
        self._say()

    def _seek(self) -> None:
        typed = self.number.text().strip()
        if typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
            self.sought.emit(int(typed))

    def _say(self) -> None:
        facing, tr = self._facing, self._page.context.tr
        if facing is None:
            self.where.say("")
            return
        number, count = facing.page or 1, facing.pages
        self.where.say(tr("Page {number} of {count}", number=f"{number:,}", count=f"{count:,}"))


class _NumberLine(QLineEdit):
    """As wide as a number of pages."""

    def sizeHint(self) -> QSize:
        """Room for the longest number and what stands around it."""
        wide = QFontMetrics(self.font()).horizontalAdvance("0" * LONGEST_NUMBER)
        return QSize(wide + 28, super().sizeHint().height())


class FilmWay(QWidget):
    """`stepped`: a frame back or on. `sought`: a time. `played`: to play, or to stop.

    One that does not play is a single row: a frame back, the line, a frame on, where it is.
    """

    stepped = Signal(int)
    sought = Signal(int)
    played = Signal(bool)

    def __init__(self, page: Page, *, plays: bool = True) -> None:
        super().__init__()
        self._page, self._plays = page, plays
        self._facing: Facing | None = None
        tr = page.context.tr
        self.line = QSlider(Qt.Orientation.Horizontal)
        self.line.setFixedHeight(32)
        self.line.setSingleStep(STEP_MS)
        self.line.setPageStep(LEAP_MS)
        self.line.valueChanged.connect(self.sought)
        page.say(self.line.setAccessibleName, lambda: tr("Time in the film"))
        self.where = Words("", "quiet", wrap=plays)
        self.back, self.on = Button("", SECONDARY), Button("", SECONDARY)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.on.clicked.connect(lambda: self.stepped.emit(1))
        page.say(self.back.say, lambda: tr("Frame before"))
        page.say(self.on.say, lambda: tr("Next frame"))
        self.play = Button("", SECONDARY, self)
        self.play.setCheckable(True)
        self.play.toggled.connect(self._play)
        page.say(lambda _text: self._say(), lambda: "")
        if plays:
            self._lay_in_rows()
        else:
            self._lay_in_one_row()

    def _lay_in_rows(self) -> None:
        """The line over the whole width; below it all that leads on."""
        tr = self._page.context.tr
        leaps = []
        for ms, said in (
            (-LEAP_MS, lambda: tr("Back 10 s")), (-STEP_MS, lambda: tr("Back 1 s")),
            (STEP_MS, lambda: tr("On 1 s")), (LEAP_MS, lambda: tr("On 10 s")),
        ):  # fmt: skip
            button = Button("", SECONDARY)
            button.clicked.connect(lambda _on=False, ms=ms: self.leap(ms))
            self._page.say(button.say, said)
            leaps.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.line)
        column.addWidget(self.where)
        first, second, third, fourth = leaps
        column.addLayout(row_of(first, second, self.back, self.play, self.on, third, fourth))

    def _lay_in_one_row(self) -> None:
        self.play.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.back, self.line, self.on, self.where):
            row.addWidget(widget, 1 if widget is self.line else 0)

    @property
    def at_ms(self) -> int:
        """The time of the frame that is shown."""
        return 0 if self._facing is None else (self._facing.at_ms or 0)

    def leap(self, by_ms: int) -> None:
        """Another time, so far from this one."""
        facing = self._facing
        known = facing is not None and facing.length_ms is not None
        last = self.line.maximum() if known else LONGEST_MS
        self.sought.emit(max(0, min(last, self.at_ms + by_ms)))

    def show_where(self, facing: Facing | None) -> None:
        """Which frame is shown; hidden for what is no film."""
        self._facing = facing
        self.setVisible(facing is not None and facing.at_ms is not None)
        if facing is not None:
            self.line.blockSignals(True)
            at_ms = facing.at_ms or 0
            self.line.setRange(0, max(facing.length_ms or 0, at_ms, self.line.maximum()))
            if not self.line.isSliderDown():
                self.line.setValue(at_ms)
            self.line.blockSignals(False)
        self._say()

    def begin(self) -> None:
        """Another film: nothing is known of its length."""
        self.line.blockSignals(True)
        self.line.setRange(0, 0)
        self.line.blockSignals(False)
        self.show_where(None)

    def show_playing(self, *, is_on: bool) -> None:
        """Whether it plays."""
        self.play.blockSignals(True)
        self.play.setChecked(is_on)
        self.play.blockSignals(False)
        self._say()

    def _play(self, is_on: bool) -> None:
        self._say()
        self.played.emit(is_on)

    def _say(self) -> None:
        tr, facing = self._page.context.tr, self._facing
        self.play.say(tr("Stop") if self.play.isChecked() else tr("Play without sound"))
        if facing is None or facing.at_ms is None:
            self.where.say("")
            return
        if not self._plays:
            whole = "" if facing.length_ms is None else f" / {clock_of(facing.length_ms)}"
            self.where.say(f"{clock_of(facing.at_ms)}{whole}")
            return
        said = tr("This frame: {time}", time=clock_of(facing.at_ms))
        if facing.length_ms is not None:
            said += " · " + tr("the whole: {time}", time=clock_of(facing.length_ms))
        silent = tr("Films are shown without their sound.")
        self.where.say(f"{said} · {silent}")
