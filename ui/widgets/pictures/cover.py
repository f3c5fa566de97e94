"""Paints pictures covered.

A few grey patches, blurred into each other, under a caption that says what it is.

Nothing of the picture can be made out: it is brought down to 4 by 3 patches of grey with little
contrast first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
)

from ui.theme.scale import scaled
from ui.theme.theme import tokens

PATCHES = (4, 3)
DARKEST, BRIGHTEST = 128, 184
RADIUS = 8.0
LARGEST_SIDE = 4096
CAPTION_PX = 13
CAPTION_SIDES = 32
"""What a caption leaves free of the width of its picture."""
_GROUND = (QColor("#96968C"), QColor("#BEBBB2"), QColor("#86847B"))
_AT_NIGHT = QColor(20, 19, 17, 110)
"""Over a cover where colours are dark: nothing on the screen shines brighter than the words."""
_CAPTION_GROUND = QColor(30, 29, 27, 176)
_CAPTION_TEXT = QColor("#FFFFFF")


def decode(jpeg: bytes) -> QImage:
    """The small picture that the vault keeps (made by the app itself in its limited worker).

    Null if it can't be read.
    """
    image = QImage()
    if not image.loadFromData(QByteArray(jpeg), "JPG"):
        return QImage()
    if max(image.width(), image.height()) > LARGEST_SIDE:
        return QImage()
    return image


def patches(image: QImage) -> QImage:
    """The picture as 4 by 3 grey patches with little contrast.

    All that a cover ever knows of it.
    """
    small = image.scaled(
        *PATCHES, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    made = QImage(*PATCHES, QImage.Format.Format_RGB32)
    for x in range(PATCHES[0]):
        for y in range(PATCHES[1]):
            grey = DARKEST + (BRIGHTEST - DARKEST) * QColor(small.pixel(x, y)).value() // 255
            made.setPixelColor(x, y, QColor(grey, grey - 1, grey - 7))
    return made


def paint_cover(painter: QPainter, area: QRect, known: QImage | None, caption: str) -> None:
    """Paint a covered picture into `area`.

    `known` are its patches, or None where they are not known. A caption may have several lines.
    """
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(area), RADIUS, RADIUS)
    painter.setClipPath(shape)
    ground = QLinearGradient(QPointF(area.topLeft()), QPointF(area.bottomRight()))
    for place, colour in zip((0.0, 0.5, 1.0), _GROUND, strict=True):
        ground.setColorAt(place, colour)
    painter.fillPath(shape, QBrush(ground))
    if known is not None and not known.isNull():
        painter.setOpacity(0.7)
        painter.drawImage(
            area,
            known.scaled(
                area.size() / 2,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ),
        )
        painter.setOpacity(1.0)
    if tokens().dark:
        painter.fillPath(shape, _AT_NIGHT)
    painter.restore()
    _paint_caption(painter, area, caption)


def paint_shown(painter: QPainter, area: QRect, image: QImage) -> None:
    """Paint the picture itself, whole, into `area`; only while it is held."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shape = QPainterPath()
    shape.addRoundedRect(QRectF(area), RADIUS, RADIUS)
    painter.setClipPath(shape)
    painter.fillRect(area, QColor("#1C1B19"))
    size = image.size().scaled(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRect(area.topLeft(), size)
    place.moveCenter(area.center())
    painter.drawImage(place, image)
    painter.restore()


def _elided() -> Iterator[Qt.TextElideMode]:
    """A name keeps its beginning and its end; what is said below it keeps its beginning."""
    yield Qt.TextElideMode.ElideMiddle
    yield from repeat(Qt.TextElideMode.ElideRight)


def _paint_caption(painter: QPainter, area: QRect, caption: str) -> None:
    if not caption:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(painter.font())
    font.setPixelSize(scaled(CAPTION_PX))
    font.setWeight(QFont.Weight.Normal)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    lines = [
        metrics.elidedText(line, mode, area.width() - CAPTION_SIDES)
        for line, mode in zip(caption.split("\n"), _elided(), strict=False)
    ]
    width = max(metrics.horizontalAdvance(line) for line in lines) + 14
    high = scaled(21) if len(lines) == 1 else metrics.height() * len(lines) + 4
    box = QRectF(area.left() + 8, area.bottom() - 6 - high, width, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_CAPTION_GROUND)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(_CAPTION_TEXT)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))
    painter.restore()
