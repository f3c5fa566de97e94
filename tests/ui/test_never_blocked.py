"""The window stays alive while long work runs: no turn of its loop takes longer than a blink.

What is measured is the processor time that the GUI thread used between two beats, which no other
program on the machine can lengthen. By the clock on the wall, among the long tests, waiting for the
interpreter's lock is in it too: while a large chat is committed, up to about 130 ms were measured.
"""

from __future__ import annotations

import os
import time

import pytest
from PySide6.QtCore import QTimer

from app.jobs import Job
from app.usecases.cases import add_case
from app.usecases.rooms import list_rooms
from app.usecases.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.story import AUG_24, write_chat

BEAT_MS = 5
LONGEST_MS = 50
LONGEST_WALL_MS = 400
MIB = 1024 * 1024

pytestmark = pytest.mark.alone


class Beat:
    """Beats on the GUI thread; keeps the longest time between two beats, by both clocks."""

    def __init__(self):
        self.wall_ms = self.own_ms = 0.0
        self.beats = 0
        self._last = (time.monotonic(), time.thread_time())
        self._timer = QTimer()
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self):
        now = (time.monotonic(), time.thread_time())
        self.beats += 1
        self.wall_ms = max(self.wall_ms, (now[0] - self._last[0]) * 1000)
        self.own_ms = max(self.own_ms, (now[1] - self._last[1]) * 1000)
        self._last = now

    def stop(self):
        self._timer.stop()


@pytest.fixture
def evidence(desk, tmp_path):
    """The page of what is collected, of an empty case, shown once so that it is warm."""
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    case = add_case(vault, "")
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    settle(desk)
    for name in ("rooms", "evidence"):
        desk.window.frame.go(name)
        settle(desk)
    return desk, desk.window.frame.pages()["evidence"], case


def wait_out(desk, qtbot):
    """Run the event loop itself, as the program does, until nothing is under way."""
    beat = Beat()
    qtbot.waitUntil(lambda: not desk.context.lanes.busy, timeout=100_000)
    qtbot.wait(300)
    beat.stop()
    return beat


def big_folder(folder, files):
    folder.mkdir()
    for number in range(files):
        (folder / f"{number}.bin").write_bytes(os.urandom(MIB))
    return folder


def test_an_import_of_many_bytes_leaves_the_window_alive(evidence, tmp_path, qtbot):
    desk, page, _case = evidence
    page.add([big_folder(tmp_path / "many", 200)])
    beat = wait_out(desk, qtbot)
    assert page._report().items_taken == 200
    assert beat.beats > 10
    assert beat.own_ms < LONGEST_MS


def test_an_import_of_many_messages_leaves_the_window_alive(evidence, tmp_path, qtbot):
    desk, page, case = evidence
    page.add([write_chat(tmp_path / "chat", "큰 방", 1777000009, AUG_24, 20_000)])
    beat = wait_out(desk, qtbot)
    assert page._report().messages_taken == 20_000
    room = list_rooms(desk.context.session.vault, case.id)[0]
    for name, subject in (("room", room), ("timeline", None), ("case", None), ("rooms", None)):
        desk.window.frame.go(name, subject)
        shown = wait_out(desk, qtbot)
        beat.own_ms = max(beat.own_ms, shown.own_ms)
    assert beat.own_ms < LONGEST_MS


@pytest.mark.long
def test_by_the_clock_on_the_wall_too(evidence, tmp_path, qtbot):
    desk, page, _case = evidence
    chat = write_chat(tmp_path / "chat", "큰 방", 1777000009, AUG_24, 20_000)
    page.add([big_folder(tmp_path / "many", 200), chat])
    assert wait_out(desk, qtbot).wall_ms < LONGEST_WALL_MS
