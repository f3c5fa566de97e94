"""Draws the parts of a timeline: lines, marks, marks that stand for several, curves, the axis.

Circles are sightings, squares what happened, triangles what was done about it; a ring around one
says that it was seen in several places, a number how many stand there, a dashed curve that a room
moved, a hollow dash that the export does not give something. Shape carries the meaning, never
colour alone.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from app.domain.case.timeline import Mark
from ui.theme.theme import tokens

RADIUS = 6.0
PILL = 9.0
GAP_WIDE = 14.0


def paint_line(painter: QPainter, begin: QPointF, end: QPointF) -> None:
    """The line of a room, or of the person."""
    painter.setPen(QPen(QColor(tokens().line), 1.5))
    painter.drawLine(begin, end)


def paint_break(painter: QPainter, at: QPointF) -> None:
    """A long time in which nothing stands is drawn short; two strokes say so."""
    painter.fillRect(QRectF(at.x() - 4, at.y() - 2, 8, 4), QColor(tokens().card))
    painter.setPen(QPen(QColor(tokens().ink2), 1.2))
    for x in (at.x() - 4, at.x() + 4):
        painter.drawLine(QPointF(x - 2.5, at.y() + 5), QPointF(x + 2.5, at.y() - 5))


def paint_gap(painter: QPainter, at: QPointF) -> None:
    """Something was there that the export does not give."""
    painter.setPen(QPen(QColor(tokens().slate), 1.5))
    painter.setBrush(QColor(tokens().card))
    painter.drawRoundedRect(QRectF(at.x() - GAP_WIDE / 2, at.y() - 3, GAP_WIDE, 6), 3, 3)


def paint_move(painter: QPainter, begin: QPointF, end: QPointF) -> None:
    """A room that became another."""
    path = QPainterPath(begin)
    middle = (begin.x() + end.x()) / 2
    path.cubicTo(QPointF(middle + 24, begin.y()), QPointF(middle - 24, end.y()), end)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().ink2), 1.2, Qt.PenStyle.DashLine))
    painter.drawPath(path)


def paint_together(painter: QPainter, places: list[QPointF]) -> None:
    """The same picture in several places: a thin line from one to the next."""
    painter.setPen(QPen(QColor(tokens().slate), 1.2, Qt.PenStyle.DotLine))
    painter.drawPolyline(QPolygonF(places))


def paint_mark(painter: QPainter, mark: Mark, at: QPointF, *, is_spread: bool) -> None:
    """One entry."""
    colours = tokens()
    painter.setPen(Qt.PenStyle.NoPen)
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
    if is_spread:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.slate), 1.5))
        painter.drawEllipse(at, RADIUS + 4, RADIUS + 4)


def half_width(metrics: QFontMetrics, count: int, *, is_spread: bool) -> float:
    """How far a mark of so many entries reaches to either side, its ring included."""
    if count == 1:
        return RADIUS + 5 if is_spread else PILL
    wide = max(2 * PILL, metrics.horizontalAdvance(f"{count:,}") + 10)
    return wide / 2 + (4 if is_spread else 0)


def paint_several(
    painter: QPainter, mark: Mark, at: QPointF, count: int, *, is_spread: bool
) -> None:
    """Several entries that stand too near each other: their number in the most telling shape."""
    colours = tokens()
    text = f"{count:,}"
    metrics = QFontMetrics(painter.font())
    width = 2 * half_width(metrics, count, is_spread=False)
    height = max(2 * PILL, metrics.capHeight() + 8)
    area = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
    colour = {Mark.CIRCLE: colours.slate, Mark.SQUARE: colours.warm}.get(mark, colours.accent)
    corner = height / 2 if mark is Mark.CIRCLE else 3.0
    if is_spread:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.slate), 1.5))
        painter.drawRoundedRect(area.adjusted(-3, -3, 3, 3), corner + 3, corner + 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(area, corner, corner)
    painter.setPen(QColor(colours.card))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip, text)


def paint_ring(painter: QPainter, at: QPointF, *, focused: bool) -> None:
    """Around the mark that is stood on: the focus ring, or a quiet one without the focus."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().focus if focused else tokens().ink2), 2))
    painter.drawEllipse(at, RADIUS + 8, RADIUS + 8)
