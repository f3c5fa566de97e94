"""A drawing of a guide: painted by Qt from a short list of strokes, words in the screen's language.

It grows with the size of texts as far as there is room; a screen reader hears what it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.theme.scale import text_size
from ui.widgets.strokes import paint

if TYPE_CHECKING:
    from app.usecases.program.guiding import Drawing

LEAST = 0.6
AS_DRAWN = 1.1
"""How large it is at the first size of texts."""


class GuideDrawing(QLabel):
    """Shows one drawing, to the left, as large as it may be."""

    def __init__(self, drawing: Drawing, language: str) -> None:
        super().__init__()
        self._drawing, self._language = drawing, language
        self.setAccessibleName(drawing.tells.in_language(language))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _scale(self, width: int) -> float:
        return min(width / self._drawing.width, AS_DRAWN * text_size() / 100)

    def sizeHint(self) -> QSize:
        """As large as the size of texts makes it."""
        wanted = AS_DRAWN * text_size() / 100
        return QSize(round(self._drawing.width * wanted), round(self._drawing.height * wanted))

    def minimumSizeHint(self) -> QSize:
        """Small, but still to be read."""
        return QSize(round(self._drawing.width * LEAST), round(self._drawing.height * LEAST))

    def hasHeightForWidth(self) -> bool:
        """Its height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the drawing is at a width."""
        return round(self._drawing.height * self._scale(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stroke by stroke."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        for stroke in self._drawing.strokes:
            paint(painter, stroke, self._language)
        painter.end()
