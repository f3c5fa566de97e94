"""A process that takes in files and a chat beside a real window, and tells its longest turns.

A beat on the GUI thread, every few milliseconds, keeps the longest time between two of them: by the
clock, which has all waiting in it, and in processor time of that thread alone. What it prints is
one JSON object, in milliseconds: `python -m tests.bench.turns FOLDER PATHS...`.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from app.jobs import Job
from app.usecases.cases import add_case
from app.usecases.vaults import create_vault
from crypto.kdf import FLOOR
from tests.bench.ground import PASSPHRASE
from ui.application import make_application
from ui.building import Desk, build_desk

BEAT_MS = 5
AFTER_MS = 300
PAGES = ("evidence", "timeline", "rooms", "case")


class Beat:
    """Keeps the longest turn of the event loop, by both clocks."""

    def __init__(self) -> None:
        self.wall_ms = self.own_ms = 0.0
        self.beats = 0
        self._last = (time.monotonic(), time.thread_time())
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = (time.monotonic(), time.thread_time())
        self.wall_ms = max(self.wall_ms, (now[0] - self._last[0]) * 1000)
        self.own_ms = max(self.own_ms, (now[1] - self._last[1]) * 1000)
        self.beats += 1
        self._last = now

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()


def main(folder: Path, sources: list[Path]) -> None:
    """Show the pages, take everything in, show the pages again; print the longest turn."""
    application = make_application([sys.argv[0]])
    desk = build_desk(application, "ko")
    desk.window.show()
    vault = create_vault(folder / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    case = add_case(vault, "")
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    _show_pages(desk)
    # As in a program that has been open for a while: what it is made of is not garbage.
    gc.collect()
    beat = Beat()
    desk.window.frame.go("evidence")
    _wait(desk)
    desk.window.frame.page.add(sources)  # type: ignore[attr-defined]
    _wait(desk)
    _show_pages(desk)
    print(json.dumps({"wall_ms": beat.wall_ms, "own_ms": beat.own_ms}), flush=True)
    desk.context.session.lock(stop_work=True)
    desk.context.lanes.close()
    # Qt's own end of a program is not what is measured.
    os._exit(0)


def _show_pages(desk: Desk) -> None:
    for name in PAGES:
        desk.window.frame.go(name)
        _wait(desk)


def _wait(desk: Desk) -> None:
    """Run the loop, as the program does, until nothing is under way for a moment."""
    loop = QEventLoop()
    quiet = QTimer()
    quiet.setInterval(AFTER_MS)
    quiet.timeout.connect(lambda: None if desk.context.lanes.busy else loop.quit())
    quiet.start()
    loop.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
