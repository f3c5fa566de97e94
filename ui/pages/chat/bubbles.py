"""How a line of a chat is laid out and drawn: measured once for a width, then painted.

Only painting and measuring: what a line says stands in `wording`. Colours come from the tokens,
sizes from the text size in use. Pictures are never drawn here: a file is a covered tile.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from ui.pages.chat.wording import LineWords
from ui.theme.scale import scaled
from ui.theme.theme import tokens
from ui.widgets.pictures.cover import paint_cover
from ui.widgets.words import keep_words

TEXT_PX, SMALL_PX = 15, 13
EDGE, GAP, INSIDE, RADIUS, ASIDE = 14, 6, 12, 12, 10
TILE = (150, 96)
WIDEST = 640
BREAK = "\u2028"
MOST_LIT = 50


class Text:
    """A text wrapped to a width."""

    def __init__(self, text: str, font: QFont, width: int, *, centred: bool = False) -> None:
        self._layout = QTextLayout(keep_words(text).replace("\n", BREAK), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if centred:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._layout.setTextOption(option)
        self.width, y = 0.0, 0.0
        step = QFontMetrics(font).height() * 1.12
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, y))
            self.width = max(self.width, line.naturalTextWidth())
            y += max(step, line.height())
        self._layout.endLayout()
        self.height = int(y + 0.999)

    def draw(
        self, painter: QPainter, x: float, y: float, colour: str, lit: re.Pattern[str] | None = None
    ) -> None:
        """Draw it with its upper left corner at a place; what `lit` finds stands out."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, QPointF(x, y), self._lit(lit))

    def _lit(self, lit: re.Pattern[str] | None) -> list[QTextLayout.FormatRange]:
        if lit is None:
            return []
        look = QTextCharFormat()
        look.setBackground(QColor(tokens().warm_tint))
        look.setForeground(QColor(tokens().warm))
        look.setFontUnderline(True)
        ranges = []
        text = self._layout.text()
        for start, end in islice((one.span() for one in lit.finditer(text)), MOST_LIT):
            one = QTextLayout.FormatRange()
            one.start, one.length = _units(text, 0, start), _units(text, start, end)
            one.format = look
            ranges.append(one)
        return ranges


def _units(text: str, start: int, end: int) -> int:
    """How many places Qt counts between two of Python's: two for a sign beyond the first plane."""
    return len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Piece:
    """A part of a bubble: a text in a colour with something about it, or a row of tiles."""

    kind: str  # head, note, answer, text, tiles, deed
    y: int
    height: int
    text: Text | None = None
    aside: Text | None = None
    """Stands behind the text, in the quiet colour."""
    rects: list[QRect] = field(default_factory=list)
    """Places of tiles, from the bubble's upper left corner."""


class Bubble:
    """One line, laid out for a width: asks nothing, keeps no evidence but its own words."""

    def __init__(self, words: LineWords, width: int, font: QFont) -> None:
        self.words = words
        self._width = width
        self._font = QFont(font)
        self._font.setPixelSize(scaled(TEXT_PX))
        self._small = QFont(font)
        self._small.setPixelSize(scaled(SMALL_PX))
        self._bold = QFont(self._small)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._above: list[tuple[str, Text, int]] = []
        self._pieces: list[Piece] = []
        y = self._lay_above(GAP // 2)
        self.place = self._lay_service(y) if words.service else self._lay_bubble(y)
        self.height = self.place.bottom() + 1 + GAP // 2

    def _lay_above(self, y: int) -> int:
        wide = self._width - 4 * EDGE
        texts = [("day", self.words.day)] if self.words.day else []
        texts += [("gap", one) for one in self.words.gaps]
        for kind, one in texts:
            text = Text(one, self._small, wide)
            y += GAP
            self._above.append((kind, text, y))
            y += text.height + 2 * GAP
        return y

    def _lay_service(self, y: int) -> QRect:
        words = self.words
        said = " · ".join(part for part in (words.sender, words.text, words.when) if part)
        text = Text(said, self._small, self._width - 6 * EDGE)
        self._pieces = [Piece("service", GAP, text.height, text)]
        if words.deeds:
            self._add("deed", words.deeds, self._bold, self._width - 6 * EDGE)
        wide = int(max(piece.text.width for piece in self._pieces if piece.text)) + 2 * INSIDE
        high = self._pieces[-1].y + self._pieces[-1].height + GAP
        return QRect((self._width - wide) // 2, y, wide, high)

    def _lay_bubble(self, y: int) -> QRect:
        words = self.words
        most = min(int(self._width * 0.78), scaled(WIDEST)) - 2 * INSIDE
        self._add_head(most)
        for note in words.notes:
            self._add("note", note, self._small, most)
        if words.answered:
            self._add("answer", words.answered, self._small, most - INSIDE)
        if words.text:
            self._add("text", words.text, self._font, most)
        self._add_tiles(most)
        for one in words.media:
            if one.item is None:
                self._add("absent", f"{one.caption} · {one.absent}", self._small, most - INSIDE)
        if words.more_media:
            self._add("note", words.more_media, self._small, most)
        if words.deeds:
            self._add("deed", words.deeds, self._bold, most - 2 * GAP)
        inside = max(self._inner_width(piece) for piece in self._pieces)
        last = self._pieces[-1]
        wide = int(inside) + 2 * INSIDE + 1
        left = self._width - EDGE - wide if words.own else EDGE
        return QRect(left, y, wide, last.y + last.height + INSIDE - 2)

    def _inner_width(self, piece: Piece) -> float:
        if piece.rects:
            return max(rect.right() + 1 for rect in piece.rects) - INSIDE
        extra: float = INSIDE if piece.kind in ("answer", "absent") else 0
        extra += 2 * GAP if piece.kind == "deed" else 0
        extra += ASIDE + piece.aside.width if piece.aside else 0
        return (piece.text.width if piece.text else 0) + extra

    def _next_y(self) -> int:
        if not self._pieces:
            return INSIDE - 4
        return self._pieces[-1].y + self._pieces[-1].height + GAP - 2

    def _add(self, kind: str, said: str, font: QFont, width: int) -> None:
        text = Text(said, font, width)
        extra = 6 if kind in ("deed", "absent") else 0
        self._pieces.append(Piece(kind, self._next_y(), text.height + extra, text))

    def _add_head(self, most: int) -> None:
        words = self.words
        said = " · ".join(part for part in (words.account, words.when) if part)
        sender, aside = Text(words.sender, self._bold, most), Text(said, self._small, most)
        beside = sender.width + ASIDE + aside.width <= most
        high = max(sender.height, aside.height) if beside else sender.height
        self._pieces.append(Piece("head", self._next_y(), high, sender, aside if beside else None))
        if not beside:
            self._add("note", said, self._small, most)

    def _add_tiles(self, most: int) -> None:
        here = sum(1 for one in self.words.media if one.item is not None)
        if not here:
            return
        wide, high, y = scaled(TILE[0]), scaled(TILE[1]), self._next_y()
        in_row = max(1, (most + GAP) // (wide + GAP))
        rects = [
            QRect(
                INSIDE + (place % in_row) * (wide + GAP),
                y + (place // in_row) * (high + GAP),
                wide,
                high,
            )
            for place in range(here)
        ]
        self._pieces.append(Piece("tiles", y, rects[-1].bottom() + 1 - y, rects=rects))

    # Where things are, for clicks.

    def tile_at(self, x: int, y: int) -> int | None:
        """Which of the files that are here lies at a point of the line, counted from 0."""
        for piece in self._pieces:
            for number, rect in enumerate(piece.rects):
                if rect.translated(self.place.topLeft()).contains(x, y):
                    return number
        return None

    def is_answer(self, x: int, y: int) -> bool:
        """Whether a point of the line is on what is answered."""
        inside = QRect(self.place)
        return any(
            piece.kind == "answer"
            and inside.contains(x, y)
            and piece.y <= y - inside.top() < piece.y + piece.height
            for piece in self._pieces
        )

    # Drawing.

    def draw(
        self,
        painter: QPainter,
        line: QRect,
        *,
        current: bool,
        focused: bool,
        lit: re.Pattern[str] | None = None,
    ) -> None:
        """Draw the line at its place.

        The chosen one (`current`) has an outline, a second one around it while it has the keyboard
        (`focused`). Only what is one's own is tinted. `lit`: the words that were looked for.
        """
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(line.topLeft())
        for kind, text, y in self._above:
            self._draw_above(painter, kind, text, y)
        place = QRectF(self.place)
        painter.setPen(QPen(QColor(colours.line), 1))
        service, own = self.words.service, self.words.own
        ground = colours.tint if own else colours.paper if service else colours.card
        painter.setBrush(QColor(ground))
        if current:
            painter.setPen(QPen(QColor(colours.focus), 2))
        elif service:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, RADIUS, RADIUS)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(-3, -3, 3, 3), RADIUS + 3, RADIUS + 3)
        painter.translate(self.place.topLeft())
        quiet = colours.ink if own or current else colours.ink2
        for piece in self._pieces:
            self._draw_piece(painter, piece, quiet, lit)
        painter.restore()

    def _draw_above(self, painter: QPainter, kind: str, text: Text, y: int) -> None:
        colours = tokens()
        wide = text.width + 2 * INSIDE
        area = QRectF((self._width - wide) / 2, y, wide, text.height + GAP)
        painter.setPen(Qt.PenStyle.NoPen)
        if kind == "gap":
            painter.setBrush(QColor(colours.slate_tint))
            painter.drawRoundedRect(area, RADIUS, RADIUS)
        else:
            painter.setPen(QPen(QColor(colours.line), 1))
            middle = area.center().y()
            painter.drawLine(QPointF(EDGE, middle), QPointF(area.left(), middle))
            painter.drawLine(QPointF(area.right(), middle), QPointF(self._width - EDGE, middle))
        colour = colours.slate if kind == "gap" else colours.ink2
        text.draw(painter, area.left() + INSIDE, y + GAP / 2, colour)

    def _draw_piece(
        self, painter: QPainter, piece: Piece, quiet: str, lit: re.Pattern[str] | None
    ) -> None:
        colours = tokens()
        if piece.kind == "tiles":
            here = [one for one in self.words.media if one.item is not None]
            for rect, one in zip(piece.rects, here, strict=True):
                paint_cover(painter, rect, None, one.caption)
            return
        if piece.text is None:
            return
        x, y, colour = INSIDE, piece.y, colours.ink
        if piece.kind == "answer":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(x, y + 1, 3, piece.height - 2), 1.5, 1.5)
            x, colour = x + INSIDE, quiet
        elif piece.kind in ("absent", "deed"):
            warm = piece.kind == "deed"
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.warm_tint if warm else colours.slate_tint))
            wide = piece.text.width + 2 * GAP
            painter.drawRoundedRect(QRectF(x, y, wide, piece.height), 8, 8)
            x, y, colour = x + GAP, y + 3, colours.warm if warm else colours.slate
        elif piece.kind in ("note", "service"):
            colour = quiet
        if piece.aside is not None:
            piece.aside.draw(painter, x + piece.text.width + ASIDE, y, quiet)
        piece.text.draw(painter, x, y, colour, lit if piece.kind in ("text", "service") else None)
