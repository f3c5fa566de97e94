"""The marks of a timeline's picture as children that a screen reader can walk and focus.

Each is an empty label that lies over a mark, named as the mark would be told; the mouse and Tab
pass it by. Only marks that are seen have one, and never more than `MOST`, so that a hundred
thousand entries cost no more than ten. A factory for accessible interfaces was tried and left out:
it would be asked, in Python, for every object that any window makes or takes down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLabel, QWidget

if TYPE_CHECKING:
    from ui.widgets.timeline.timeline_layout import Spot
    from ui.widgets.timeline.timeline_view import TimelineView

MOST = 150
SIDE = 24
SOON_MS = 40
"""What is dragged or zoomed is told once, when it rests."""


class MarkChild(QLabel):
    """One mark. With the focus it hands on to the picture, which then stands on its entry."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.number = -1
        self._view = view
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName("inside")  # the style sheet keeps its ground clear
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A screen reader asks for this mark: the picture takes the focus and stands there."""
        if self.number >= 0:
            self._view.setFocus(event.reason())
            self._view.stand_on(self.number)


class MarkChildren:
    """Keeps the children of a view by what it shows. `look_again` after anything changed."""

    def __init__(self, view: TimelineView) -> None:
        self._view = view
        self._made: list[MarkChild] = []
        self._soon = QTimer(view)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.lay)

    def look_again(self) -> None:
        """Lay them anew soon."""
        self._soon.start()

    def lay(self) -> None:
        """One child over each mark that is seen, named and in the order of time."""
        self._soon.stop()
        spots = self._seen()
        while len(self._made) < len(spots):
            self._made.append(MarkChild(self._view))
        for child, spot in zip(self._made, spots, strict=False):
            self._lay_one(child, spot)
        for child in self._made[len(spots) :]:
            child.number = -1
            child.setAccessibleName("")
            child.hide()

    def _lay_one(self, child: MarkChild, spot: Spot) -> None:
        view = self._view
        child.number = spot.members[0]
        name = view.told(spot)
        if child.accessibleName() != name:
            child.setAccessibleName(name)
        x, y = round(view.x_of(spot.at)), round(view.y_of(spot.lane))
        place = QRect(x - SIDE // 2, y - SIDE // 2, SIDE, SIDE)
        if child.geometry() != place:
            child.setGeometry(place)
        child.show()

    def _seen(self) -> list[Spot]:
        """The marks in sight; of more than can be walked, those nearest to where one stands."""
        view = self._view
        if not view.isVisible():
            return []
        top, foot = _upright(view)
        spots = [
            spot
            for spot in view.seen()
            if top <= view.y_of(spot.lane) <= foot and 0 <= view.x_of(spot.at) <= view.width()
        ]
        if len(spots) <= MOST:
            return spots
        here = view.here()
        middle = view.width() / 2 if here is None else here
        spots.sort(key=lambda spot: abs(view.x_of(spot.at) - middle))
        return sorted(spots[:MOST], key=lambda spot: spot.at)


def _upright(view: QWidget) -> tuple[int, int]:
    """From which to which height the view is in sight, within what scrolls it."""
    seen = view.visibleRegion().boundingRect()
    return (seen.top(), seen.bottom()) if not seen.isEmpty() else (0, view.height())
