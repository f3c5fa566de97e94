"""Where a bundle is handed over: parts of a size of one's own, a size that is none, a stick."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QScrollArea

from ui.building import Desk

Settle = Callable[[Desk], None]


def handed_over(desk: Desk, folder: Path, settle: Settle) -> Iterator[str]:
    """Before a bundle is made, with it, and with a copy of it."""
    desk.window.frame.go("hand_over")
    settle(desk)
    yield "hand_over-before"
    yield from before(desk, settle)
    desk.window.frame.page_called("hand_over").make(Path(tempfile.mkdtemp(dir=folder)))
    settle(desk)
    yield "hand_over"
    yield from after(desk, folder, settle)


def before(desk: Desk, settle: Settle) -> Iterator[str]:
    """The line for a size, with what can't be read as one."""
    page = desk.window.frame.page_called("hand_over")
    page._parts.box.setCurrentIndex(page._parts.box.findData("own"))
    page._parts.line.setText("아주 작게")
    with tempfile.TemporaryDirectory() as folder:
        page.make(Path(folder))
        settle(desk)
    yield "hand_over-parts"
    page._parts.put_away()


def after(desk: Desk, folder: Path, settle: Settle) -> Iterator[str]:
    """A copy that was read back."""
    page = desk.window.frame.page_called("hand_over")
    page._carry.carry(Path(tempfile.mkdtemp(dir=folder, prefix="USB")))
    settle(desk)
    for area in desk.window.findChildren(QScrollArea):
        if area.isAncestorOf(page._carry):
            area.ensureWidgetVisible(page._carry)
    yield "hand_over-carried"
