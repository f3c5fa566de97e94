"""A picture in memory with what is known of it, and its bytes as PNG without a file."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from app.domain.evidence.captures import Shot
from app.errors import EnvironmentProblem

_QUICK = 80
"""Of Qt's 0 to 100 for PNG, where less means smaller and slower; no pixel is lost by any."""


def png_of(image: QImage) -> bytes:
    """The picture as PNG, pixel by pixel. Raises EnvironmentProblem ENV-040."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # PySide wants a text for a parameter that Qt takes as bytes.
    written = image.save(buffer, "PNG", _QUICK)  # type: ignore[call-overload]
    buffer.close()
    if not written:
        raise EnvironmentProblem("ENV-040")
    return bytes(held.data())


@dataclass(frozen=True)
class Picture:
    """A captured picture: pixels, or the very bytes where another program made it."""

    shot: Shot
    image: QImage | None = None
    data: bytes = b""

    def png(self) -> bytes:
        """Its bytes; takes a moment for large screens. Raises EnvironmentProblem ENV-040."""
        return png_of(self.image) if self.image is not None else self.data
