"""The timeline as a picture that one can walk along: one line a room, one for the person.

Left and Right walk in time, Up and Down to the line beside, PageUp and PageDown from mark to mark,
Home and End to the ends; + and - zoom, 0 shows all again; Return chooses. The wheel zooms at the
pointer, dragging moves along, a click on a mark that stands for several opens it.

For screen readers it is one control whose description follows the place that is stood on, said
anew at each step, with a child for each mark that is seen (timeline_marks). The page has a list of
the same entries that follows it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QFont,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QMoveEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.case.timeline import Kind, Timeline, TimelineEntry
from ui.theme.scale import scaled
from ui.widgets.timeline.timeline_drawing import Drawing
from ui.widgets.timeline.timeline_layout import MOST_ZOOM, Spot, TimelineLayout
from ui.widgets.timeline.timeline_marks import MarkChildren

LANE_HEIGHT = 40
TOP = 34
FOOT = 36
EDGE = 14
SMALL_PX = 13
REACH = 14
INSET = 70
STEP = 1.25
DRAG = 6


def picture_height(lanes: int) -> int:
    """How high a picture of so many lines is, in the size of text in use now."""
    return scaled(TOP) + scaled(LANE_HEIGHT) * max(0, lanes - 1) + scaled(FOOT)


class TimelineView(QWidget):
    """Shows a timeline.

    `word` gives the sentence of an entry, `title` of a lane, `day` and `clock` of a time on the
    axis, `several` how so many entries at one place are told (the first of them, the last). `stood`
    carries the entry that is stood on, `chosen` the one that is chosen. One that is
    not `walkable` shows all of it, leaves the wheel to the page, and chooses at a click.
    """

    chosen = Signal(object)
    stood = Signal(object)

    def __init__(
        self,
        word: Callable[[TimelineEntry], str],
        title: Callable[[str], str],
        day: Callable[[int], str],
        clock: Callable[[int], str] | None = None,
        *,
        several: Callable[[str, str, int], str] | None = None,
        walkable: bool = True,
    ) -> None:
        super().__init__()
        self.word, self.title, self.day, self.clock = word, title, day, clock or day
        self._walkable, self._several = walkable, several
        self.layout_now = TimelineLayout(Timeline((), ()))
        self.kind = Kind.ALL
        self._zoom, self._offset = 1.0, 0.0
        self._current = -1
        self._pressed: tuple[QPointF, float] | None = None
        self._dragged = False
        self._children = MarkChildren(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show this one; the same place is stood on where it is still there."""
        before = self.current
        self.layout_now = TimelineLayout(timeline, self.kind)
        self._current = -1
        if before is not None and before in timeline.entries:
            self._current = timeline.entries.index(before)
        else:
            self._zoom, self._offset = 1.0, 0.0
            self.setAccessibleDescription("")  # what was said of the place that was stood on
        self.setFixedHeight(self.sizeHint().height())
        self.look_again()
        if not timeline.entries:
            self._children.lay()  # a case is let go of at once

    def see(self, kind: Kind) -> None:
        """Show entries of a kind alone."""
        self.kind = kind
        self.layout_now.see(kind)
        if self._current not in self.layout_now.shown:
            self._current = -1
            self.setAccessibleDescription("")
        self.look_again()

    def look_again(self) -> None:
        """Paint anew, and tell anew what stands here: something of it changed, or its language."""
        self.update()
        self._children.look_again()

    def told(self, spot: Spot) -> str:
        """A mark as a screen reader tells it: its line, what it is, its day."""
        first = self.layout_now.entry(spot.members[0])
        said = self.said_of(first)
        count = len(spot.members)
        if count == 1 or self._several is None:
            return said
        last = self.layout_now.entry(spot.members[-1])
        return self._several(said, self.day(last.order_ms), count)

    def said_of(self, entry: TimelineEntry) -> str:
        """An entry in a line: its line, what it is, its day."""
        return f"{self.title(entry.lane)}, {self.word(entry)}, {self.day(entry.order_ms)}"

    def here(self) -> float | None:
        """How far from the left what is stood on is seen."""
        return self.point(self._current).x() if self._current >= 0 else None

    @property
    def current(self) -> TimelineEntry | None:
        """The entry that is stood on."""
        return self.layout_now.entry(self._current) if self._current >= 0 else None

    @property
    def zoom(self) -> float:
        """How many times wider than the picture all of it would be."""
        return self._zoom

    def sizeHint(self) -> QSize:
        """As high as its lanes need."""
        return QSize(480, picture_height(len(self.layout_now.timeline.lanes)))

    @staticmethod
    def lane_height() -> int:
        """From one line to the next."""
        return scaled(LANE_HEIGHT)

    def font_now(self) -> QFont:
        """The font of titles and labels."""
        small = QFont(self.font())
        small.setPixelSize(scaled(SMALL_PX))
        return small

    def width_now(self) -> float:
        """How wide all of it is at this zoom."""
        return self._inside() * self._zoom

    def x_of(self, place: float) -> float:
        """Where a place of the whole is seen."""
        return EDGE + INSET + place - self._offset

    def y_of(self, lane: str) -> float:
        """Where a line is."""
        return scaled(TOP) + self.lane_height() * self.layout_now.lane_place(lane)

    def point(self, number: int) -> QPointF:
        """Where an entry is seen: its mark, which may stand for others too."""
        layout, width = self.layout_now, self.width_now()
        spot = layout.spot_of(number, width)
        place = spot.at if spot is not None else layout.place_of(number, width)
        return QPointF(self.x_of(place), self.y_of(layout.entry(number).lane))

    def seen(self) -> list[Spot]:
        """The marks that are seen now."""
        first = self._offset - INSET - EDGE
        return list(self.layout_now.between(self.width_now(), first, first + self.width()))

    def zoom_to(self, zoom: float, around: float | None = None) -> None:
        """Zoom, so that what is seen at `around` (pixels; the middle) stays there."""
        before = self._zoom
        at = EDGE + INSET + self._inside() / 2 if around is None else around
        whole = at - EDGE - INSET + self._offset
        self._zoom = min(MOST_ZOOM, max(1.0, zoom))
        self._move_to(whole * self._zoom / before - (at - EDGE - INSET))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, zoom, choose."""
        key = Qt.Key(event.key())
        place = self._place_after(key)
        if place is not None:
            self.stand_on(place)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus) and self._walkable:
            step = 1 / STEP**2 if key is Qt.Key.Key_Minus else STEP**2
            self.zoom_to(self._zoom * step, self.here())
        elif key is Qt.Key.Key_0 and self._walkable:
            self.zoom_to(1.0)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.chosen.emit(self.current)
        else:
            super().keyPressEvent(event)

    def _place_after(self, key: Qt.Key) -> int | None:
        """The entry that a key leads to; None where it leads nowhere."""
        shown = self.layout_now.shown
        if not shown:
            return None
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return shown[0 if key is Qt.Key.Key_Home else -1]
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
            Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1,
        }  # fmt: skip
        if key in steps:
            if self._current < 0:
                return shown[0]
            if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                here = shown.index(self._current) + steps[key]
                return shown[max(0, min(len(shown) - 1, here))]
            return self._next_mark(steps[key])
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self._current < 0:
                return shown[0]
            return self.layout_now.beside(self._current, -1 if key is Qt.Key.Key_Up else 1)
        return None

    def _next_mark(self, step: int) -> int | None:
        spots = self.layout_now.spots(self.width_now())
        here = self.layout_now.spot_of(self._current, self.width_now())
        if here is None or not spots:
            return spots[0].members[0] if spots else None
        place = max(0, min(len(spots) - 1, spots.index(here) + step))
        return spots[place].members[0]

    def stand_on(self, number: int) -> None:
        """Stand on an entry: bring it into sight, ring it, say it."""
        self._current = number
        entry = self.layout_now.entry(number)
        x = self.point(number).x()
        if not EDGE + INSET - 1 <= x <= self.width() - EDGE:
            self._move_to(self._offset + x - self.width() / 2)
        said = self.said_of(entry)
        self.setAccessibleDescription(said)
        for event in (
            QAccessibleEvent(self, QAccessible.Event.DescriptionChanged),
            QAccessibleAnnouncementEvent(self, said),
        ):
            QAccessible.updateAccessibility(event)
        self.update()
        self.stood.emit(entry)

    def point_at(self, entry: TimelineEntry) -> None:
        """Stand on an entry that was chosen elsewhere; nothing is said twice."""
        number = self.layout_now.number_of(entry)
        if entry is not self.current and number is not None:
            self._current = number
            x = self.point(self._current).x()
            if not EDGE + INSET - 1 <= x <= self.width() - EDGE:
                self._move_to(self._offset + x - self.width() / 2)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        self._pressed, self._dragged = (event.position(), self._offset), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is seen along."""
        if self._pressed is None or not self._walkable:
            return
        begin, offset = self._pressed
        away = event.position().x() - begin.x()
        if self._dragged or abs(away) > DRAG:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._move_to(offset - away)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click stands on the nearest mark, and opens it where it stands for several."""
        dragged, self._pressed = self._dragged, None
        self.unsetCursor()
        spot = None if dragged else self._near(event.position())
        if spot is None:
            return
        self.stand_on(spot.members[0])
        if not self._walkable:
            self.chosen.emit(self.current)
        elif len(spot.members) > 1:
            self.open_up(spot)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Choose a mark that stands for one."""
        spot = self._near(event.position())
        if spot is not None and len(spot.members) == 1 and self._walkable:
            self.stand_on(spot.members[0])
            self.chosen.emit(self.current)

    def open_up(self, spot: Spot) -> None:
        """Zoom until the widest step between the entries of a mark can be seen."""
        times = self.layout_now.zoom_that_opens(spot, self.width_now())
        if times is not None and times > 1:
            self.zoom_to(self._zoom * times, self.x_of(spot.at))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; sideways moves along."""
        if not self._walkable:
            event.ignore()
            return
        turned = event.angleDelta()
        if abs(turned.x()) > abs(turned.y()):
            self._move_to(self._offset - turned.x() / 2)
        else:
            self.zoom_to(self._zoom * STEP ** (turned.y() / 120), event.position().x())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The tip over a mark says what it is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._near(QPointF(event.pos()))
            if spot is None:
                QToolTip.hideText()
            else:
                entry = self.layout_now.entry(spot.members[0])
                said = f"{self.word(entry)} · {self.day(entry.order_ms)}"
                QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Marks lie elsewhere."""
        super().resizeEvent(event)
        self._children.look_again()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Scrolled: other lines are in sight."""
        super().moveEvent(event)
        self._children.look_again()

    def showEvent(self, event: QShowEvent) -> None:
        """What stands here can be walked now."""
        super().showEvent(event)
        self._children.look_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Everything that is seen now."""
        Drawing(self).paint(self._current)

    def _inside(self) -> float:
        return max(1.0, self.width() - 2 * EDGE - 2 * INSET)

    def _move_to(self, offset: float) -> None:
        most = max(0.0, self._inside() * (self._zoom - 1))
        self._offset = min(most, max(0.0, offset))
        self.look_again()

    def _near(self, at: QPointF) -> Spot | None:
        spots = self.seen()
        near = [
            ((QPointF(self.x_of(spot.at), self.y_of(spot.lane)) - at).manhattanLength(), place)
            for place, spot in enumerate(spots)
        ]
        return spots[min(near)[1]] if near and min(near)[0] <= REACH else None
