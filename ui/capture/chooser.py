"""A frozen picture of a screen, over that screen, on which a window or a part is chosen.

By mouse: a click takes the window under it, dragging takes a rectangle. By keys: Tab goes through
the windows, the arrows move what is marked, with Shift they size it; Return takes, Esc stops.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from ui.theme.theme import tokens

STEP = 20
SMALLEST = 8
_MOVES = {
    Qt.Key.Key_Left: QPoint(-STEP, 0),
    Qt.Key.Key_Right: QPoint(STEP, 0),
    Qt.Key.Key_Up: QPoint(0, -STEP),
    Qt.Key.Key_Down: QPoint(0, STEP),
}


class Chooser(QWidget):
    """`chosen` carries a rectangle in the picture's pixels; `stopped` that nothing is wanted."""

    chosen = Signal(QRect)
    stopped = Signal()

    def __init__(self, image: QImage, windows: Sequence[QRect], hint: str) -> None:
        """`windows`: places in the picture's pixels, the topmost first."""
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        # Closing it is not the end of the program, whatever window is hidden meanwhile.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(" ")
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(hint)
        self._image = image
        self._hint = hint
        whole = image.rect()
        self._windows = [one & whole for one in windows if one.intersects(whole)]
        self._from: QPoint | None = None
        self._marked = whole
        self._by_keys = -1

    def open_on(self, screen: QScreen) -> None:
        """Cover a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self.setFocus()

    def let_go(self) -> None:
        """Forget the picture and go."""
        self._image = QImage()
        self.hide()
        self.deleteLater()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark what a click would take, or the rectangle that is being drawn."""
        at = self._in_picture(event.position().toPoint())
        if self._from is not None:
            self._mark(QRect(self._from, at).normalized())
        else:
            self._mark(self._window_at(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = self._in_picture(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the rectangle; a mere click takes the window."""
        if event.button() != Qt.MouseButton.LeftButton or self._from is None:
            return
        begun, self._from = self._from, None
        end = self._in_picture(event.position().toPoint())
        drawn = QRect(begun, end).normalized()
        small = max(drawn.width(), drawn.height()) < SMALLEST
        self._take(self._window_at(end) if small else drawn)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The same by keys."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.stopped.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._marked)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._windows:
            step = 1 if key == Qt.Key.Key_Tab else -1
            self._by_keys = (self._by_keys + step) % len(self._windows)
            self._mark(self._windows[self._by_keys])
        elif key in _MOVES:
            self._move(_MOVES[key], event.modifiers())
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the desktop: the same as Esc, or the hidden window would not come back."""
        super().closeEvent(event)
        self.stopped.emit()

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab is for windows here."""
        return False

    def _move(self, step: QPoint, held: Qt.KeyboardModifier) -> None:
        whole = self._image.rect()
        if held & Qt.KeyboardModifier.ShiftModifier:
            marked = self._marked.adjusted(0, 0, step.x(), step.y())
        elif self._marked == whole:  # nothing is chosen yet: begin with the middle
            quarter = QPoint(whole.width() // 4, whole.height() // 4)
            marked = QRect(quarter, whole.size() / 2)
        else:
            marked = self._marked.translated(step)
        marked &= whole
        if min(marked.width(), marked.height()) >= SMALLEST:
            self._mark(marked)

    def _take(self, marked: QRect) -> None:
        self.chosen.emit(marked & self._image.rect())

    def _mark(self, marked: QRect) -> None:
        if marked != self._marked:
            self._marked = marked
            self.update()

    def _window_at(self, at: QPoint) -> QRect:
        return next((one for one in self._windows if one.contains(at)), self._image.rect())

    @property
    def _shown(self) -> QRectF:
        """Where the picture is painted: filling the window, in its own shape."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        return QRectF(left, top, size.width(), size.height())

    def _in_picture(self, at: QPoint) -> QPoint:
        shown, whole = self._shown, self._image.rect()
        across = (at.x() - shown.x()) * whole.width() / max(shown.width(), 1)
        down = (at.y() - shown.y()) * whole.height() / max(shown.height(), 1)
        return QPoint(
            min(max(int(across), 0), whole.right()), min(max(int(down), 0), whole.bottom())
        )

    def _on_screen(self, place: QRect) -> QRectF:
        shown = self._shown
        scale = shown.width() / max(self._image.width(), 1)
        return QRectF(
            shown.x() + place.x() * scale,
            shown.y() + place.y() * scale,
            place.width() * scale,
            place.height() * scale,
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, darker outside of what is marked, and the hint."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), QColor("black"))
        painter.drawImage(self._shown, self._image)
        painter.fillRect(self.rect(), QColor(0, 0, 0, 110))
        marked = self._on_screen(self._marked)
        painter.drawImage(marked, self._image, QRectF(self._marked))
        painter.setPen(QPen(QColor(tokens().focus), 2))
        painter.drawRect(marked)
        self._paint_hint(painter)

    def _paint_hint(self, painter: QPainter) -> None:
        words = painter.fontMetrics().boundingRect(self._hint).adjusted(-16, -10, 16, 10)
        words.moveCenter(QPoint(self.width() // 2, 40))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens().card))
        painter.drawRoundedRect(words, 8, 8)
        painter.setPen(QColor(tokens().ink))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._hint)
