"""A sound as it goes up and down, so that one can see where something is said. Chosen by hand.

Keys: arrows go a second back or on, with Shift ten, Home and End to its ends.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.evidence.sights import PEAK_MS
from ui.theme.theme import tokens

HEIGHT = 132
_STEP_MS, _LEAP_MS = 1_000, 10_000
_BAR, _GAP = 3, 2
_LEAST = 2.0
_FULL = 255


class Waveform(QWidget):
    """`sought`: a time that was chosen."""

    sought = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._peaks = bytearray()
        self._length_ms = 0
        self._at_ms = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def length_ms(self) -> int:
        """How long the sound is, as far as that is known."""
        return max(self._length_ms, len(self._peaks) * PEAK_MS)

    @property
    def peaks(self) -> bytes:
        """What is known of it so far."""
        return bytes(self._peaks)

    def begin(self, length_ms: int | None = None) -> None:
        """Another sound, of which nothing is drawn yet."""
        self._peaks.clear()
        self._length_ms = length_ms or 0
        self._at_ms = 0
        self.update()

    def add(self, peaks: bytes, length_ms: int | None) -> None:
        """Draw what comes next of it."""
        self._peaks += peaks
        self._length_ms = max(self._length_ms, length_ms or 0)
        self.update()

    def end(self) -> None:
        """There is no more: its length is what was drawn."""
        self._length_ms = len(self._peaks) * PEAK_MS
        self.update()

    def show_at(self, at_ms: int) -> None:
        """Where it stands."""
        self._at_ms = at_ms
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(640, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bars from the middle, those before the place in the colour of "here"."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours, length = tokens(), max(1, self.length_ms)
        middle, room = self.height() / 2, self.height() / 2 - 6
        count = max(1, self.width() // (_BAR + _GAP))
        here = self._at_ms / length * self.width()
        for number in range(count):
            first = number * length // count // PEAK_MS
            last = max(first + 1, (number + 1) * length // count // PEAK_MS)
            part = self._peaks[first:last]
            left = number * (_BAR + _GAP)
            high = max(_LEAST, room * max(part) / _FULL) if part else _LEAST / 2
            painter.setBrush(QColor(colours.accent if left < here else colours.ink2))
            painter.drawRoundedRect(QRectF(left, middle - high, _BAR, 2 * high), 1.5, 1.5)
        painter.setBrush(QColor(colours.focus))
        painter.drawRect(QRectF(min(here, self.width() - 2), 0, 2, self.height()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a time."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """While the button is down."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose(event.position())

    def _choose(self, at: QPointF) -> None:
        share = min(1.0, max(0.0, at.x() / max(1, self.width())))
        self.sought.emit(round(share * self.length_ms))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A little or far, back or on."""
        is_far = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = _LEAP_MS if is_far else _STEP_MS
        times = {
            Qt.Key.Key_Left: self._at_ms - step,
            Qt.Key.Key_Right: self._at_ms + step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.length_ms,
        }
        at_ms = times.get(Qt.Key(event.key()))
        if at_ms is None:
            super().keyPressEvent(event)
        else:
            self.sought.emit(max(0, min(self.length_ms, at_ms)))
