"""What a widget that uncovers something asks the window around it: how gently, and to be told.

So that widgets need no context for it. A widget in no such window gets the safest choices.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.domain.care import Care


@runtime_checkable
class CaresFor(Protocol):
    """The main window."""

    @property
    def care(self) -> Care:
        """What the person chose."""

    def tell_opened(self) -> None:
        """Something was uncovered."""


def _window(widget: QWidget) -> CaresFor | None:
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, CaresFor):
            return above
        above = above.parentWidget()
    return None


def care_around(widget: QWidget) -> Care:
    """What the person chose, as the window around a widget knows it."""
    window = _window(widget)
    return Care() if window is None else window.care


def tell_opened(widget: QWidget) -> None:
    """Say that something was uncovered in a widget; each time it comes to be seen, once."""
    window = _window(widget)
    if window is not None:
        window.tell_opened()


def as_cared_for(image: QImage, care: Care) -> QImage:
    """A picture as it may be seen: without its colours, unless they were asked for."""
    return image.convertToFormat(QImage.Format.Format_Grayscale8) if care.grey else image
