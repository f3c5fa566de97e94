"""What lies in the clipboard, a picture or a text: read only when the person pastes."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage

from app.errors import InputProblem
from ui.capture.pictures import png_of

_AS_THEY_ARE = ("image/png", "image/jpeg", "image/webp")


def pasted_picture() -> bytes:
    """The bytes as the other program gave them, else the picture as PNG.

    Raises InputProblem COL-046 where there is none, EnvironmentProblem ENV-040.
    """
    data = QGuiApplication.clipboard().mimeData()
    for name in _AS_THEY_ARE:
        given = bytes(data.data(name).data()) if data.hasFormat(name) else b""
        if given:
            return given
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        raise InputProblem("COL-046")
    return png_of(image)


def pasted_text() -> str:
    """The text as the other program gave it; empty where there is none."""
    return QGuiApplication.clipboard().text()
