"""A process that takes in files and a chat beside a real window, and tells its longest turns.

While that goes on, the pages are gone through one after the other, and the list is scrolled, as a
person would who does not want to wait. What it prints is one JSON object, in milliseconds
(`tests.bench.beat`): `python -m tests.bench.turns FOLDER ITEMS PATHS...`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.bench.beat import Beat
from tests.bench.ground import PASSPHRASE
from tests.bench.rows_of_items import fill
from ui.application import make_application
from ui.building import Desk, build_desk
from ui.tidying import Tidying

AFTER_MS = 300
STEP_MS = 350
PAGES = ("evidence", "timeline", "rooms", "case")


class Walking:
    """Goes through the pages, and down what can be scrolled there, while it is not stopped."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._next: Callable[[], str] = cycle(PAGES).__next__
        self._timer = QTimer()
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        self._desk.window.frame.go(self._next())
        for one in self._desk.window.frame.page.findChildren(QAbstractScrollArea):
            bar = one.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep())

    def stop(self) -> None:
        """Stay where it is."""
        self._timer.stop()


def main(folder: Path, items: int, sources: list[Path]) -> None:
    """Show the pages, take everything in while walking on; print the longest turn."""
    application = make_application([sys.argv[0]])
    desk = build_desk(application, "ko")
    Tidying(desk.context.lanes, desk.context.session, desk.window)
    desk.window.show()
    vault = create_vault(folder / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    case = add_case(vault, "")
    fill(vault, case.id, items)
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    for name in PAGES:
        desk.window.frame.go(name)
        wait(desk)
    desk.window.frame.go("evidence")
    wait(desk)
    beat = Beat()
    desk.window.frame.page.add(sources)  # type: ignore[attr-defined]
    walking = Walking(desk)
    until(lambda: desk.context.lanes.at_work or not desk.context.lanes.busy)
    wait(desk)
    walking.stop()
    beat.stop()
    print(json.dumps(beat.figures()), flush=True)
    # The end of a program is not what is measured.
    os._exit(0)


def wait(desk: Desk) -> None:
    """Run the loop, as the program does, until no long work is under way for a moment."""
    busy = [True]

    def is_quiet() -> bool:
        before, busy[0] = busy[0], desk.context.lanes.at_work
        return not (before or busy[0])

    until(is_quiet, AFTER_MS)


def until(is_so: Callable[[], bool], every_ms: int = 1) -> None:
    """Run the loop until something is so."""
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(every_ms)
    timer.timeout.connect(lambda: is_so() and loop.quit())
    timer.start()
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [Path(one) for one in sys.argv[3:]])
