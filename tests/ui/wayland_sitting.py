"""A sitting on a Wayland desktop, at the page of the five minutes; run by `test_capture_on_wayland`.

Prints what it saw as one JSON object. Arguments: the vault's folder; then `all`, or `once`, or `late`
with the number of the process that takes the pictures, which is kept from answering in time.
"""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.capturing import captures_of
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.real_window import wait
from tests.ui.wayland_desktop import LEFT, RIGHT
from ui.application import make_application
from ui.building import Desk, build_desk
from ui.capture import portal as portals
from ui.capture.screens import all_screens
from ui.pages.hurry.five_minutes import FiveMinutesPage

INNER = QColor(20, 200, 90)


class Painted(QWidget):
    """Another program's window: one colour, in its middle another."""

    def __init__(self, title: str, colour: str) -> None:
        super().__init__()
        self.setWindowTitle(title)
        self._colour = QColor(f"#{colour}")
        self.resize(QSize(300, 200))
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._colour)
        middle = self.rect().center()
        painter.fillRect(middle.x() - 40, middle.y() - 30, 80, 60, INNER)


def colours(data: bytes) -> dict[str, object]:
    """The size of a picture and how much of it has which of the colours, in hundredths."""
    with Image.open(io.BytesIO(data)) as picture:
        plain = picture.convert("RGB")
        size = list(plain.size)
        counted = plain.getcolors(1 << 24) or []
    share = {f"{r:02x}{g:02x}{b:02x}": 100 * number for number, (r, g, b) in counted}
    whole = size[0] * size[1]
    told = {"left": LEFT, "right": RIGHT, "inner": INNER.name()[1:]}
    return {"size": size} | {name: round(share.get(one, 0) / whole) for name, one in told.items()}


class Sitting:
    """The page of the five minutes with an open vault, and the files that the desktop wrote."""

    def __init__(self, folder: Path) -> None:
        self.application = make_application([])
        self.folder = folder
        made = create_vault(folder, "quiet words", Job(), argon2=FLOOR)
        case = add_case(made, "사건")
        self.desk: Desk = build_desk(self.application, "ko")
        session = self.desk.context.session
        session.open(made)
        session.choose(case)
        self.desk.window.setWindowTitle("own")
        self.desk.window.show()
        self.desk.window.frame.go("five_minutes")
        self.files: list[Path] = []
        self.codes: list[str] = []
        self.page._the_capturer().failed.connect(lambda error: self.codes.append(error.code))
        self._read = portals.read_picture
        portals.read_picture = self._noted
        self.others = [Painted("left", LEFT)]
        if len(all_screens()) > 1:
            self.others.append(Painted("right", RIGHT))
        wait(lambda: all(one.windowHandle().isExposed() for one in self.others))
        settle(self.desk)

    def _noted(self, path: Path) -> bytes:
        """The product's own reading, with the name of what is read."""
        self.files.append(path)
        return self._read(path)

    @property
    def page(self) -> FiveMinutesPage:
        """The page."""
        page = self.desk.window.frame.page_called("five_minutes")
        assert isinstance(page, FiveMinutesPage)
        return page

    def press(self, way: int, *, screen: str = "", act: object = None) -> None:
        """Press one of the buttons and wait for its end."""
        which = self.page._screen._which
        which.setCurrentIndex(max(which.findData(screen), 0))
        self.page._screen.buttons[way].click()
        capturer = self.page._capturer
        assert capturer is not None
        if callable(act):
            wait(lambda: capturer._chooser is not None and capturer._chooser.isVisible())
            QTest.qWaitForWindowExposed(capturer._chooser)
            act(capturer._chooser)
        wait(lambda: not capturer.busy)
        settle(self.desk)

    def kept(self) -> list[dict[str, object]]:
        """What is in the vault, the oldest first."""
        session = self.desk.context.session
        told = []
        for row in list_items(session.vault, session.case.id):
            shot = next(iter(captures_of(session.vault, row.item.id).values())).shot
            screen = shot.screen
            told.append((shot.at.system_ms, colours(session.vault.items.open(row.item.id).read()) | {
                "way": shot.way.value,
                "left_a_file": shot.left_a_file,
                "screen": [screen.name, screen.count, screen.scale_percent] if screen else None,
            }))  # fmt: skip
        return [one for _at, one in sorted(told, key=lambda pair: pair[0])]

    def end(self, seen: dict[str, object]) -> None:
        """Say what was seen and go."""
        seen["codes"] = self.codes
        seen["told"] = bool(self.page._problem.text())
        seen["files"] = [str(one) for one in self.files]
        seen["left"] = [str(one) for one in self.files if one.exists()]
        seen["back"] = self.desk.window.isVisible()
        print(json.dumps(seen))
        self.desk.context.session.lock(stop_work=False)
        settle(self.desk)
        self.desk.context.lanes.close()
        for one in (*self.others, self.desk.window):
            one.close()
        QApplication.processEvents()


def drag(chooser: QWidget) -> None:
    """Draw a part, 60 by 40 of the screen's own measure, in the upper left."""
    QTest.mousePress(chooser, Qt.MouseButton.LeftButton, pos=QPoint(30, 50))
    QTest.mouseMove(chooser, QPoint(90, 90))
    QTest.mouseRelease(chooser, Qt.MouseButton.LeftButton, pos=QPoint(90, 90))


def in_time(sitting: Sitting) -> dict[str, object]:
    """Everything, each screen by its name, and a part of each."""
    names = [one.name() for one in all_screens()]
    sitting.press(0)
    for name in names if len(names) > 1 else []:
        sitting.press(0, screen=name)
    for name in names:
        sitting.press(2, screen=name, act=drag)
    return {"platform": sitting.application.platformName(), "kept": sitting.kept()}


def once(sitting: Sitting) -> dict[str, object]:
    """One press, whatever comes of it."""
    sitting.press(0)
    return {"kept": sitting.kept()}


def too_late(sitting: Sitting, taking: int) -> dict[str, object]:
    """The desktop is silent; when it answers at last, what it wrote is removed."""
    portal = portals.Portal(sitting.desk.window)
    portal._late.setInterval(1500)
    capturer = sitting.page._the_capturer()
    capturer._portal = portal
    capturer._join(portal)
    os.kill(taking, signal.SIGSTOP)
    sitting.press(0)
    before = [*sitting.codes]
    os.kill(taking, signal.SIGCONT)
    answered = wait(lambda: not portal._request)
    return {"before": before, "answered": answered, "kept": sitting.kept()}


def main(folder: Path, how: str, *taking: str) -> None:
    """One sitting."""
    sitting = Sitting(folder)
    if how == "late":
        seen = too_late(sitting, int(taking[0]))
    else:
        seen = in_time(sitting) if how == "all" else once(sitting)
    sitting.end(seen)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
