"""A picture to mark places on, by mouse or by keyboard alone. Covered until asked for.

Keys: N makes a place, Enter goes to the next one, arrows move it, with Shift they change its size,
with Control by one unit; Delete takes it out.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.evidence.copies import Area, Covering
from ui.models.marks import Marks, moved, resized, spanned
from ui.theme.theme import tokens
from ui.widgets.pictures.cared_for import tell_opened
from ui.widgets.pictures.cover import decode, paint_cover, patches

_FILL, _MOSAIC = QColor("#1E1D1B"), QColor("#96968C")
_ROUND = QColor("#FFFFFF")
_LIGHTER = QColor("#86847B")
_CELLS = 12
_LEAST_DRAG = 4
_STEPS = 50
"""An arrow moves by this part of the picture."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class AreaBoard(QWidget):
    """Shows one picture, page or frame, and the marks that belong to it.

    `marked` comes after each change of the marks. `here` says which of the marks are shown.
    """

    marked = Signal()

    def __init__(self, marks: Marks) -> None:
        super().__init__()
        self.marks = marks
        self.how = Covering.FILL
        self.page: int | None = None
        self.at_ms: int | None = None
        self._units = (1, 1)
        self._image: QImage | None = None
        self._grey: QImage | None = None
        self._patches: QImage | None = None
        self._caption = ""
        self._is_open = False
        self._in_colour = False
        self._from: QPoint | None = None
        self._grip: QPoint | None = None
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 240))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def is_shown(self) -> bool:
        """Whether the picture itself can be seen."""
        return self._is_open and self._image is not None

    def say(self, name: str, keys: str, caption: str) -> None:
        """Its name, how it is used, and what is written on the cover."""
        self._caption = caption
        self.setAccessibleName(name)
        self.setAccessibleDescription(keys)
        self.update()

    def show_picture(self, jpeg: bytes, units: tuple[int, int]) -> None:
        """Another picture of so many units; it is covered as the one before was."""
        image = decode(jpeg)
        self._image = None if image.isNull() else image
        self._grey = None
        self._patches = None if image.isNull() else patches(image)
        self._units = (max(1, units[0]), max(1, units[1]))
        if self.is_shown:
            tell_opened(self)
        self.update()

    def clear(self) -> None:
        """Let go of the picture, and cover the next one."""
        self._image = self._grey = self._patches = None
        self._is_open = self._in_colour = False
        self._from = self._grip = None
        self.update()

    def uncover(self, *, is_open: bool, in_colour: bool) -> None:
        """Show the picture or cover it; grey unless its colours were asked for."""
        was_shown = self.is_shown
        self._is_open, self._in_colour = is_open, in_colour
        if self.is_shown and not was_shown:
            tell_opened(self)
        self.update()

    def here(self) -> list[int]:
        """The numbers of the marks that belong to what is shown."""
        return [
            number
            for number, area in enumerate(self.marks.areas)
            if area.page in (None, self.page) and self._is_on(area)
        ]

    def add_in_the_middle(self, *_clicked: object) -> None:
        """A place by keyboard: a fifth of the picture, in its middle."""
        width, height = (max(1, one // 5) for one in self._units)
        left, top = (self._units[0] - width) // 2, (self._units[1] - height) // 2
        self.marks.begin()
        self.marks.add(self._area(Area(left, top, width, height)))
        self._tell()

    def sizeHint(self) -> QSize:
        """As large as there is room."""
        return QSize(640, 420)

    def _is_on(self, area: Area) -> bool:
        if self.at_ms is None:
            return True
        begin, end = area.from_ms, area.to_ms
        return (begin is None or begin <= self.at_ms) and (end is None or self.at_ms <= end)

    def _area(self, area: Area) -> Area:
        """A new place as it is to be: how, on which page."""
        return Area(area.left, area.top, area.width, area.height, self.how, self.page)

    def _tell(self) -> None:
        self.update()
        self.marked.emit()

    # --- drawing ----------------------------------------------------------------------------------

    def _frame(self) -> QRect:
        """Where the picture lies in the widget."""
        size = QSize(*self._units).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPoint(), size)
        place.moveCenter(self.rect().center())
        return place

    def _rect(self, area: Area) -> QRectF:
        frame = self._frame()
        across, down = frame.width() / self._units[0], frame.height() / self._units[1]
        return QRectF(
            frame.left() + area.left * across,
            frame.top() + area.top * down,
            area.width * across,
            area.height * down,
        )

    def _point(self, at: QPointF) -> tuple[int, int]:
        frame = self._frame()
        return (
            round((at.x() - frame.left()) * self._units[0] / max(1, frame.width())),
            round((at.y() - frame.top()) * self._units[1] / max(1, frame.height())),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cover or the picture, and the places on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame()
        if self._is_open and self._image is not None:
            painter.drawImage(frame, self._image if self._in_colour else self._in_grey())
        else:
            paint_cover(painter, frame, self._patches, self._caption)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in self.here():
            self._paint(painter, number)

    def _paint(self, painter: QPainter, number: int) -> None:
        area = self.marks.areas[number]
        rect, is_chosen = self._rect(area), number == self.marks.chosen
        painter.setPen(QPen(_ROUND, 1))
        painter.setBrush(_FILL if area.how is Covering.FILL else _MOSAIC)
        painter.drawRect(rect)
        if area.how is Covering.MOSAIC:
            _squares(painter, rect)
        if is_chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(_ROUND, 4))
            painter.drawRect(rect)
            painter.setPen(QPen(QColor(tokens().focus), 2))
            painter.drawRect(rect)
        painter.setPen(_ROUND)
        painter.drawText(rect.adjusted(6, 4, 0, 0), str(number + 1))

    def _in_grey(self) -> QImage:
        if self._grey is None:
            image = self._image or QImage()
            self._grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
        return self._grey

    # --- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """On a place: take hold of it. Elsewhere: begin a new one."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._from, self._grip = at.toPoint(), None
        for number in reversed(self.here()):
            if self._rect(self.marks.areas[number]).contains(at):
                self.marks.choose(number)
                self._grip = QPoint(*self._point(at))
                break
        self._tell()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or span a new place."""
        if self._from is None:
            return
        now = self._point(event.position())
        if self._grip is not None and self.marks.area is not None:
            if not self._dragging:
                self.marks.begin()
            self._dragging = True
            right, down = now[0] - self._grip.x(), now[1] - self._grip.y()
            self.marks.replace(moved(self.marks.area, right, down, self._units))
            self._grip = QPoint(*now)
        elif self._grip is None:
            distance = (event.position().toPoint() - self._from).manhattanLength()
            if distance < _LEAST_DRAG:
                return
            self._span(now)
        self._tell()

    def _span(self, now: tuple[int, int]) -> None:
        first = self._point(QPointF(self._from or QPoint()))
        area = self._area(spanned(first, now, self._units))
        if self._dragging:
            self.marks.replace(area)
        else:
            self.marks.begin()
            self.marks.add(area)
            self._dragging = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._from = self._grip = None
        self._dragging = False

    # --- keyboard ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make, choose, move, change, take out."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self.marks.area is not None and self.marks.chosen in self.here():
            self._arrow(_ARROWS[key], event.modifiers())
        elif key == Qt.Key.Key_N and not event.modifiers():
            self.add_in_the_middle()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.marks.next(self.here(), -1 if back else 1)
            self._tell()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.marks.area is not None:
            self.marks.remove()
            self._tell()
        else:
            super().keyPressEvent(event)

    def _arrow(self, way: tuple[int, int], keys: Qt.KeyboardModifier) -> None:
        area = self.marks.area
        if area is None:
            return
        finely = bool(keys & Qt.KeyboardModifier.ControlModifier)
        across, down = (
            one * (1 if finely else max(1, length // _STEPS))
            for one, length in zip(way, self._units, strict=True)
        )
        change = resized if keys & Qt.KeyboardModifier.ShiftModifier else moved
        self.marks.begin()
        self.marks.replace(change(area, across, down, self._units))
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page: covered again."""
        self._is_open = False
        super().hideEvent(event)


def _squares(painter: QPainter, rect: QRectF) -> None:
    """The sign of a mosaic; the copy's own colours come from around the place."""
    cell = max(4.0, max(rect.width(), rect.height()) / _CELLS)
    rows, columns = int(rect.height() / cell) + 1, int(rect.width() / cell) + 1
    for row in range(rows):
        for column in range(row % 2, columns, 2):
            at = QPointF(rect.left() + column * cell, rect.top() + row * cell)
            square = QRectF(at, at + QPointF(cell, cell)).intersected(rect)
            painter.fillRect(square, _LIGHTER)
