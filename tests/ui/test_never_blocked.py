"""The window stays alive while long work runs: it beats on, and its thread does none of the work.

On the GUI thread only words and plain data of the product are met: whoever reads or writes a vault,
a file or a chat there is caught by name, however short it was. How long a turn of the loop takes is
measured among the long tests, and by `./run bench --only turns`: in processor time of that thread,
which other programs can lengthen a little only, and by the clock, where waiting for the
interpreter's lock is in it too (while a large chat is committed, up to about 130 ms were measured).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.chats.rooms import list_rooms
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.bench.beat import Beat
from tests.ui.gallery import settle
from tests.ui.story import AUG_24, write_chat
from ui.pages.chat.place import ChatPlace

LONGEST_MS = 50
LONGEST_WALL_MS = 400
MIB = 1024 * 1024
ROOT = f"{Path(__file__).resolve().parents[2]}/"
AT_EASE = ("app/domain/", "app/i18n.py", "app/jobs.py", "app/paths.py", "app/report/data/model.py")
"""What the GUI thread may call: words, plain data, the job that it asks how far it is, and where
the icons lie that it draws."""


class Watched:
    """The product's functions below the window that this thread calls, while it is being watched.

    Loading a module counts as none: it is the package `ui` that decides when.
    """

    def __init__(self):
        self.seen = set()

    def __enter__(self):
        sys.setprofile(self._look)
        return self

    def __exit__(self, *_problem):
        sys.setprofile(None)

    def _look(self, frame, event, _argument):
        if event == "call" and frame.f_code.co_name != "<module>":
            name = frame.f_code.co_filename.removeprefix(ROOT)
            if name.startswith(("app/", "crypto/")) and not name.startswith(AT_EASE):
                self.seen.add((name, frame.f_code.co_name))


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
    return desk, desk.window.frame.page_called("evidence"), case


def wait_out(desk, qtbot):
    """Run the event loop itself, as the program does, until nothing is under way."""
    beat = Beat()
    qtbot.waitUntil(lambda: not desk.context.lanes.busy, timeout=100_000)
    qtbot.wait(300)
    beat.stop()
    return beat


def places(desk, case):
    """The pages that a chat shows on, and what to show there."""
    room = list_rooms(desk.context.session.vault, case.id)[0]
    chat = ChatPlace(room_id=room.room.id)
    return ("chat", chat), ("timeline", None), ("case", None), ("rooms", None)


def watch_all(desk, case, qtbot):
    for name, subject in places(desk, case):
        with Watched() as watched:
            desk.window.frame.go(name, subject)
            wait_out(desk, qtbot)
        assert watched.seen == set(), name


def time_all(desk, case, qtbot):
    """The longest own turn in milliseconds, unwatched: each call that is watched costs time."""
    beats = []
    for name, subject in places(desk, case):
        desk.window.frame.go(name, subject)
        beats.append(wait_out(desk, qtbot))
    return max(beat.own_ms for beat in beats)


def big_folder(folder, files):
    folder.mkdir()
    for number in range(files):
        (folder / f"{number}.bin").write_bytes(os.urandom(MIB))
    return folder


def test_an_import_runs_beside_the_window_and_never_in_its_thread(evidence, tmp_path, qtbot):
    desk, page, case = evidence
    files = big_folder(tmp_path / "many", 20)
    chat = write_chat(tmp_path / "chat", "큰 방", 1777000009, AUG_24, 2_000)
    with Watched() as watched:
        page.add([files, chat])
        beat = wait_out(desk, qtbot)
    assert watched.seen == set()
    assert beat.beats > 10
    assert page._report().items_taken >= 20
    assert page._report().messages_taken == 2_000
    watch_all(desk, case, qtbot)


def test_work_in_the_thread_of_the_window_is_noticed(evidence):
    desk, _page, case = evidence
    with Watched() as watched:
        list_rooms(desk.context.session.vault, case.id)
    assert ("app/usecases/chats/rooms.py", "list_rooms") in watched.seen


@pytest.mark.long
@pytest.mark.alone
def test_an_import_of_many_bytes_leaves_the_window_alive(evidence, tmp_path, qtbot):
    desk, page, _case = evidence
    page.add([big_folder(tmp_path / "many", 200)])
    beat = wait_out(desk, qtbot)
    assert page._report().items_taken == 200
    assert beat.beats > 10
    assert beat.own_ms < LONGEST_MS


@pytest.mark.long
@pytest.mark.alone
def test_an_import_of_many_messages_leaves_the_window_alive(evidence, tmp_path, qtbot):
    desk, page, case = evidence
    page.add([write_chat(tmp_path / "chat", "큰 방", 1777000009, AUG_24, 20_000)])
    beat = wait_out(desk, qtbot)
    assert page._report().messages_taken == 20_000
    assert max(beat.own_ms, time_all(desk, case, qtbot)) < LONGEST_MS


@pytest.mark.long
@pytest.mark.alone
def test_by_the_clock_on_the_wall_too(evidence, tmp_path, qtbot):
    desk, page, _case = evidence
    chat = write_chat(tmp_path / "chat", "큰 방", 1777000009, AUG_24, 20_000)
    page.add([big_folder(tmp_path / "many", 200), chat])
    assert wait_out(desk, qtbot).wall_ms < LONGEST_WALL_MS
