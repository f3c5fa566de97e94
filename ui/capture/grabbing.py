"""Takes the picture of one screen as the system gives it: X11, Windows, macOS."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QImage, QScreen

from app.errors import EnvironmentProblem


def needs_portal() -> bool:
    """Whether only the desktop's portal may take pictures of the screen (Wayland)."""
    return QGuiApplication.platformName().startswith("wayland")


def grab(screen: QScreen) -> QImage:
    """The whole screen in its own pixels. Raises EnvironmentProblem ENV-040."""
    image = screen.grabWindow(0).toImage()
    if image.isNull():
        raise EnvironmentProblem("ENV-040")
    image.setDevicePixelRatio(1)
    return image.convertToFormat(QImage.Format.Format_RGB32)
