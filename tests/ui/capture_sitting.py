"""A sitting on an X server: windows of known colours are captured; run by `test_capture_on_x11`.

Prints what it saw as one JSON object. Argument: the vault's folder.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.evidence.captures import CaptureWay
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.capturing import captures_of, instant, keep_capture
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.real_window import wait
from ui.application import make_application
from ui.capture.capturer import Capturer, Wanted
from ui.capture.pictures import Picture
from ui.capture.screens import place_of

LEFT, RIGHT = QColor(12, 130, 250), QColor(240, 40, 90)


class Painted(QWidget):
    """A window of one colour, with another in its middle, at a place."""

    def __init__(self, colour: QColor, place: QRect) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint)
        self._colour = colour
        self.setGeometry(place)
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._colour)


def pixel(data: bytes, at: tuple[int, int]) -> list[int]:
    with Image.open(io.BytesIO(data)) as picture:
        return list(picture.convert("RGB").getpixel(at))  # type: ignore[arg-type]


def captured(capturer: Capturer, begin: Callable[[], object]) -> list[Picture]:
    got: list[list[Picture]] = []
    capturer.taken.connect(got.append)
    begin()
    wait(lambda: got or not capturer.busy)
    capturer.taken.disconnect(got.append)
    return got[0] if got else []


def stored(folder: Path, picture: Picture, at: int) -> dict[str, object]:
    """Keep a picture in a new vault; what is in it then."""
    with create_vault(folder, "quiet words", Job(), argon2=FLOOR) as vault:
        case = add_case(vault, "사건")
        added = keep_capture(vault, case.id, picture.png(), Job(), picture.shot)
        data = vault.items.open(added.item.id).read()
        kept = captures_of(vault, added.item.id)[added.sighting.id]
    return {
        "stored": data == picture.png(),
        "kept": kept.shot == picture.shot,
        "stored_pixel": pixel(data, (at, at)),
    }


def main(folder: Path) -> None:
    """Capture screens, a window by a click, a part by dragging, and the part again."""
    application = make_application([])
    screens = application.screens()
    ratios = [one.devicePixelRatio() for one in screens]
    windows = [
        Painted(colour, QRect(screen.geometry().topLeft() + QPoint(40, 60), screen.size() / 4))
        for colour, screen in zip((LEFT, RIGHT), screens, strict=False)
    ]
    own = Painted(QColor("white"), screens[0].geometry())
    wait(lambda: all(one.windowHandle().isExposed() for one in (*windows, own)))
    capturer = Capturer(own, clocks=instant, hint=lambda: "고르기")
    whole = captured(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    inside = [(round(50 * ratio), round(70 * ratio)) for ratio in ratios]
    seen: dict[str, object] = {
        "platform": application.platformName(),
        "screens": [
            [one.shot.screen.width, one.shot.screen.height, one.shot.screen.scale_percent]
            for one in whole
            if one.shot.screen
        ],
        "sizes": [list(Image.open(io.BytesIO(one.png())).size) for one in whole],
        "real": [[place_of(one).width(), place_of(one).height()] for one in screens],
        "pixels": [pixel(one.png(), at) for one, at in zip(whole, inside, strict=True)],
        "back": own.isVisible(),
    }

    def click() -> None:
        capturer.capture(Wanted(CaptureWay.WINDOW, screens[0].name()))
        wait(lambda: capturer._chooser is not None and capturer._chooser.isVisible())
        QTest.qWaitForWindowExposed(capturer._chooser)
        QTest.mouseClick(capturer._chooser, Qt.MouseButton.LeftButton, pos=QPoint(45, 65))

    window = captured(capturer, click)
    area = window[0].shot.area
    seen["window"] = [area.left, area.top, area.width, area.height] if area else None
    seen["of_window"] = pixel(window[0].png(), (1, 1))

    def drag() -> None:
        capturer.capture(Wanted(CaptureWay.REGION, screens[0].name()))
        wait(lambda: capturer._chooser is not None and capturer._chooser.isVisible())
        QTest.qWaitForWindowExposed(capturer._chooser)
        chooser = capturer._chooser
        QTest.mousePress(chooser, Qt.MouseButton.LeftButton, pos=QPoint(30, 50))
        QTest.mouseMove(chooser, QPoint(90, 100))
        QTest.mouseRelease(chooser, Qt.MouseButton.LeftButton, pos=QPoint(90, 100))

    part = captured(capturer, drag)
    again = captured(capturer, capturer.again)
    seen["part"] = list(Image.open(io.BytesIO(part[0].png())).size)
    seen["same_again"] = part[0].png() == again[0].png()
    seen |= stored(folder, part[0], round(15 * ratios[0]))
    print(json.dumps(seen))
    for one in (*windows, own):
        one.close()
    QApplication.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
