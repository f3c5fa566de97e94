"""The ring around whatever has the keyboard.

One overlay for the window, two pixels, always on top, never in the way.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from ui.theme.theme import tokens
from ui.widgets.buttons import END, QUIET, START

GAP = 3
WIDTH = 2
RADIUS = 10
ASIDE = 6
"""So far the ring of a button that is flush with its column stands out of it."""

_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.LayoutRequest,
}


class FocusRing(QWidget):
    """Follows the focused widget of a window, also while it is scrolled."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        page = new is not None and new.objectName() == "page"  # the whole page: no ring
        if (
            new is not None
            and new.window() is self._window
            and new is not self._window
            and not page
        ):
            step: QWidget | None = new
            while step is not None and step is not self._window:
                step.installEventFilter(self)
                self._watched.append(step)
                step = step.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay with the widget when anything around it moves."""
        if event.type() in _MOVES:
            self._place()
        return False

    def _place(self) -> None:
        widget = self._watched[0] if self._watched else None
        if widget is None or not shiboken6.isValid(widget) or not widget.isVisible():
            self.hide()
            return
        area = _around_words(widget, self._rect_in_window(widget, widget.rect()))
        for ancestor in self._watched[1:]:
            scroll = ancestor.parentWidget()
            if isinstance(scroll, QScrollArea) and scroll.viewport() is ancestor:
                seen = self._rect_in_window(ancestor, ancestor.rect()).adjusted(
                    -GAP, -GAP, GAP, GAP
                )
                if not area.intersects(seen):
                    self.hide()
                    return
        self.setGeometry(area.intersected(self._window.rect()))
        self.raise_()
        self.show()

    def _rect_in_window(self, widget: QWidget, rect: QRect) -> QRect:
        return QRect(widget.mapTo(self._window, rect.topLeft()), rect.size())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring in the focus colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().focus), WIDTH))
        inside = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(inside, RADIUS, RADIUS)


def _around_words(widget: QWidget, place: QRect) -> QRect:
    """Around the widget; of a quiet button that is flush with its column, around its words."""
    area = place.adjusted(-GAP, -GAP, GAP, GAP)
    if widget.property("kind") == QUIET and widget.property("edge") == START:
        area.translate(-ASIDE, 0)
    elif widget.property("kind") == QUIET and widget.property("edge") == END:
        area.translate(ASIDE, 0)
    return area
