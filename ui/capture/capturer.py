"""One capture, from a pressed button to pictures in memory: hide, read clocks, grab, choose.

The window is hidden first, so that it is in no picture, and comes back whatever happens. Pictures
are let go of when the vault is locked meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import msgspec
from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QImage, QScreen
from PySide6.QtWidgets import QWidget

from app.domain.evidence.captures import Area, CaptureWay, Instant, Screen, Shot
from app.errors import EnvironmentProblem, OngiError
from ui.capture.chooser import Chooser
from ui.capture.frames import frames
from ui.capture.grabbing import grab, needs_portal
from ui.capture.pictures import Picture
from ui.capture.portal import Portal
from ui.capture.screens import all_screens, facts_of, part_of, place_of

HIDE_MS = 350
"""How long the desktop gets to paint what lies behind the window."""


@dataclass(frozen=True)
class Wanted:
    """What to capture: a whole screen, or a window or part of one that is chosen then.

    `screen` is its name, empty for every screen (or, with a choice, for the main one). `area` is
    where a former capture was made; then nothing is asked.
    """

    way: CaptureWay
    screen: str = ""
    area: Area | None = None


@dataclass(frozen=True)
class _Taken:
    """The picture of one whole screen, or of all of them, as the desktop's portal gives it.

    `data`: its bytes as they came, where nothing was cut. `from_file`: they came in a file.
    """

    image: QImage
    facts: Screen
    at: Instant
    screen: QScreen
    data: bytes = b""
    from_file: bool = False


class Capturer(QObject):
    """Captures for one window. One of `taken` (a list of `Picture`), `stopped`, `failed` comes.

    `left_behind` may come besides, even later: the error that names a desktop's file that stayed.
    """

    taken = Signal(object)
    stopped = Signal()
    failed = Signal(object)
    left_behind = Signal(object)

    def __init__(
        self,
        window: QWidget,
        *,
        clocks: Callable[[], Instant],
        hint: Callable[[], str],
        portal: Portal | None = None,
    ) -> None:
        """`clocks` reads the computer's; `hint` is what the chooser says."""
        super().__init__(window)
        self._window = window
        self._clocks = clocks
        self._hint = hint
        self._portal = portal
        self._chooser: Chooser | None = None
        self._wanted: Wanted | None = None
        self._last: Wanted | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(HIDE_MS)
        self._soon.timeout.connect(self._grab)
        if portal is not None:
            self._join(portal)

    @property
    def leaves_a_file(self) -> bool:
        """Whether the desktop puts the picture into a file for a moment."""
        return self._portal is not None or needs_portal()

    @property
    def can_repeat(self) -> bool:
        """Whether there is a capture to make once more."""
        return self._last is not None

    @property
    def busy(self) -> bool:
        """Whether one is under way."""
        return self._wanted is not None

    def capture(self, wanted: Wanted) -> None:
        """Begin. Nothing happens while another is under way."""
        if self.busy:
            return
        self._wanted = wanted
        self._window.hide()
        self._soon.start()

    def again(self) -> None:
        """The same once more: way, screen and place."""
        if self._last is not None:
            self.capture(self._last)

    def stop(self) -> None:
        """Let go of everything, without a word to whoever waits."""
        if self.busy:
            self._end()

    def _grab(self) -> None:
        if self._wanted is None:
            return
        if self.leaves_a_file:
            self._ask_portal()
            return
        try:
            at = self._clocks()
            taken = [_of(screen, at) for screen in self._screens(self._wanted)]
        except OngiError as error:
            self._fail(error)
            return
        self._go_on(taken)

    def _screens(self, wanted: Wanted) -> list[QScreen]:
        screens = all_screens()
        named = [one for one in screens if one.name() == wanted.screen]
        if named:
            return named[:1]
        if not screens:
            raise EnvironmentProblem("ENV-040")
        return screens if wanted.way is CaptureWay.SCREEN else [self._own_screen(screens)]

    def _own_screen(self, screens: list[QScreen]) -> QScreen:
        here = self._window.screen()
        return here if here in screens else screens[0]

    def _ask_portal(self) -> None:
        if self._portal is None:
            self._portal = Portal(self)
            self._join(self._portal)
        self._portal.ask()

    def _join(self, portal: Portal) -> None:
        portal.taken.connect(self._portal_taken)
        portal.declined.connect(self._stop_by_person)
        portal.failed.connect(self._fail)
        portal.left_behind.connect(self.left_behind)

    def _portal_taken(self, data: bytes) -> None:
        image = QImage.fromData(data)
        if self._wanted is None:
            return
        if image.isNull():
            self._fail(EnvironmentProblem("ENV-041"))
            return
        self._go_on([self._of_portal(self._wanted, image, data)])

    def _of_portal(self, wanted: Wanted, image: QImage, data: bytes) -> _Taken:
        """The desktop's picture: as it came, or cut to the screen that is wanted."""
        at, screens = self._clocks(), all_screens()
        named = [one for one in screens if one.name() == wanted.screen]
        screen = named[0] if named else self._own_screen(screens)
        one_only = bool(named) or wanted.way is not CaptureWay.SCREEN
        part = part_of(image.size(), screen)
        if part == image.rect():
            return _Taken(image, facts_of(screen, image.size()), at, screen, data, from_file=True)
        if one_only and part is not None:
            facts = facts_of(screen, part.size())
            return _Taken(image.copy(part), facts, at, screen, from_file=True)
        # All of them, or the desktop does not say which: then it has no name.
        facts = msgspec.structs.replace(facts_of(screen, image.size()), name="")
        return _Taken(image, facts, at, screen, data, from_file=True)

    def _go_on(self, taken: list[_Taken]) -> None:
        wanted = self._wanted
        if wanted is None:
            return
        if wanted.way is CaptureWay.SCREEN:
            self._done([self._whole(one) for one in taken])
        elif wanted.area is not None:
            area = wanted.area
            self._chosen(taken[0], QRect(area.left, area.top, area.width, area.height))
        else:
            self._choose(taken[0], wanted)

    def _whole(self, one: _Taken) -> Picture:
        shot = Shot(CaptureWay.SCREEN, one.at, one.facts, left_a_file=one.from_file)
        return Picture(shot, None if one.data else one.image, one.data)

    def _choose(self, taken: _Taken, wanted: Wanted) -> None:
        windows: list[QRect] = []
        if wanted.way is CaptureWay.WINDOW and not taken.from_file:
            corner = place_of(taken.screen).topLeft()
            windows = [one.translated(QPoint() - corner) for one in frames()]
        chooser = Chooser(taken.image, windows, self._hint())
        chooser.chosen.connect(partial(self._chosen, taken))
        chooser.stopped.connect(self._stop_by_person)
        self._chooser = chooser
        chooser.open_on(taken.screen)

    def _chosen(self, taken: _Taken, place: QRect) -> None:
        wanted = self._wanted
        if wanted is None or place.isEmpty():
            self._stop_by_person()
            return
        area = Area(place.x(), place.y(), place.width(), place.height())
        shot = Shot(wanted.way, taken.at, taken.facts, area, left_a_file=taken.from_file)
        self._wanted = replace(wanted, screen=taken.screen.name(), area=area)
        self._done([Picture(shot, taken.image.copy(place))])

    def _done(self, pictures: list[Picture]) -> None:
        self._last = self._wanted
        self._end()
        self.taken.emit(pictures)

    def _stop_by_person(self) -> None:
        if self.busy:
            self._end()
            self.stopped.emit()

    def _fail(self, error: OngiError) -> None:
        if self.busy:
            self._end()
            self.failed.emit(error)

    def _end(self) -> None:
        """The window is back, and nothing of the picture is kept here."""
        self._wanted = None
        self._soon.stop()
        if self._portal is not None:
            self._portal.stop()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        chooser, self._chooser = self._chooser, None
        if chooser is not None:
            chooser.let_go()


def _of(screen: QScreen, at: Instant) -> _Taken:
    image = grab(screen)
    return _Taken(image, facts_of(screen, image.size()), at, screen)
