"""The screens there are, and what is told of each: in the screen's own pixels, not Qt's.

A picture of all of them together, as Wayland's desktops give it, is cut here into theirs.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication, QScreen

from app.domain.evidence.captures import Screen


def all_screens() -> list[QScreen]:
    """The screens in the system's order; the main one comes first."""
    return QGuiApplication.screens()


def facts_of(screen: QScreen, pixels: QSize) -> Screen:
    """What is told of a screen of which a picture with so many pixels was taken."""
    screens = all_screens()
    number = screens.index(screen) + 1 if screen in screens else 1
    return Screen(
        name=screen.name(),
        number=number,
        count=max(len(screens), 1),
        width=pixels.width(),
        height=pixels.height(),
        scale_percent=round(screen.devicePixelRatio() * 100),
    )


def place_of(screen: QScreen) -> QRect:
    """Where a screen lies among all, in real pixels: Qt scales its size, and not its corner."""
    ratio, shape = screen.devicePixelRatio(), screen.geometry()
    size = QSize(round(shape.width() * ratio), round(shape.height() * ratio))
    return QRect(shape.topLeft(), size)


_ROUNDED = 2
"""By so many pixels a picture of all screens may differ from what their places say."""


def part_of(pixels: QSize, screen: QScreen) -> QRect | None:
    """Where a screen lies on a picture that shows all of them side by side, in its pixels.

    Desktops paint such a picture at one scale, that of the finest screen. None where the size does
    not say that all screens are on it and no more.
    """
    whole = screen.virtualGeometry()
    if whole.isEmpty() or screen not in all_screens():
        return None
    scale = pixels.width() / whole.width()
    if abs(whole.height() * scale - pixels.height()) > _ROUNDED:
        return None
    place = screen.geometry().translated(-whole.topLeft())
    left, top = round(place.x() * scale), round(place.y() * scale)
    right = round((place.x() + place.width()) * scale)
    bottom = round((place.y() + place.height()) * scale)
    return QRect(left, top, right - left, bottom - top) & QRect(
        0, 0, pixels.width(), pixels.height()
    )
