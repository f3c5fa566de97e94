"""A picture that is covered, and shown only while it is held: mouse button down, or Space held.

It covers itself again when the button or key comes up, the pointer or the focus leaves, or the
window goes into the background. Where the person chose so, a press shows it until the next press.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.pictures.cared_for import as_cared_for, care_around, tell_opened
from ui.widgets.pictures.cover import decode, paint_cover, paint_shown, patches


class CoveredPicture(QWidget):
    """Covered by default.

    `wanted` asks for the picture's bytes the first time it is held; `clicked` is a short click.
    """

    wanted = Signal()

    def __init__(self, caption: str = "", size: QSize | None = None) -> None:
        super().__init__()
        self._caption = caption
        self._size = size or QSize(182, 118)
        self._patches: QImage | None = None
        self._image: QImage | None = None
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(caption)

    @property
    def is_shown(self) -> bool:
        """Whether the picture itself can be seen just now."""
        return self._held and self._image is not None

    def caption(self, text: str, hint: str) -> None:
        """What it is, and how to see it (for screen readers and the tip)."""
        self._caption = text
        self.setAccessibleName(text)
        self.setAccessibleDescription(hint)
        self.setToolTip(hint)
        self.update()

    def set_jpeg(self, jpeg: bytes | None) -> None:
        """The bytes of the small picture; None where there are none. It stays covered."""
        self.set_image(decode(jpeg) if jpeg else QImage())

    def set_image(self, image: QImage) -> None:
        """The picture itself; a null one where there is none. It stays covered."""
        self._image = None if image.isNull() else image
        self._patches = None if image.isNull() else patches(image)
        if self.is_shown:
            tell_opened(self)
        self.update()

    def cover(self) -> None:
        """Cover it now."""
        if self._held:
            self._held = False
            self.update()

    def _press(self) -> None:
        if self._held:
            self.cover()
            return
        self._held = True
        if self._image is None:
            self.wanted.emit()
        else:
            tell_opened(self)
        self.update()

    def _let_go(self) -> None:
        if care_around(self).hold:
            self.cover()

    def sizeHint(self) -> QSize:
        """The size it was made for."""
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Never too small for its caption."""
        return QSize(120, self._size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Covered, but while it is held."""
        painter = QPainter(self)
        if self._held and self._image is not None:
            paint_shown(painter, self.rect(), as_cared_for(self._image, care_around(self)))
        else:
            paint_cover(painter, self.rect(), self._patches, self._caption)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold with the left button."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold with Space."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._press()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._let_go()
        else:
            super().keyReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self._let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere, or the window to the background."""
        self.cover()
        super().focusOutEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Another page."""
        self.cover()
