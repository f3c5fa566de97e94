"""Leaving at once: a neutral page in one frame, everything behind it closed, the same way back."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.reports.reporting import get_report, save_report
from app.usecases.vault.vaults import open_vault
from tests.ui.gallery import settle
from tests.unit.vault.conftest import closed_vault, fresh_vault  # noqa: F401
from tests.unit.vault.filling import PASSPHRASE
from ui.leaving import ESC_TIMES, QUICK_S, LeaveKeys, Leaving

SECRET = "밤손님이 보낸 말"


@pytest.fixture
def inside(desk, closed_vault: Path):  # noqa: F811
    """A vault with one case, open in the window."""
    vault = open_vault(closed_vault, PASSPHRASE, Job())
    case = add_case(vault, SECRET)
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    settle(desk)
    return desk, vault, case


def press(widget, key, modifiers=Qt.KeyboardModifier.NoModifier):
    """A key as it comes from the system: to the window first."""
    QTest.keyClick(widget.window().windowHandle(), key, modifiers)


def press_away(widget):
    press(
        widget,
        Qt.Key.Key_L,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )


def leaving(desk) -> Leaving:
    (found,) = desk.window.findChildren(Leaving)
    return found


def is_neutral(desk) -> bool:
    window = desk.window
    said = [one.text() for one in window.findChildren(QLabel) if one.isVisible()]
    return (
        window.frame.page is window.frame.page_called("left")
        and not window.frame.rail.isVisible()
        and not window.frame.banner.isVisible()
        and window.windowTitle() == "글자 수"
        and not any("온기" in one or "Ongi" in one or SECRET in one for one in said)
    )


def test_the_neutral_page_is_there_before_anything_else_is_done(inside):
    desk, _vault, _case = inside
    then = []
    desk.context.session.about_to_lock.connect(lambda: then.append(is_neutral(desk)))
    icon = desk.window.windowIcon().cacheKey()
    press_away(desk.window)
    assert then == [True]
    assert desk.window.windowIcon().cacheKey() != icon
    assert not desk.context.session.is_open
    settle(desk)
    assert is_neutral(desk)


def test_what_was_typed_is_saved_before(inside, closed_vault):  # noqa: F811
    desk, vault, case = inside
    report = save_report(vault, case.id, "kr.police.statement", {})
    desk.window.frame.go("form", report)
    settle(desk)
    page = desk.window.frame.page_called("form")
    page._fields["event.where"].line.setText("반만 쓴 말")
    page._fields["event.where"].edited.emit()
    press_away(desk.window)
    settle(desk)
    with open_vault(closed_vault, PASSPHRASE, Job()) as again:
        assert get_report(again, case.id, report.id).answers["event.where"] == "반만 쓴 말"
    lines = [one.text() for one in desk.window.findChildren(QLineEdit)]
    assert "반만 쓴 말" not in lines


def test_dialogs_and_menus_go_and_answer_no(inside):
    desk, _vault, _case = inside
    agreed = []
    question = desk.context.messages.confirm("?", "", "yes", "no", lambda: agreed.append(True))
    menu = QMenu(desk.window)
    menu.addAction("하나")
    menu.popup(desk.window.pos())
    closed = []
    question.rejected.connect(lambda: closed.append(True))
    QApplication.sendEvent(
        menu.windowHandle(),
        QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_L,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        ),
    )
    assert closed == [True]
    assert not menu.isVisible()
    assert is_neutral(desk)
    assert agreed == []


def test_work_under_way_stops_at_a_safe_point(inside):
    desk, _vault, _case = inside
    begun, stopped = threading.Event(), []

    def work(_vault, job):
        job.phase("import")
        begun.set()
        while not job.cancelled:
            job.advance(1)
        stopped.append(job.interrupted)

    desk.context.with_vault(work, lambda _result: None, owner=QObject(desk.window))
    begun.wait(10)
    press_away(desk.window)
    settle(desk)
    assert stopped == [True]
    assert is_neutral(desk), "nothing is told of the work on the neutral page"
    press_away(desk.window)
    assert desk.window.frame.banner.isVisible(), "it is told once the person is back"


def test_what_was_copied_leaves_the_clipboard_though_no_vault_is_open(desk, qtbot):
    desk.context.copy(SECRET)
    assert QGuiApplication.clipboard().text() == SECRET
    press_away(desk.window)
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize("by", ["lock", "leave"])
def test_nothing_comes_back_by_undoing(inside, by):
    desk, _vault, _case = inside
    page = desk.window.frame.page_called("search")
    desk.window.frame.go("search")
    settle(desk)
    line = page.findChildren(QLineEdit)[0]
    QTest.keyClicks(line, "secret")
    assert line.isUndoAvailable()
    if by == "leave":
        press_away(desk.window)
    else:
        desk.context.session.lock(stop_work=True)
    settle(desk)
    assert not [one for one in desk.window.findChildren(QLineEdit) if one.isUndoAvailable()]


def test_the_same_key_leads_back_to_unlocking_and_no_further(inside):
    desk, _vault, _case = inside
    press_away(desk.window)
    settle(desk)
    for name in ("case", "evidence", "help"):
        desk.context.go(name)
        assert is_neutral(desk)
    press_away(desk.window)
    assert desk.window.frame.page is desk.window.frame.page_called("unlock")
    assert desk.window.frame.rail.isVisible()
    assert desk.window.windowTitle() == "온기"
    assert not desk.context.session.is_open


def test_the_rail_leaves_too(desk):
    button, _place = desk.window.frame.rail._buttons["left"]
    assert button.isEnabled()
    button.click()
    assert is_neutral(desk)


def test_a_vault_that_was_still_opening_is_closed_again(desk, closed_vault, qtbot):  # noqa: F811
    leaving(desk).leave()
    vault = open_vault(closed_vault, PASSPHRASE, Job())
    with qtbot.waitSignal(desk.context.session.locked):
        desk.context.session.open(vault)
    settle(desk)
    assert not vault.is_open
    assert is_neutral(desk)


@pytest.mark.parametrize(
    ("pauses", "left"),
    [((0.0, 0.3, 0.3), True), ((0.0, 0.3), False), ((0.0, QUICK_S, 0.3), False)],
)
def test_esc_leaves_when_it_comes_three_times_quickly(qapp, desk, pauses, left):
    now = [100.0]
    keys, told = LeaveKeys(qapp, desk.window, clock=lambda: now[0]), []
    keys.leave.connect(lambda: told.append(True))
    for pause in pauses:
        now[0] += pause
        press(desk.window, Qt.Key.Key_Escape)
    assert bool(told) == left
    qapp.removeEventFilter(keys)


def test_letters_between_make_it_no_leaving(qapp, desk):
    keys, told = LeaveKeys(qapp, desk.window), []
    keys.leave.connect(lambda: told.append(True))
    for _ in range(ESC_TIMES):
        press(desk.window, Qt.Key.Key_Escape)
        press(desk.window, Qt.Key.Key_A)
    assert not told
    qapp.removeEventFilter(keys)


def test_the_neutral_page_counts_letters_and_keeps_nothing(desk):
    leaving(desk).leave()
    page = desk.window.frame.page_called("left")
    QTest.keyClicks(page.field, "ab c")
    shown = [one.text() for one in page.findChildren(QLabel)]
    assert "4자, 빈칸을 빼면 3자" in shown
    leaving(desk).come_back()
    assert page.field.toPlainText() == ""
