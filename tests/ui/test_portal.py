"""Wayland's portal: its picture is read from its file and the file is gone; nothing else is read."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtDBus import QDBusConnection
from PySide6.QtGui import QColor, QImage

from app.domain.evidence.captures import CaptureWay
from app.errors import EnvironmentProblem
from app.usecases.intake.capturing import instant
from ui.capture.capturer import Capturer, Wanted
from ui.capture.chooser import Chooser
from ui.capture.portal import Portal, read_picture

SERVICE = Path(__file__).with_name("portal_service.py")
no_bus = pytest.mark.skipif(
    sys.platform != "linux" or not shutil.which("dbus-daemon"), reason="there is no D-Bus here"
)


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "Screenshot from a desktop.png"
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(QColor(12, 130, 250))
    assert image.save(str(path), "PNG")
    return path


@pytest.fixture
def bus():
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.fixture
def serve(bus, picture):
    children = []

    def begin(how):
        command = [sys.executable, str(SERVICE), bus, str(picture), how]
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        children.append(child)
        assert child.stdout.readline() == "ready\n"

    yield begin
    for child in children:
        child.stdin.close()
        child.wait(10)
        child.stdout.close()


@pytest.fixture
def portal(bus, qapp):
    made = Portal(session=QDBusConnection.connectToBus(bus, "ongi-portal"))
    yield made
    QDBusConnection.disconnectFromBus("ongi-portal")


def ended(capturer, begin):
    """What came of a capture: the name of the signal and what it carried."""
    loop, came = QEventLoop(), []
    joined = [
        (signal, signal.connect(lambda *carried, name=name: (came.append((name, carried)), loop.quit())))
        for name, signal in (
            ("taken", capturer.taken), ("stopped", capturer.stopped), ("failed", capturer.failed),
        )
    ]  # fmt: skip
    QTimer.singleShot(20_000, loop.quit)
    begin()
    loop.exec()
    for signal, connection in joined:
        signal.disconnect(connection)
    return came[0]


@no_bus
@pytest.mark.parametrize("how", ["grant", "elsewhere"])
def test_the_picture_is_read_and_its_file_is_gone(serve, portal, desk, picture, how):
    serve(how)
    data = picture.read_bytes()
    capturer = Capturer(desk.window, clocks=instant, hint=str, portal=portal)
    name, (pictures,) = ended(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    assert name == "taken"
    assert [one.png() for one in pictures] == [data]
    assert pictures[0].shot.left_a_file
    assert not picture.exists()
    assert desk.window.isVisible()


@no_bus
def test_a_person_who_declines_is_asked_nothing_more(serve, portal, desk):
    serve("decline")
    capturer = Capturer(desk.window, clocks=instant, hint=str, portal=portal)
    name, _ = ended(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    assert (name, capturer.busy, desk.window.isVisible()) == ("stopped", False, True)


@no_bus
def test_a_picture_that_comes_too_late_is_removed(serve, portal, desk, picture, qtbot):
    serve("grant")
    portal._late.setInterval(20)
    capturer = Capturer(desk.window, clocks=instant, hint=str, portal=portal)
    name, (error,) = ended(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    assert (name, error.code, picture.exists()) == ("failed", "ENV-041", True)
    qtbot.waitUntil(lambda: not picture.exists(), timeout=5000)
    assert not capturer.busy


@no_bus
def test_without_a_portal_it_is_said(portal, desk):
    capturer = Capturer(desk.window, clocks=instant, hint=str, portal=portal)
    name, (error,) = ended(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    assert (name, error.code, desk.window.isVisible()) == ("failed", "ENV-041", True)


def test_only_a_plain_file_is_read(tmp_path, picture):
    link = tmp_path / "link"
    link.symlink_to(picture)
    for path in (link, tmp_path, tmp_path / "absent", Path("/dev/zero")):
        with pytest.raises(EnvironmentProblem) as refused:
            read_picture(path)
        assert refused.value.code == "ENV-041"
    assert read_picture(picture) == picture.read_bytes()


@no_bus
def test_a_picture_whose_file_stays_is_kept_and_the_file_is_named(
    serve, portal, desk, picture, monkeypatch
):
    def stays(_path):
        raise PermissionError

    serve("grant")
    monkeypatch.setattr(Path, "unlink", stays)
    capturer = Capturer(desk.window, clocks=instant, hint=str, portal=portal)
    told = []
    capturer.left_behind.connect(told.append)
    name, (pictures,) = ended(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    assert (name, pictures[0].png()) == ("taken", picture.read_bytes())
    assert [(one.code, one.values["name"]) for one in told] == [("ENV-042", str(picture))]


@no_bus
def test_a_file_that_cannot_be_read_is_named(serve, portal, desk, picture, monkeypatch):
    monkeypatch.setattr("ui.capture.portal.LARGEST", 10)
    serve("grant")
    capturer = Capturer(desk.window, clocks=instant, hint=str, portal=portal)
    told = []
    capturer.left_behind.connect(told.append)
    name, (error,) = ended(capturer, lambda: capturer.capture(Wanted(CaptureWay.SCREEN)))
    assert (name, error.code) == ("failed", "ENV-041")
    assert [(one.code, one.values["name"]) for one in told] == [("ENV-042", str(picture))]


def test_a_chooser_that_the_desktop_closes_is_as_stopped_by_the_person(desk, qtbot):
    chooser = Chooser(QImage(64, 48, QImage.Format.Format_RGB32), [], "")
    chooser.show()
    with qtbot.waitSignal(chooser.stopped, timeout=2000):
        chooser.close()
    chooser.let_go()
