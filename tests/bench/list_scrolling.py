"""A process that scrolls a list of very many rows in a real window, and tells its longest turns.

What was collected, or a chat. Half a page a frame down and up again, then to places all over the
list as the handle of the scroll bar is dragged. Prints one JSON object (`tests.bench.beat`), with
`there_ms`, the longest wait for a row that was gone to, and `rows`, how many there were:
`python -m tests.bench.list_scrolling evidence|chat VAULT CASE STEPS`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer

from app.jobs import Job
from app.usecases.chats.rooms import list_rooms
from app.usecases.vault.vaults import open_vault
from tests.bench.beat import Beat
from tests.bench.ground import PASSPHRASE
from tests.bench.turns import wait
from ui.application import make_application
from ui.building import Desk, build_desk
from ui.models.paged import ROW
from ui.pages.chat.place import ChatPlace
from ui.tidying import Tidying
from ui.widgets.long_view import LongView

FRAME_MS = 16
AWAITED_MS = 20_000
PLACES = (0.5, 0.1, 0.9, 0.33, 0.77, 1.0, 0.02, 0.6)


def main(kind: str, folder: Path, case_id: str, steps: int) -> None:
    """Scroll, measure, print."""
    application = make_application([sys.argv[0]])
    desk = build_desk(application, "ko")
    Tidying(desk.context.lanes, desk.context.session, desk.window)
    desk.window.show()
    vault = open_vault(folder, PASSPHRASE, Job())
    desk.context.session.open(vault)
    desk.context.session.choose(vault.cases.get(case_id))
    wait(desk)
    room = None if kind == "evidence" else list_rooms(vault, case_id)[0].room.id
    desk.window.frame.go(kind, ChatPlace(room_id=room) if room else None)
    view = _view(desk)
    beat = Beat()
    _stepwise(_pages(view, steps))
    there = [_gone_to(view, place) for place in PLACES]
    beat.stop()
    told = {**beat.figures(), "there_ms": max(there), "rows": view.model().rowCount()}
    print(json.dumps(told), flush=True)
    os._exit(0)


def _view(desk: Desk) -> LongView:
    """The list of the page, once its first rows are read."""
    page = desk.window.frame.page

    def found() -> list[LongView]:
        views = page.findChildren(LongView)
        return [one for one in views if one.isVisible() and _has_row(one)]

    _until(lambda: bool(found()))
    return found()[0]


def _has_row(view: LongView) -> bool:
    return view.indexAt(_middle(view)).data(ROW) is not None


def _pages(view: LongView, steps: int) -> Iterator[None]:
    bar = view.verticalScrollBar()
    for number in range(steps):
        way = 1 if number < steps // 2 else -1
        bar.setValue(bar.value() + way * bar.pageStep() // 2)
        yield


def _stepwise(steps: Iterator[None]) -> None:
    """Take a step a frame, in the event loop."""
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(FRAME_MS)
    timer.timeout.connect(lambda: next(steps, loop) is loop and loop.quit())
    timer.start()
    loop.exec()


def _gone_to(view: LongView, place: float) -> float:
    """Milliseconds until the row in the middle of the view is read there."""
    bar, begun = view.verticalScrollBar(), time.perf_counter()
    bar.setValue(bar.minimum() + int((bar.maximum() - bar.minimum()) * place))

    _until(lambda: _has_row(view))
    return (time.perf_counter() - begun) * 1000


def _middle(view: LongView) -> QPoint:
    """A place on an item, near the middle: between two there is none."""
    middle = view.viewport().rect().center()
    for across in range(0, middle.x(), 20):
        for down in range(0, middle.y(), 20):
            at = QPoint(middle.x() - across, middle.y() - down)
            if view.indexAt(at).isValid():
                return at
    return middle


def _until(is_so: Callable[[], bool]) -> None:
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: is_so() and loop.quit())
    timer.start()
    QTimer.singleShot(AWAITED_MS, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
