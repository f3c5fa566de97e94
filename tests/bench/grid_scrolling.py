"""A process that scrolls a list of very many items in a real window, and tells its longest turns.

Page by page down and up again, then to places all over the list as the handle of the scroll bar is
dragged, each a moment after the other. Prints one JSON object (`tests.bench.beat`) with, in
`there_ms`, how long the longest wait for a row was that was gone to:
`python -m tests.bench.grid_scrolling VAULT CASE STEPS`.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QTimer
from PySide6.QtWidgets import QAbstractItemView

from app.jobs import Job
from app.usecases.vaults import open_vault
from tests.bench.beat import Beat
from tests.bench.ground import PASSPHRASE
from tests.bench.turns import wait
from ui.application import make_application
from ui.building import Desk, build_desk
from ui.models.paged import ROW
from ui.tidying import Tidying

FRAME_MS = 16
AWAITED_MS = 5000
PLACES = (0.5, 0.1, 0.9, 0.33, 0.77, 1.0, 0.02, 0.6)


def main(folder: Path, case_id: str, steps: int) -> None:
    """Scroll, measure, print."""
    application = make_application([sys.argv[0]])
    desk = build_desk(application, "ko")
    Tidying(desk.context.lanes, desk.context.session, desk.window)
    desk.window.show()
    vault = open_vault(folder, PASSPHRASE, Job())
    desk.context.session.open(vault)
    desk.context.session.choose(vault.cases.get(case_id))
    desk.window.frame.go("evidence")
    wait(desk)
    view = next(
        one
        for one in desk.window.frame.page.findChildren(QAbstractItemView)
        if one.isVisible() and one.model() is not None and one.model().rowCount()
    )
    beat = Beat()
    _stepwise(_pages(view, steps))
    there = [_gone_to(view, place) for place in PLACES]
    beat.stop()
    told = {**beat.figures(), "there_ms": max(there), "rows": view.model().rowCount()}
    print(json.dumps(told), flush=True)
    _end(desk)


def _pages(view: QAbstractItemView, steps: int) -> Iterator[None]:
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


def _gone_to(view: QAbstractItemView, place: float) -> float:
    """Milliseconds until the row in the middle of the view is read there."""
    bar, begun = view.verticalScrollBar(), time.perf_counter()
    bar.setValue(bar.minimum() + int((bar.maximum() - bar.minimum()) * place))

    def is_there() -> bool:
        return view.indexAt(_middle(view)).data(ROW) is not None

    _until(is_there)
    return (time.perf_counter() - begun) * 1000


def _middle(view: QAbstractItemView) -> QPoint:
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


def _end(desk: Desk) -> None:
    desk.context.session.lock(stop_work=True)
    desk.context.lanes.close()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
