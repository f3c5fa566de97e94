"""The first minutes, screen by screen, and a timeline that is walked along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.case.timeline import Kind
from ui.building import Desk

Settle = Callable[[Desk], None]


def at_the_door(desk: Desk, settle: Settle) -> Iterator[str]:
    """Every screen of the first minutes; nothing is made."""
    frame = desk.window.frame
    frame.go("welcome", "new")
    page = frame.page_called("welcome")
    page._look_soon.stop()  # what lies on this computer is nobody's business here
    page._start._devices["unsure"].click()
    settle(desk)
    yield "welcome-advice"
    page._place.line.setText(str(Path("/문서/보관함")))
    page.show_step(page._place)
    settle(desk)
    yield "welcome-place"
    page.show_step(page._passphrase)
    page._passphrase.first.field.setText("우리집 강아지")
    page._passphrase.meter.weigh()
    settle(desk)
    yield "welcome-passphrase"
    page._passphrase.draw()
    settle(desk)
    yield "welcome-words"
    page.show_step(page._kit)
    settle(desk)
    yield "welcome-kit"
    page.show_step(page._evidence)
    settle(desk)
    yield "welcome-evidence"
    page._door.show_found((Path("/문서/보관함"), Path("/막대/보관함 2")))
    page.show_step(page._door)
    settle(desk)
    yield "welcome-found"
    page.clear()


def timeline(desk: Desk, settle: Settle) -> Iterator[str]:
    """Stood on a mark, zoomed; then one kind alone."""
    frame = desk.window.frame
    frame.go("timeline")
    settle(desk)
    page = frame.page_called("timeline")
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Plus):
        QTest.keyClick(page._picture, key)
    settle(desk)
    yield "timeline-walked"
    page._kind_buttons[Kind.REPORTS].click()
    page._picture.zoom_to(1)
    settle(desk)
    yield "timeline-reports"
    page._kind_buttons[Kind.ALL].click()
