"""Line icons of `resources/icons` (drawn for this project, 24 grid, 1.7 px) in any colour."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.paths import resources

_SCALES = (1, 2, 3)


@cache
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """One icon as a picture of `size` device-independent pixels at a scale."""
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    picture = QPixmap(round(size * scale), round(size * scale))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(scale)
    return picture


@lru_cache(maxsize=128)
def icon(name: str, colour: str, size: int, *, here: str | None = None) -> QIcon:
    """An icon for a button; `here` is its colour while the button is the checked one.

    Drawn once for each colour, and shared.
    """
    made = QIcon()
    for scale in _SCALES:
        made.addPixmap(pixmap(name, colour, size, scale))
        if here is not None:
            on = pixmap(name, here, size, scale)
            made.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
            made.addPixmap(on, QIcon.Mode.Active, QIcon.State.On)
    return made
