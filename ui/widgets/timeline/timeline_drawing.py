"""Draws what a timeline's picture shows just now, from its layout; labels never overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from app.domain.case.timeline import MARKS, EntryKind
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.timeline.timeline_paint import (
    GAP_WIDE,
    half_width,
    paint_break,
    paint_gap,
    paint_line,
    paint_mark,
    paint_move,
    paint_ring,
    paint_several,
    paint_together,
)

if TYPE_CHECKING:
    from ui.widgets.timeline.timeline_view import TimelineView

EDGE = 14
LABEL_GAP = 8
MOST_LABEL = 210
DAYS_APART = 18
MOVE_WIDTH = 110
HOURS_FROM = 2
"""The zoom from which hours are said where the day was said just before."""
ASIDE = 15
"""What an export does not give stands beside the last message before it."""
CLEAR = 2
AWAY = 30
"""So far it goes on to the right to stand clear of marks; where that is not enough, below them."""
BELOW = 13


class Drawing:
    """One painting of a view. `paint` does all of it."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._layout = view.layout_now
        self._painter = QPainter(view)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setFont(view.font_now())
        self._metrics = QFontMetrics(view.font_now())
        self._spots = view.seen()
        self._titles: dict[str, float] = {}

    def paint(self, current: int) -> None:
        """Lanes, axis, curves, marks, labels, the ring around the mark that is stood on."""
        try:
            self._all(current)
        finally:
            self._painter.end()  # a painter that stays open takes the program down

    def _all(self, current: int) -> None:
        self._lanes()
        self._axis()
        self._lines(EntryKind.MOVED)
        if current >= 0:
            self._together(current)
        for spot in self._spots:
            at = QPointF(self._view.x_of(spot.at), self._view.y_of(spot.lane))
            if len(spot.members) == 1:
                paint_mark(self._painter, spot.mark, at, is_spread=spot.is_spread)
            else:
                count = len(spot.members)
                paint_several(self._painter, spot.mark, at, count, is_spread=spot.is_spread)
        self._lines(EntryKind.GAP)
        self._labels()
        if current >= 0:
            focused = self._view.hasFocus()
            paint_ring(self._painter, self._view.point(current), focused=focused)

    def _lanes(self) -> None:
        view, painter, width = self._view, self._painter, self._view.width_now()
        scale = self._layout.scale
        begin, end = EDGE, view.width() - EDGE
        if view.x_of(0) < EDGE:  # it goes on beyond what is seen
            begin = 0
        if view.x_of(width) > end:
            end = view.width()
        for lane in self._layout.timeline.lanes:
            y = view.y_of(lane.id)
            paint_line(painter, QPointF(begin, y), QPointF(end, y))
            for before, after in scale.breaks:
                x = view.x_of((scale.share(before) + scale.share(after)) / 2 * width)
                if 0 < x < view.width():
                    paint_break(painter, QPointF(x, y))
            painter.setPen(QColor(tokens().ink2))
            title = self._metrics.elidedText(
                view.title(lane.id), Qt.TextElideMode.ElideRight, view.width() // 3
            )
            painter.drawText(QPointF(EDGE, y - scaled(9)), title)
            self._titles[lane.id] = EDGE + self._metrics.horizontalAdvance(title) + LABEL_GAP

    def _axis(self) -> None:
        """Days below the lines; the hour where the day was said just before."""
        view = self._view
        lanes = max(0, len(self._layout.timeline.lanes) - 1)
        y = scaled(34) + view.lane_height() * lanes + scaled(26)
        self._painter.setPen(QColor(tokens().ink2))
        end, said, day_said = -1000.0, "", ""
        for spot in self._spots:
            x = view.x_of(spot.at)
            if x <= end + DAYS_APART:
                continue  # no room for any day here
            at = self._layout.entry(spot.members[0]).order_ms
            day = view.day(at)
            text = view.clock(at) if day == day_said else day
            if text == said or (day == day_said and view.zoom < HOURS_FROM):
                continue
            left = x - self._metrics.horizontalAdvance(text) / 2
            if left > max(end + DAYS_APART, 2):
                self._painter.drawText(QPointF(left, y), text)
                end, said, day_said = left + self._metrics.horizontalAdvance(text), text, day

    def _lines(self, kind: EntryKind) -> None:
        """Rooms that moved, and what an export does not give."""
        view = self._view
        known = {lane.id for lane in self._layout.timeline.lanes}
        drawn: dict[str, float] = {}
        for number in self._layout.lines:
            entry = self._layout.entry(number)
            at = view.point(number)
            if entry.kind is not kind or not -MOVE_WIDTH < at.x() < view.width() + MOVE_WIDTH:
                continue
            if kind is EntryKind.GAP:
                if at.x() - drawn.get(entry.lane, -MOVE_WIDTH * 2.0) < GAP_WIDE / 2:
                    continue  # one bar says it for all that stand there
                drawn[entry.lane] = at.x()
                paint_gap(self._painter, self._clear_of_marks(at, entry.lane))
            elif entry.to_lane in known:
                begin = QPointF(max(EDGE + 8.0, at.x() - MOVE_WIDTH), at.y())
                end = QPointF(at.x() - 8, view.y_of(str(entry.to_lane)))
                paint_move(self._painter, begin, end)

    def _clear_of_marks(self, at: QPointF, lane: str) -> QPointF:
        """Where what is not given is drawn, so that it covers no mark and no number."""
        half, x = GAP_WIDE / 2 + CLEAR, at.x() + ASIDE
        for spot in self._spots:
            if spot.lane != lane:
                continue
            mark = self._view.x_of(spot.at)
            reach = half_width(self._metrics, len(spot.members), is_spread=spot.is_spread) + half
            if abs(mark - x) < reach:
                x = mark + reach
        if x - at.x() > AWAY:
            return at + QPointF(0, BELOW)
        return QPointF(x, at.y())

    def _together(self, current: int) -> None:
        """Where else the picture that is stood on was seen."""
        subject = self._layout.entry(current).subject
        if subject not in self._layout.spread:
            return
        places = [
            self._view.point(number)
            for number in self._layout.shown
            if self._layout.entry(number).subject == subject
        ]
        if len(places) > 1:
            paint_together(self._painter, places)

    def _labels(self) -> None:
        view = self._view
        self._painter.setPen(QColor(tokens().ink))
        ends = dict(self._titles)
        for spot in self._spots:
            entry = self._layout.entry(spot.members[0])
            if len(spot.members) > 1 or entry.kind not in MARKS:
                continue
            x = view.x_of(spot.at)
            text = self._metrics.elidedText(
                view.word(entry), Qt.TextElideMode.ElideRight, scaled(MOST_LABEL)
            )
            width = self._metrics.horizontalAdvance(text)
            left = x - width / 2
            if left > ends.get(spot.lane, 0.0) and left + width < view.width():
                self._painter.drawText(QPointF(left, view.y_of(spot.lane) - 15), text)
                ends[spot.lane] = left + width + LABEL_GAP
