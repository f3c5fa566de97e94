"""The interview: a question a screen, kept at each key, by keyboard alone, and never a scold."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.intake.linking import add_links
from app.usecases.reports.reporting import save_report
from app.usecases.vault.vaults import create_vault, open_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from ui.pages.reports.report_keeping import SAVE_AFTER_MS
from ui.widgets.form.rows import AT_ONCE

STATEMENT = "kr.police.statement"
WORDS = "typed a moment ago"
PASSPHRASE = "quiet words for a test"
LINK = "https://t.me/some_room/17"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A vault with a case and a link, copied for each test."""
    path = tmp_path_factory.mktemp("interview") / "vault"
    with create_vault(path, PASSPHRASE, Job(), argon2=FLOOR) as vault:
        case = add_case(vault, "")
        add_links(vault, case.id, LINK)
    return path


@pytest.fixture
def copied(made, tmp_path):
    import shutil

    return shutil.copytree(made, tmp_path / "vault")


@pytest.fixture
def sitting(desk, copied):
    """The vault open in the window, in the interview of a statement."""
    vault = open_vault(copied, PASSPHRASE, Job())
    (case,) = vault.cases.all()
    desk.context.session.open(vault)
    desk.context.session.choose(case)
    desk.window.frame.go("interview", STATEMENT)
    settle(desk)
    return desk, desk.window.frame.page_called("interview"), vault, case


def saved(vault, case):
    return [one.answers for one in vault.reports.in_case(case.id)]


def ask(desk, page, field):
    page._show(field)
    settle(desk)


def test_a_key_is_kept_within_three_tenths_of_a_second_while_typing_goes_on(sitting, monkeypatch):
    desk, page, vault, case = sitting
    assert SAVE_AFTER_MS <= 300
    ask(desk, page, "event.narrative")
    timer, started = page._keeper._timer, []
    monkeypatch.setattr(timer, "start", lambda: (started.append(True), QTimer.start(timer)))
    QTest.keyClicks(page._field.box, "ab")
    assert timer.isActive()
    assert started == [True]  # counted from the first key
    timer.timeout.emit()
    settle(desk)
    (answers,) = saved(vault, case)
    assert answers["event.narrative"] == "ab"
    assert vault.filed.said.of_case(case.id)["event.narrative"].answer == "ab"


def test_a_process_that_is_killed_after_typing_has_kept_it(copied):
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.typing_child", str(copied), PASSPHRASE, WORDS],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        timeout=60,
        check=False,
        capture_output=True,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with open_vault(copied, PASSPHRASE, Job()) as vault:
        (case,) = vault.cases.all()
        (answers,) = saved(vault, case)
        assert answers["event.narrative"] == WORDS


def test_leaving_and_locking_keep_what_no_timer_has_kept_yet(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "event.narrative")
    QTest.keyClicks(page._field.box, "before leaving")
    desk.window.frame.go("timeline")
    settle(desk)
    assert saved(vault, case)[0]["event.narrative"] == "before leaving"
    (report,) = vault.reports.in_case(case.id)
    acts = [entry.act for entry in vault.custody.of_subject(report.id)]
    assert acts == [Act.REPORT_SAVED]
    desk.window.frame.go("interview", report)
    settle(desk)
    ask(desk, page, "event.where")
    QTest.keyClicks(page._field.line, "before the lock")
    path = vault.path
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert page._interview is None
    assert page._answers == {}
    with open_vault(path, PASSPHRASE, Job()) as again:
        assert saved(again, case)[0]["event.where"] == "before the lock"


def test_opening_it_keeps_nothing_and_going_on_begins_the_report(sitting):
    desk, page, vault, case = sitting
    desk.window.frame.go("timeline")
    settle(desk)
    assert saved(vault, case) == []
    desk.window.frame.go("interview", STATEMENT)
    settle(desk)
    page.go_on()
    settle(desk)
    (answers,) = saved(vault, case)
    assert [row["url"] for row in answers["content.urls"]] == [LINK]


def test_the_keyboard_alone_answers_goes_on_and_comes_back(sitting):
    desk, page, _vault, _case = sitting
    ids = [step.id for step in page._steps]
    ask(desk, page, "event.where")
    at = ids.index("event.where")
    assert page._field.line.hasFocus()
    QTest.keyClicks(page._field.line, "x")
    QTest.keyClick(page._field.line, Qt.Key.Key_Return)
    settle(desk)
    assert page._at == ids[at + 1]
    QTest.keyClick(desk.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle(desk)
    assert page._at == "event.where"
    assert page._field.answer() == "x"


def test_it_is_come_back_to_at_the_same_question(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "event.when")
    page.go_on()
    settle(desk)
    at = page._at
    desk.window.frame.go("timeline")
    settle(desk)
    (report,) = vault.reports.in_case(case.id)
    desk.window.frame.go("interview", report)
    settle(desk)
    assert page._at == at


def test_walking_through_a_saved_report_saves_nothing_anew(sitting):
    desk, page, vault, case = sitting
    given = {"event.where": "텔레그램", "event.when": {"from": "2024-08-24"}}
    report = save_report(vault, case.id, STATEMENT, given)
    desk.window.frame.go("interview", report)
    settle(desk)
    assert page._read.isHidden()
    for _ in range(len(page._steps)):
        page.go_on()
    assert page._read.isVisible()
    page._read.click()
    settle(desk)
    assert desk.window.frame.page_called("form").isVisible()
    desk.window.frame.go("timeline")
    settle(desk)
    assert vault.reports.get(report.id) == report
    acts = [entry.act for entry in vault.custody.of_subject(report.id)]
    assert acts == [Act.REPORT_SAVED]


def test_not_sure_is_one_press_and_takes_nothing_back(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "ecrm.type")
    page._unsure.click()
    settle(desk)
    assert saved(vault, case)[0]["ecrm.type"] == "unsure"
    ask(desk, page, "event.where")
    QTest.keyClicks(page._field.line, "x")
    page._unsure.click()
    settle(desk)
    assert saved(vault, case)[0]["event.where"] == "x"


def test_what_is_known_is_taken_with_one_press(sitting):
    desk, page, vault, case = sitting
    page._answers = {}
    ask(desk, page, "content.urls")
    (take,) = page._known.findChildren(QPushButton)
    take.click()
    settle(desk)
    page._keeper._timer.timeout.emit()
    settle(desk)
    assert saved(vault, case)[0]["content.urls"][0]["url"] == LINK
    assert page._known.findChildren(QPushButton) == []


def test_an_age_under_19_protects_the_case_once_the_question_is_left(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "person.age_at_event")
    page._field.pills._buttons["16to18"].click()
    page._keeper._timer.timeout.emit()
    settle(desk)
    assert not vault.cases.get(case.id).minor_mode  # a slip of the hand can be taken back
    page.go_on()
    settle(desk)
    assert vault.cases.get(case.id).minor_mode
    assert desk.context.session.case.minor_mode
    assert page._interview is not None


def test_half_a_date_is_not_called_wrong_while_it_is_typed(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "event.when")
    QTest.keyClicks(page._field._from, "2024-8")
    page._keeper._timer.timeout.emit()
    settle(desk)
    assert not page._field._problem.isVisible()
    page._patience.timeout.emit()
    assert page._field._problem.isVisible()
    assert "event.when" not in saved(vault, case)[0]


def test_a_resident_registration_number_is_refused_at_its_question(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "event.narrative")
    QTest.keyClicks(page._field.box, "900101-1234567")
    page._keeper._timer.timeout.emit()
    settle(desk)
    page._patience.timeout.emit()
    assert page._field._problem.isVisible()
    assert "event.narrative" not in saved(vault, case)[0]


def test_a_long_list_is_shown_some_rows_at_a_time_and_kept_whole(sitting):
    desk, page, vault, case = sitting
    rows = [{"url": f"https://example.com/{number}"} for number in range(AT_ONCE + 3)]
    page._answers = {"content.urls": rows}
    ask(desk, page, "content.urls")
    assert len(page._field._rows) == AT_ONCE
    QTest.keyClicks(next(iter(page._field._rows[0]._lines.values())), "0")
    page._keeper._timer.timeout.emit()
    settle(desk)
    kept = saved(vault, case)[0]["content.urls"]
    assert [row["url"] for row in kept] == ["https://example.com/00", *(r["url"] for r in rows[1:])]
    page._field.show_more.click()
    assert len(page._field._rows) == len(rows)
    assert not page._field.show_more.isVisible()


def test_the_form_and_the_interview_write_the_same_report(sitting):
    desk, page, vault, case = sitting
    ask(desk, page, "event.narrative")
    QTest.keyClicks(page._field.box, "one report")
    page._open_form()
    settle(desk)
    form = desk.window.frame.page
    assert form._fields["event.narrative"].answer() == "one report"
    assert len(saved(vault, case)) == 1


def test_the_page_of_reports_shows_few_and_opens_the_rest_on_request(sitting):
    desk, _page, vault, case = sitting
    save_report(vault, case.id, STATEMENT, {})
    desk.window.frame.go("reports")
    settle(desk)
    page = desk.window.frame.page
    assert len(page._shelf.suggested) <= 4
    assert not page._rest.isVisible()
    page._others.click()
    assert page._rest.isVisible()
    shown = {one.id for one in page._shelf.suggested}
    rest = {one.id for _group, infos in page._shelf.groups for one in infos}
    assert not shown & rest
    assert STATEMENT in rest
    assert [one.report.template for one in page._shelf.begun] == [STATEMENT]
