"""The screens there are, and what is told of each: in the screen's own pixels, not Qt's."""

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
