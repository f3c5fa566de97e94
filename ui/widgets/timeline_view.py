"""The timeline as a picture: one line a room, one for the person.

Walked with the arrow keys, read aloud mark by mark.

Circles are sightings, squares what happened, triangles what was done about it; a dashed curve is a
room that moved, a hollow dash something that the export does not give. Shape carries the meaning,
never colour alone.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.timeline import MARKS, EntryKind, Mark, Timeline, TimelineEntry
from ui.theme.theme import tokens
from ui.widgets.time_scale import TimeScale

LANE_HEIGHT = 44
TOP = 36
FOOT = 40
EDGE = 14
RADIUS = 6.0
SMALL_PX = 13
REACH = 14
LABEL_GAP = 8
INSET = 70
APART = 2

_MOST_LABEL = 96


class TimelineView(QWidget):
    """Paints a timeline.

    `word` gives the sentence of an entry, `title` of a lane, `day` of a time on the axis.
    """

    chosen = Signal(object)

    def __init__(
        self,
        word: Callable[[TimelineEntry], str],
        title: Callable[[str], str],
        day: Callable[[int], str],
    ) -> None:
        super().__init__()
        self._word, self._title, self._day = word, title, day
        self._timeline = Timeline((), ())
        self._lanes: dict[str, int] = {}
        self._scale = TimeScale([])
        self._marks: list[tuple[TimelineEntry, QPointF]] = []
        self._marks_width = -1
        self._current = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline) -> None:
        """Paint this one."""
        self._timeline = timeline
        self._lanes = {lane.id: place for place, lane in enumerate(timeline.lanes)}
        self._scale = TimeScale([entry.order_ms for entry in timeline.entries])
        self._current, self._marks_width = -1, -1
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    @property
    def current(self) -> TimelineEntry | None:
        """The entry that the keyboard stands on."""
        entries = self._timeline.entries
        return entries[self._current] if 0 <= self._current < len(entries) else None

    def sizeHint(self) -> QSize:
        """As high as its lanes need."""
        return QSize(480, TOP + LANE_HEIGHT * max(0, len(self._timeline.lanes) - 1) + FOOT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk in time, Home and End to the ends, Return chooses."""
        last = len(self._timeline.entries) - 1
        places = {
            Qt.Key.Key_Left: max(0, self._current - 1),
            Qt.Key.Key_Right: min(last, self._current + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = places.get(Qt.Key(event.key()))
        if place is not None and last >= 0:
            self._stand_on(place)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mark that is nearest, if one is near."""
        at = event.position()
        near = [
            ((self._point(entry) - at).manhattanLength(), number)
            for number, entry in enumerate(self._timeline.entries)
        ]
        if near and min(near)[0] <= REACH:
            self._stand_on(min(near)[1])
            self.chosen.emit(self.current)

    def _stand_on(self, place: int) -> None:
        self._current = place
        entry = self.current
        if entry is not None:
            self.setAccessibleDescription(self._word(entry))
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
        self.update()

    def _x(self, at_ms: int) -> float:
        begin, inside = self._x_range()
        return begin + inside * self._scale.share(at_ms)

    def _x_range(self) -> tuple[float, float]:
        return EDGE + INSET, self.width() - 2 * EDGE - 2 * INSET

    def _y(self, lane: str) -> float:
        return TOP + LANE_HEIGHT * self._lanes.get(lane, 0)

    def _point(self, entry: TimelineEntry) -> QPointF:
        return QPointF(self._x(entry.order_ms), self._y(entry.lane))

    def _seen(self) -> list[tuple[TimelineEntry, QPointF]]:
        """Entries and where they stand, one for all that would cover each other.

        However many days a chat has, no more marks are drawn than the width can hold.
        """
        if self._marks_width != self.width():
            first: dict[tuple[str, EntryKind, int], tuple[TimelineEntry, QPointF]] = {}
            begin, inside = self._x_range()
            share = self._scale.share
            for entry in self._timeline.entries:
                x = begin + inside * share(entry.order_ms)
                place = (entry.lane, entry.kind, int(x / APART))
                if place not in first:
                    first[place] = (entry, QPointF(x, self._y(entry.lane)))
            self._marks, self._marks_width = list(first.values()), self.width()
        return self._marks

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lanes, axis, curves, marks, labels, and the ring around the current mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPixelSize(SMALL_PX)
        painter.setFont(small)
        self._paint_lanes(painter)
        self._paint_axis(painter)
        for entry, _at in self._seen():
            if entry.kind is EntryKind.MOVED:
                self._paint_move(painter, entry)
        for entry, at in self._seen():
            if entry.kind is not EntryKind.MOVED:
                self._paint_mark(painter, entry, at)
        self._paint_labels(painter)
        if self.current is not None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens().focus), 2))
            painter.drawEllipse(self._point(self.current), RADIUS + 5, RADIUS + 5)

    def _paint_lanes(self, painter: QPainter) -> None:
        metrics = QFontMetrics(painter.font())
        for lane in self._timeline.lanes:
            y = self._y(lane.id)
            painter.setPen(QPen(QColor(tokens().line), 1.5))
            painter.drawLine(QPointF(EDGE, y), QPointF(self.width() - EDGE, y))
            for before, after in self._scale.breaks:
                self._paint_break(painter, (self._x(before) + self._x(after)) / 2, y)
            painter.setPen(QColor(tokens().ink2))
            title = metrics.elidedText(
                self._title(lane.id), Qt.TextElideMode.ElideRight, self.width() // 3
            )
            painter.drawText(QPointF(EDGE, y - 9), title)

    def _paint_break(self, painter: QPainter, x: float, y: float) -> None:
        """A long time in which nothing stands is drawn short; two strokes say so."""
        painter.fillRect(QRectF(x - 4, y - 2, 8, 4), QColor(tokens().card))
        painter.setPen(QPen(QColor(tokens().ink2), 1.2))
        for at in (x - 4, x + 4):
            painter.drawLine(QPointF(at - 2.5, y + 5), QPointF(at + 2.5, y - 5))

    def _paint_axis(self, painter: QPainter) -> None:
        y = TOP + LANE_HEIGHT * (len(self._timeline.lanes) - 1) + 28
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(tokens().ink2))
        end = -1000.0
        said = ""
        for entry, place in self._seen():
            if place.x() <= end + 16:
                continue  # no room for any day here
            at = entry.order_ms
            text = self._day(at)
            x = self._x(at) - metrics.horizontalAdvance(text) / 2
            if x > end + 16 and text != said:
                painter.drawText(QPointF(x, y), text)
                end, said = x + metrics.horizontalAdvance(text), text

    def _paint_move(self, painter: QPainter, entry: TimelineEntry) -> None:
        if entry.to_lane not in self._lanes:
            return
        x, there = self._x(entry.order_ms), self._y(entry.to_lane)
        begin = QPointF(max(EDGE + 8.0, x - 110), self._y(entry.lane))
        path = QPainterPath(begin)
        path.cubicTo(QPointF(x - 40, begin.y()), QPointF(x - 70, there), QPointF(x - 8, there))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().ink2), 1.2, Qt.PenStyle.DashLine))
        painter.drawPath(path)

    def _paint_mark(self, painter: QPainter, entry: TimelineEntry, at: QPointF) -> None:
        colours = tokens()
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.kind is EntryKind.GAP:
            painter.setPen(QPen(QColor(colours.slate), 1.5))
            painter.setBrush(QColor(colours.card))
            painter.drawRoundedRect(QRectF(at.x() - 7, at.y() - 3, 14, 6), 3, 3)
            return
        mark = MARKS.get(entry.kind, Mark.CIRCLE)
        if mark is Mark.CIRCLE:
            painter.setBrush(QColor(colours.slate))
            painter.drawEllipse(at, RADIUS, RADIUS)
        elif mark is Mark.SQUARE:
            painter.setBrush(QColor(colours.warm))
            painter.drawRoundedRect(QRectF(at.x() - 7, at.y() - 7, 14, 14), 2, 2)
        else:
            painter.setBrush(QColor(colours.accent))
            corners = [at + QPointF(0, -8), at + QPointF(9, 7.5), at + QPointF(-9, 7.5)]
            painter.drawPolygon(QPolygonF(corners))

    def _paint_labels(self, painter: QPainter) -> None:
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(tokens().ink))
        ends: dict[str, float] = {}
        for entry, at in self._seen():
            if entry.kind not in MARKS or at.x() <= ends.get(entry.lane, EDGE + 60.0):
                continue
            text = metrics.elidedText(self._word(entry), Qt.TextElideMode.ElideRight, _MOST_LABEL)
            width = metrics.horizontalAdvance(text)
            left = at.x() - width / 2
            if left > ends.get(entry.lane, EDGE + 60.0):
                painter.drawText(QPointF(left, at.y() - 13), text)
                ends[entry.lane] = left + width + LABEL_GAP
