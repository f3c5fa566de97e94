"""How each stroke of a guide's drawing is painted, in the colours in use now.

Plain shapes of a chat window that is nobody's in particular. Surfaces are `paper`, popped-up ones
`card`, so that every word stands on a pair of `TEXT_PAIRS`. The painter is scaled to the grid.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPainter, QPen, QPolygonF

from ui.theme.icons import pixmap
from ui.theme.theme import tokens

if TYPE_CHECKING:
    from app.usecases.program.guiding import Stroke

LETTERS = 13
BAR = 28
SIDE = 12
BOX = 16
TURN = 4
"""An icon is drawn so many times larger than it stands on the grid, so that it stays sharp."""

Painting = Callable[[QPainter, QRectF, "Stroke", str], None]


def paint(painter: QPainter, stroke: Stroke, language: str) -> None:
    """One stroke, with its words in a language."""
    said = stroke.text.in_language(language) if stroke.text else ""
    if stroke.kind == "arrow":
        _arrow(painter, stroke)
    else:
        _BY_KIND[stroke.kind](painter, QRectF(*stroke.at), stroke, said)


def room_for_words(stroke: Stroke) -> float:
    """How wide the words of a stroke may be, on the grid."""
    wide = stroke.at[2]
    if stroke.kind in {"tick", "open_tick"}:
        return wide - BOX - 8
    if stroke.kind in {"text", "number"}:
        return wide
    return wide - 2 * (SIDE if stroke.kind != "row" else 8)


def letters(*, strong: bool = False) -> QFont:
    """The font of a drawing's words, in the grid's units."""
    font = QFont()
    font.setPixelSize(LETTERS)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return font


def _colour(name: str) -> QColor:
    return QColor(str(getattr(tokens(), name)))


def _surface(painter: QPainter, at: QRectF, ground: str, border: str, turn: float) -> None:
    painter.setPen(QPen(_colour(border), 1))
    painter.setBrush(_colour(ground))
    painter.drawRoundedRect(at.adjusted(0.5, 0.5, -0.5, -0.5), turn, turn)


def _words(
    painter: QPainter,
    at: QRectF,
    text: str,
    tone: str,
    *,
    middle: bool = False,
    strong: bool = False,
) -> None:
    if not text:
        return
    painter.setFont(letters(strong=strong))
    painter.setPen(_colour(tone))
    side = Qt.AlignmentFlag.AlignHCenter if middle else Qt.AlignmentFlag.AlignLeft
    painter.drawText(at, side | Qt.AlignmentFlag.AlignVCenter, text)


def _inside(at: QRectF, side: float = SIDE) -> QRectF:
    return at.adjusted(side, 0, -side, 0)


def _window(painter: QPainter, at: QRectF, _stroke: Stroke, said: str) -> None:
    _surface(painter, at, "paper", "line", 8)
    bar = QRectF(at.left(), at.top() + 2, at.width(), BAR)
    painter.setPen(QPen(_colour("line"), 1))
    painter.drawLine(bar.bottomLeft(), bar.bottomRight())
    _words(painter, _inside(bar), said, "ink", strong=True)


def _card(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    _surface(painter, at, "paper", "line", 8)


def _menu(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    _surface(painter, at, "card", "ink2", 8)


def _phone(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    painter.setPen(QPen(_colour("ink2"), 1.6))
    painter.setBrush(_colour("paper"))
    painter.drawRoundedRect(at.adjusted(1, 1, -1, -1), 16, 16)


def _bubble(painter: QPainter, at: QRectF, stroke: Stroke, said: str) -> None:
    ground = "tint" if stroke.kind == "own" else "slate_tint"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour(ground))
    painter.drawRoundedRect(at, min(10, at.height() / 2), min(10, at.height() / 2))
    if said:
        _words(painter, _inside(at), said, "ink")
    elif at.height() < 2 * LETTERS + 10:  # a line of words that nobody needs to read
        painter.setBrush(_colour("line"))
        bar = QRectF(at.left() + 10, at.center().y() - 2, max(8.0, at.width() - 40), 4)
        painter.drawRoundedRect(bar, 2, 2)


def _row(painter: QPainter, at: QRectF, stroke: Stroke, said: str) -> None:
    _words(painter, _inside(at, 8), said, stroke.tone)


def _field(painter: QPainter, at: QRectF, stroke: Stroke, said: str) -> None:
    _surface(painter, at, "card", "ink2", 6)
    _words(painter, _inside(at), said, stroke.tone)


def _button(painter: QPainter, at: QRectF, _stroke: Stroke, said: str) -> None:
    _surface(painter, at, "card", "line", 8)
    _words(painter, at, said, "ink", middle=True)


def _picture(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    grey = QLinearGradient(at.topLeft(), at.bottomRight())
    grey.setColorAt(0, _colour("slate_tint"))
    grey.setColorAt(1, _colour("line"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(grey))
    painter.drawRoundedRect(at, 6, 6)
    side = min(20.0, at.height() - 6)
    _draw_icon(painter, QRectF(at.center().x() - side / 2, at.center().y() - side / 2, side, side),
               "eye_off", "ink2")  # fmt: skip


def _person(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour("tint"))
    painter.drawEllipse(at)
    painter.setBrush(_colour("accent"))
    head, wide = at.width() * 0.15, at.width()
    painter.drawEllipse(QPointF(at.center().x(), at.top() + wide * 0.36), head, head)
    body = QRectF(at.left() + wide * 0.26, at.top() + wide * 0.56, wide * 0.48, wide * 0.44)
    painter.drawChord(body, 0, 180 * 16)


def _clock(painter: QPainter, at: QRectF, stroke: Stroke, _said: str) -> None:
    painter.setPen(QPen(_colour(stroke.tone), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at.adjusted(1, 1, -1, -1))
    painter.drawLine(at.center(), at.center() - QPointF(0, at.height() * 0.28))
    painter.drawLine(at.center(), at.center() + QPointF(at.width() * 0.22, at.height() * 0.1))


def _ring(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    painter.setPen(QPen(_colour("accent"), 2.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(at.adjusted(1.1, 1.1, -1.1, -1.1), 9, 9)


def _arrow(painter: QPainter, stroke: Stroke) -> None:
    left, top, right, bottom = stroke.at
    begin, end = QPointF(left, top), QPointF(right, bottom)
    turn = math.atan2(end.y() - begin.y(), end.x() - begin.x())
    painter.setPen(QPen(_colour("accent"), 2, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(begin, end)
    sides = [
        end - QPointF(math.cos(turn + way) * 8, math.sin(turn + way) * 8) for way in (0.45, -0.45)
    ]
    painter.setBrush(_colour("accent"))
    painter.drawPolygon(QPolygonF([end, *sides]))


def _tick(painter: QPainter, at: QRectF, stroke: Stroke, said: str) -> None:
    box = QRectF(at.left(), at.center().y() - BOX / 2, BOX, BOX)
    ticked = stroke.kind == "tick"
    _surface(painter, box, "accent" if ticked else "card", "accent" if ticked else "ink2", 4)
    if ticked:
        painter.setPen(QPen(_colour("on_accent"), 2, c=Qt.PenCapStyle.RoundCap))
        knee = QPointF(box.left() + 7, box.top() + 11.5)
        painter.drawLine(QPointF(box.left() + 4, box.top() + 8.5), knee)
        painter.drawLine(knee, QPointF(box.left() + 12, box.top() + 5))
    _words(painter, at.adjusted(BOX + 8, 0, 0, 0), said, stroke.tone)


def _dots(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour("ink"))
    for step in (-6, 0, 6):
        painter.drawEllipse(at.center() + QPointF(0, step), 1.8, 1.8)


def _line(painter: QPainter, at: QRectF, _stroke: Stroke, _said: str) -> None:
    painter.setPen(QPen(_colour("line"), 1))
    painter.drawLine(at.topLeft(), at.topRight())


def _text(painter: QPainter, at: QRectF, stroke: Stroke, said: str) -> None:
    _words(painter, at, said, stroke.tone, middle=stroke.middle)


def _number(painter: QPainter, at: QRectF, _stroke: Stroke, said: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_colour("tint"))
    painter.drawEllipse(at)
    _words(painter, at, said, "accent", middle=True)


def _cross(painter: QPainter, at: QRectF, stroke: Stroke, _said: str) -> None:
    painter.setPen(QPen(_colour(stroke.tone), 2.4, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(at.bottomLeft() + QPointF(4, 4), at.topRight() + QPointF(-4, -4))


def _sign(painter: QPainter, at: QRectF, stroke: Stroke, _said: str) -> None:
    _draw_icon(painter, at, stroke.kind, stroke.tone)


def _draw_icon(painter: QPainter, at: QRectF, name: str, tone: str) -> None:
    drawn = pixmap(name, str(getattr(tokens(), tone)), round(at.width() * TURN), 1.0)
    painter.drawPixmap(at, drawn, QRectF(drawn.rect()))


_BY_KIND: dict[str, Painting] = {
    "window": _window,
    "card": _card,
    "bubble": _bubble,
    "own": _bubble,
    "row": _row,
    "menu": _menu,
    "field": _field,
    "button": _button,
    "picture": _picture,
    "person": _person,
    "phone": _phone,
    "clock": _clock,
    "ring": _ring,
    "tick": _tick,
    "open_tick": _tick,
    "dot": _dots,
    "line": _line,
    "text": _text,
    "key": _sign,
    "folder": _sign,
    "lock": _sign,
    "number": _number,
    "cross": _cross,
}
