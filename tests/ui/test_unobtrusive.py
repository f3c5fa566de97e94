"""Nothing outside the window tells of it: no tray, no notification, no title with a name in it."""

import re
from pathlib import Path

from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import open_vault
from tests.ui.gallery import settle
from tests.unit.vault.conftest import closed_vault, fresh_vault  # noqa: F401
from tests.unit.vault.filling import PASSPHRASE

ROOT = Path(__file__).parents[2]
SOURCES = [one for top in ("app", "ui") for one in (ROOT / top).rglob("*.py")]
LISTENED_TO = {
    "org.freedesktop.login1", "org.freedesktop.UPower", "org.freedesktop.DBus.Properties",
    "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver", "org.xfce.ScreenSaver",
}  # fmt: skip
SPOKEN_TO = {"org.freedesktop.portal"}
"""The picture of a screen is asked for there, when the person asks for one."""


def test_the_sources_have_no_tray_no_notifications_and_no_sounds():
    for path in SOURCES:
        text = path.read_text("utf-8")
        assert not re.search(
            r"QSystemTrayIcon|Notifications|notify-send|\.beep\(|\.alert\(", text
        ), path


def test_the_buses_are_asked_for_what_is_known_here_and_nothing_else():
    named = {
        name
        for path in SOURCES
        for name in re.findall(r"\"(org\.[a-z]+\.[A-Za-z0-9.]+)", path.read_text("utf-8"))
    }
    known = LISTENED_TO | SPOKEN_TO
    assert {one for one in named if not any(one.startswith(name) for name in known)} == set()


def test_no_title_of_a_window_tells_of_a_case(desk, closed_vault):  # noqa: F811
    vault = open_vault(closed_vault, PASSPHRASE, Job())
    case = add_case(vault, "밤손님이 보낸 말")
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    question = desk.context.messages.confirm("밤손님이 보낸 말", "", "yes", "no", lambda: None)
    for page in ("case", "evidence", "left"):
        desk.window.frame.go(page)
        settle(desk)
        titles = {one.windowTitle() for one in QApplication.topLevelWidgets()}
        assert not [one for one in titles if "밤손님" in one]
        assert desk.window.windowTitle() == "온기"
    question.reject()
    assert not QApplication.instance().findChildren(QSystemTrayIcon)
