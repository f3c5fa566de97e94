"""Sleep and a locked screen lock the vault: by what systems really send, and by the clocks."""

import ctypes
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage

from app.jobs import Job
from app.usecases.vault.vaults import open_vault
from tests.ui.gallery import settle
from tests.ui.story import PASSPHRASE
from tests.ui.test_session import opened
from ui.sleep_lock import SleepLock
from ui.system.clock_jumps import ClockJumps
from ui.system.linux_bus import LinuxBus, own_session
from ui.system.windows_messages import (
    _LID_SWITCH,
    Told,
    WindowsMessages,
    _Message,
    _Setting,
    lid_meaning,
    meaning,
    read_message,
)

SERVICE = Path(__file__).with_name("sleep_service.py")
no_bus = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="there is no D-Bus here"
)


class Service:
    """The other side of a private bus."""

    def __init__(self):
        self.daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.address = self.daemon.stdout.readline().strip()
        self.child = subprocess.Popen(
            [sys.executable, str(SERVICE), self.address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.child.stdout.readline() == "ready\n"

    def tell(self, what):
        self.child.stdin.write(f"{what}\n")
        self.child.stdin.flush()
        return self.child.stdout.readline().strip()

    def close(self):
        self.child.stdin.close()
        self.child.wait(10)
        self.child.stdout.close()
        self.daemon.terminate()
        self.daemon.wait(10)
        self.daemon.stdout.close()


@pytest.fixture
def service():
    made = Service()
    yield made
    made.close()


@pytest.fixture
def guarded(desk, service, qapp, monkeypatch):
    """The window, listening to the private bus as if it were the system's and the session's."""
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    bus = QDBusConnection.connectToBus(service.address, "ongi-test")
    listening = LinuxBus(desk.window, system=bus, session=bus)
    SleepLock(qapp, desk.context.session, desk.context.lanes, desk.window, listening)
    yield desk
    QDBusConnection.disconnectFromBus("ongi-test")


@no_bus
def test_sleep_locks_stops_work_and_waits_until_the_vault_is_closed(
    guarded, service, tmp_path, qtbot
):
    path = opened(guarded, tmp_path)
    qtbot.wait(50)
    assert service.child.stdout.readline() == "asked sleep delay\n"
    assert service.tell("held") == "held"
    begun, stopped = threading.Event(), []

    def work(_vault, job):
        begun.set()
        while not job.cancelled:
            job.advance(1)
        stopped.append(job.interrupted)

    guarded.context.with_vault(work, lambda _result: None, owner=QObject(guarded.window))
    begun.wait(10)
    with qtbot.waitSignal(guarded.context.session.locked):
        assert service.tell("sleep") == "sent True"
    settle(guarded)
    assert stopped == [True]
    open_vault(path, PASSPHRASE, Job()).close()
    qtbot.waitUntil(lambda: service.tell("held") == "let go")


@no_bus
@pytest.mark.parametrize("word", ["lock", "cover"])
def test_a_locked_screen_locks_and_lets_work_finish(guarded, service, tmp_path, qtbot, word):
    opened(guarded, tmp_path)
    go, ended = threading.Event(), []
    ticket = guarded.context.with_vault(
        lambda vault, _job: ended.append(go.wait(10) and vault.is_open),
        lambda _result: None,
        owner=QObject(guarded.window),
    )
    with qtbot.waitSignal(guarded.context.session.locked):
        service.tell(word)
    assert not ticket.job.cancelled
    go.set()
    settle(guarded)
    assert ended == [True]


@no_bus
@pytest.mark.parametrize("word", ["wake", "uncover", "lock-other"])
def test_other_words_lock_nothing(service, qtbot, monkeypatch, word):
    monkeypatch.setenv("XDG_SESSION_ID", "2")
    bus = QDBusConnection.connectToBus(service.address, "ongi-test")
    listening, heard = LinuxBus(system=bus, session=bus), []
    listening.sleeping.connect(lambda: heard.append("sleep"))
    listening.screen_locked.connect(lambda: heard.append("lock"))
    service.tell(word)
    with qtbot.waitSignal(listening.sleeping):
        service.tell("sleep")  # a bus keeps the order: what came before it was heard before it
    assert heard == ["sleep"]
    QDBusConnection.disconnectFromBus("ongi-test")


@no_bus
def test_a_lid_that_closes_is_heard_and_one_that_opens_is_not(service, qtbot):
    bus = QDBusConnection.connectToBus(service.address, "ongi-test")
    listening, heard = LinuxBus(system=bus, session=bus), []
    listening.lid_closed.connect(lambda: heard.append(True))
    for word, so_far in (("lid-open", 0), ("lid", 1), ("on-battery", 1), ("lid-upower", 2)):
        service.tell(word)
        # What was asked for on the signal is answered before what is asked for after it.
        path, name = "/org/freedesktop/login1", "org.freedesktop.login1"
        if word in ("on-battery", "lid-upower"):
            path, name = "/org/freedesktop/UPower", "org.freedesktop.UPower"
        qtbot.wait(50)
        bus.call(QDBusMessage.createMethodCall(name, path, "org.freedesktop.DBus.Peer", "Ping"))
        qtbot.wait(1)
        assert len(heard) == so_far, word
    QDBusConnection.disconnectFromBus("ongi-test")


def test_a_closed_lid_locks(desk, qapp, tmp_path, qtbot):
    nowhere = QDBusConnection("nowhere")
    bus = LinuxBus(desk.window, system=nowhere, session=nowhere)
    SleepLock(qapp, desk.context.session, desk.context.lanes, desk.window, bus)
    opened(desk, tmp_path)
    with qtbot.waitSignal(desk.context.session.locked):
        bus.lid_closed.emit()
    settle(desk)


@pytest.mark.parametrize(
    ("identifier", "path"),
    [
        ("2", "/org/freedesktop/login1/session/_32"),
        ("c1", "/org/freedesktop/login1/session/c1"),
        ("a-b", "/org/freedesktop/login1/session/a_2db"),
        ("", ""),
    ],
)
def test_the_own_session_is_known_by_its_path(identifier, path):
    assert own_session(identifier) == path


class Clocks:
    """Two clocks that are set by hand."""

    def __init__(self):
        self.wall = self.steady = 1000.0

    def watch(self):
        return ClockJumps(wall=lambda: self.wall, steady=lambda: self.steady)


@pytest.mark.parametrize(
    ("wall", "steady", "slept"),
    [(5, 5, False), (64, 5, False), (66, 5, True), (3600, 3600, True), (-3600, 5, False)],
)
def test_a_clock_that_jumped_ahead_tells_of_sleep(qtbot, wall, steady, slept):
    clocks, told = Clocks(), []
    watch = clocks.watch()
    watch.slept.connect(lambda: told.append(True))
    watch.look()
    clocks.wall += wall
    clocks.steady += steady
    watch.look()
    watch.look()
    assert told == [True] * slept


def test_waking_locks_the_window(desk, tmp_path, qtbot):
    opened(desk, tmp_path)
    (lock,) = desk.window.findChildren(SleepLock)
    (clocks,) = lock.findChildren(ClockJumps)
    clocks._before = tuple(time - 3600 for time in clocks._before)
    with qtbot.waitSignal(desk.context.session.locked):
        clocks.look()
    settle(desk)


@pytest.mark.parametrize(
    ("message", "what", "told"),
    [
        (0x218, 4, Told.SLEEP),
        (0x218, 7, None),
        (0x2B1, 7, Told.LOCK),
        (0x2B1, 8, None),
        (0x100, 4, None),
    ],
)
def test_the_messages_of_windows_by_their_numbers(desk, qapp, message, what, told):
    assert meaning(message, what) is told
    raw = _Message(1, message, what, 0)
    assert read_message(ctypes.addressof(raw)) == (message, what, 0)
    messages, heard = WindowsMessages(qapp, desk.window), []
    messages.sleeping.connect(lambda: heard.append(Told.SLEEP))
    messages.screen_locked.connect(lambda: heard.append(Told.LOCK))
    kind = b"windows_generic_MSG"
    assert messages._filter.nativeEventFilter(kind, ctypes.addressof(raw)) == (False, 0)
    assert heard == ([] if told is None else [told])
    qapp.removeNativeEventFilter(messages._filter)


@pytest.mark.parametrize(
    ("which", "length", "value", "told"),
    [
        (_LID_SWITCH, 4, 0, Told.LID),
        (_LID_SWITCH, 4, 1, None),
        (_LID_SWITCH, 1, 0, None),
        (bytes(16), 4, 0, None),
    ],
)
def test_the_lid_of_windows_by_its_switch(which, length, value, told):
    setting = _Setting((ctypes.c_ubyte * 16)(*which), length, value)
    assert lid_meaning(0x218, 0x8013, ctypes.addressof(setting)) is told
    assert lid_meaning(0x218, 0x8012, ctypes.addressof(setting)) is None
    assert lid_meaning(0x218, 0x8013, 0) is None
