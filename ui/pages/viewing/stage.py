"""Where a picture, a page or a frame is shown. Covered until it is held, or kept in sight.

Keys: Space held shows it; plus and minus come nearer and go back, 0 fits it in, R turns it, arrows
move it where it is larger than the stage. Other keys are told on (`key`).
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.domain.evidence.sights import WHOLE, Box, Sight
from ui.models.viewport import STEP, Viewport
from ui.theme.theme import tokens
from ui.widgets.pictures.cared_for import care_around, tell_opened
from ui.widgets.pictures.cover import RADIUS, paint_cover, patches

LEAST = QSize(320, 260)
ALONE_MS = 60_000
"""Kept in sight without a key or the mouse for so long, it is covered again."""
_SOON_MS = 40
_ARROW_SHARE = 0.12
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip
_LIFE = {
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}  # fmt: skip


class Stage(QWidget):
    """Shows one sight.

    `wanted`: other pixels are needed. `seen`: it came into sight, or is covered again.
    `left_alone`: what was kept in sight is covered. `pressed`: a press, where the settings of care
    ask for no holding. `moved`: nearer, further, turned. `key`: a key that is not used here.
    """

    wanted = Signal()
    seen = Signal(bool)
    left_alone = Signal()
    pressed = Signal()
    moved = Signal()
    key = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.view = Viewport()
        self.in_colour = False
        self._image: QImage | None = None
        self._patches: QImage | None = None
        self._box: Box = WHOLE
        self._caption = self._name = ""
        self._words = ""
        self._held = self._kept = self._was_seen = False
        self._grip: QPointF | None = None
        self._is_dragged = False
        self._soon, self._alone = QTimer(self), QTimer(self)
        for timer, wait, act in (
            (self._soon, _SOON_MS, self._want), (self._alone, ALONE_MS, self._let_alone),
        ):  # fmt: skip
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(act)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is told of it -----------------------------------------------------------------------

    def say(self, name: str, keys: str, caption: str) -> None:
        """What it is, how it is used, and what is written on the cover."""
        self._name, self._caption = name, caption
        self.setAccessibleName(name)
        self.setToolTip(keys)
        self._describe()
        self.update()

    def _describe(self) -> None:
        shown = self._words if self.is_open else ""
        self.setAccessibleDescription(shown or self.toolTip())

    # --- what is shown ----------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether it may be seen just now."""
        return self._held or self._kept

    @property
    def is_shown(self) -> bool:
        """Whether something of it can be seen just now."""
        return self.is_open and self._image is not None

    @property
    def is_grey(self) -> bool:
        """Without its colours, unless they were asked for here or in the settings."""
        return care_around(self).grey and not self.in_colour

    def begin(self, units: tuple[int, int]) -> None:
        """Another picture of so many units; nothing of it is known yet."""
        self.view = Viewport(units, (max(1, self.width()), max(1, self.height())))
        self._image = self._patches = None
        self._words = ""
        self.update()

    def show_sight(self, sight: Sight) -> None:
        """Other pixels. They stay covered where it is covered."""
        told = sight.told
        form = QImage.Format.Format_Grayscale8 if told.in_grey else QImage.Format.Format_RGB888
        row = told.width * (1 if told.in_grey else 3)
        made = QImage(sight.pixels, told.width, told.height, row, form).copy()
        units = (told.facing.width, told.facing.height)
        if units != self.view.units:
            self.view = Viewport(units, self.view.room, self.view.quarter_turns)
        self._image, self._box, self._words = made, told.box, told.text
        if self._patches is None:
            self._patches = patches(made)
        self._tell()
        self.update()

    def let_go(self) -> None:
        """Cover it, and keep nothing of it."""
        self._image = self._patches = None
        self._words = ""
        self.in_colour = False
        self.cover()
        self.view = Viewport(room=self.view.room)

    def cover(self) -> None:
        """Cover it now."""
        self._held = False
        self.keep(is_kept=False)

    def keep(self, *, is_kept: bool) -> None:
        """Keep it in sight, or cover it again."""
        application = QApplication.instance()
        if is_kept != self._kept and application is not None:
            if is_kept:
                application.installEventFilter(self)
            else:
                application.removeEventFilter(self)
        self._kept = is_kept
        if is_kept:
            self._alone.start()
        else:
            self._alone.stop()
        self._changed()

    def colour(self, *, is_on: bool) -> None:
        """Ask for its colours, or without."""
        self.in_colour = is_on
        self._want()

    def _changed(self) -> None:
        if self.is_open and self._image is None:
            self._want()
        self._tell()
        self.update()

    def _tell(self) -> None:
        self._describe()
        if self.is_shown != self._was_seen:
            self._was_seen = self.is_shown
            if self._was_seen:
                tell_opened(self)
            self.seen.emit(self._was_seen)

    def _want(self) -> None:
        self._soon.stop()
        if self.is_open:
            self.wanted.emit()

    def look(self, view: Viewport) -> None:
        """Another part of it; what is there is shown until the pixels for it are."""
        if view != self.view:
            self.view = view
            self.moved.emit()
            self._soon.start()
            self.update()

    def _let_alone(self) -> None:
        self.cover()
        self.left_alone.emit()

    # --- drawing ----------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Low enough for the controls to stay in sight; it takes what room there is."""
        return QSize(720, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cover, or what is shown."""
        painter = QPainter(self)
        image = self._image
        if not self.is_open or image is None:
            paint_cover(painter, self.rect(), self._patches, self._caption)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(tokens().line))
        turns = self.view.quarter_turns
        if turns:
            image = image.transformed(QTransform().rotate(90 * turns))
        painter.drawImage(QRectF(*self.view.place_of(self._box)), image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The same part of it in other room."""
        self.look(replace(self.view, room=(max(1, self.width()), max(1, self.height()))))
        super().resizeEvent(event)

    # --- mouse ------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hold it, or take hold of it where it is kept in sight."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip, self._is_dragged = event.position(), False
            if care_around(self).hold:
                self._hold()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is larger than the stage."""
        if self._grip is not None and self.is_shown and not self.view.is_whole:
            way = self._grip - event.position()
            self._grip, self._is_dragged = event.position(), True
            self.look(self.view.moved(way.x(), way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go; a press alone, where no holding is asked for."""
        was_pressed = self._grip is not None and not self._is_dragged
        self._grip = None
        self._release()
        if was_pressed and not care_around(self).hold:
            self.pressed.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer went elsewhere."""
        self._release()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Nearer or further, where it can be seen; else the page scrolls."""
        turn = event.angleDelta().y()
        if not self.is_shown or not turn:
            event.ignore()
            return
        at = (event.position().x(), event.position().y())
        self.look(self.view.zoomed(STEP if turn > 0 else 1 / STEP, at))

    def _hold(self) -> None:
        if not self._kept:
            self._held = True
            self._changed()

    def _release(self) -> None:
        if self._held:
            self._held = False
            self._changed()

    # --- keyboard ---------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See, come nearer, move, turn."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._hold() if care_around(self).hold else self.pressed.emit()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.look(self.view.zoomed(STEP))
        elif key == Qt.Key.Key_Minus:
            self.look(self.view.zoomed(1 / STEP))
        elif key == Qt.Key.Key_0:
            self.look(self.view.fitted())
        elif key == Qt.Key.Key_R:
            self.look(self.view.turned_once())
        elif key in _ARROWS and not self.view.is_whole:
            across, down = _ARROWS[key]
            step = (self.width() * _ARROW_SHARE, self.height() * _ARROW_SHARE)
            self.look(self.view.moved(across * step[0], down * step[1]))
        else:
            event.ignore()
            self.key.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._release()
        else:
            super().keyReleaseEvent(event)

    # --- left -------------------------------------------------------------------------------------

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere: what was held is covered."""
        self._release()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page."""
        was_kept = self._kept
        self.cover()
        if was_kept:
            self.left_alone.emit()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it is kept in sight: signs of life, and the window going into the background."""
        if event.type() in _LIFE:
            self._alone.start()
        elif event.type() == QEvent.Type.WindowDeactivate and watched is self.window():
            self._let_alone()
        return False
