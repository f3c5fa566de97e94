"""Locking clears at once, closes the vault after what runs, and comes by itself after a while."""

import threading

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.story import PASSPHRASE
from ui.locking import IdleLock
from ui.messages import Question


def opened(desk, folder):
    """A vault with one case, open in the window."""
    vault = create_vault(folder / "vault", PASSPHRASE, Job(), argon2=FLOOR)
    add_case(vault, "하나")
    vault.close()
    desk.context.session.open(open_vault(folder / "vault", PASSPHRASE, Job()))
    settle(desk)
    return folder / "vault"


def test_quick_lock_by_keys_closes_the_vault(desk, tmp_path, qtbot):
    path = opened(desk, tmp_path)
    desk.window.activateWindow()
    with qtbot.waitSignal(desk.context.session.locked):
        QTest.keyClick(desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    settle(desk)
    assert desk.window.frame.page is desk.window.frame.page_called("unlock")
    open_vault(path, PASSPHRASE, Job()).close()


def test_idle_lock_comes_by_itself_and_lets_work_finish(desk, tmp_path, qtbot, qapp):
    idle = IdleLock(qapp, desk.context.session, minutes=0.6 / 60)
    opened(desk, tmp_path)
    go, results = threading.Event(), []
    ticket = desk.context.with_vault(
        lambda _vault, _job: go.wait(10), results.append, owner=QObject(desk.window)
    )
    with qtbot.waitSignal(desk.context.session.locked):
        pass
    assert not ticket.job.cancelled
    go.set()
    settle(desk)
    assert results == []  # it came after the lock, and must not appear on a locked screen
    qapp.removeEventFilter(idle)


def test_signs_of_life_put_the_idle_lock_off(desk, tmp_path, qtbot, qapp):
    idle = IdleLock(qapp, desk.context.session, minutes=0.5 / 60)
    opened(desk, tmp_path)
    locked = []
    desk.context.session.locked.connect(lambda: locked.append(True))
    for _ in range(8):
        QTest.keyClick(desk.window, Qt.Key.Key_Shift)
        qtbot.wait(100)
    assert locked == []
    qapp.removeEventFilter(idle)


def test_places_need_a_vault_and_a_case(desk):
    frame = desk.window.frame
    frame.go("evidence")
    assert frame.page is frame.page_called("welcome")
    frame.go("help")
    assert frame.page is frame.page_called("help")


def test_closing_the_window_waits_for_the_vault(desk, tmp_path, qtbot):
    path = opened(desk, tmp_path)
    desk.window.close()
    qtbot.waitUntil(lambda: not desk.window.isVisible())
    desk.context.lanes.close()
    open_vault(path, PASSPHRASE, Job()).close()


def test_a_vault_older_than_its_log_opens_only_after_a_yes(desk, tmp_path, qtbot):
    path = tmp_path / "vault"
    create_vault(path, PASSPHRASE, Job(), argon2=FLOOR).close()
    older = (path / "index.db").read_bytes()
    vault = open_vault(path, PASSPHRASE, Job())
    add_case(vault, "하나")
    vault.close()
    (path / "index.db").write_bytes(older)
    desk.context.go("unlock")
    page = desk.window.frame.page_called("unlock")
    page.take_folder(path)
    page._passphrase.field.setText(PASSPHRASE)
    QTest.keyClick(page._passphrase.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.window.findChildren(Question)), timeout=10_000)
    assert not desk.context.session.is_open
    with qtbot.waitSignal(desk.context.session.opened, timeout=10_000):
        asked = desk.window.findChildren(Question)[0]
        assert asked.height() >= asked.layout().totalHeightForWidth(asked.width())
        asked.accept()
    settle(desk)


@pytest.mark.parametrize(("stops", "said"), [(True, "멈춰요"), (False, "마친 뒤")])
def test_a_lock_says_what_becomes_of_long_work(desk, tmp_path, stops, said):
    opened(desk, tmp_path)
    go, begun = threading.Event(), threading.Event()

    def work(_vault, job):
        job.phase("collect.file")
        begun.set()
        go.wait(10)

    ticket = desk.context.with_vault(work, print, owner=desk.window)
    begun.wait(10)
    desk.context.session.lock(stop_work=stops)
    go.set()
    settle(desk)
    assert ticket.job.cancelled is stops
    banner = desk.window.frame.banner
    assert banner.isVisible()
    assert said in banner.accessibleName()


def test_a_lock_of_a_vault_at_rest_says_nothing(desk, tmp_path):
    opened(desk, tmp_path)
    desk.window.frame.go("cases")
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert not desk.window.frame.banner.isVisible()
