"""From the first start to the first evidence: by keyboard, few decisions, in seconds; and back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.error_texts import TEXTS
from app.jobs import Job
from app.usecases.case.cases import list_cases
from app.usecases.items.links import list_links
from app.usecases.vault import first_minutes
from app.usecases.vault.first_minutes import Device, device_said
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.one_window import window_of_the_file
from tests.ui.story import PASSPHRASE
from ui.pages.first import page as page_module

MOST_DECISIONS = 7
PROGRAM_S = 10
"""Seconds of processor time that the program may take of the minute; guessing costs the least."""
desk = window_of_the_file


class Hands:
    """Keys only; counts what a person decides: a press, or one group of typing."""

    def __init__(self, desk):
        self.desk, self.decisions = desk, 0

    def press(self, button):
        """Walk to a button by Tab, and press it by Space."""
        self.walk_to(button)
        QTest.keyClick(button, Qt.Key.Key_Space)
        self.decisions += 1
        settle(self.desk)

    def walk_to(self, widget):
        window = self.desk.window
        for _ in range(60):
            if window.focusWidget() is widget:
                return
            QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        raise AssertionError("no Tab leads there")

    def type(self, *texts):
        """Type into the field that has the focus, Return after each text."""
        for text in texts:
            field = QApplication.focusWidget()
            for letter in text:
                QTest.keyClicks(field, letter) if letter.isascii() else field.insert(letter)
            QTest.keyClick(field, Qt.Key.Key_Return)
        self.decisions += 1
        settle(self.desk)


@pytest.fixture
def first(desk, tmp_path, monkeypatch):
    """The window at a first start, in a home of its own; guessing costs the least allowed."""
    real = first_minutes.create_vault
    monkeypatch.setattr(
        first_minutes, "create_vault", lambda *given, **_more: real(*given, argon2=FLOOR)
    )
    monkeypatch.setattr(page_module, "documents", lambda: tmp_path / "Documents")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    desk.window.show()
    desk.window.activateWindow()
    desk.context.session.lock(stop_work=True)
    desk.context.session.last_path = None
    settle(desk)
    desk.window.frame.page_called("welcome").clear()
    desk.window.frame.go("welcome")
    page = desk.window.frame.page
    page._look_soon.stop()
    page.look()
    settle(desk)
    return desk, page


def test_first_evidence_by_keyboard_in_korean_in_under_eight_decisions(first, tmp_path):
    desk, page = first
    hands, began = Hands(desk), time.process_time()
    hands.press(page._start._devices["shared"])
    hands.press(page._start.next)
    hands.press(page._place.next)
    hands.type("파란 우산 셋이 나란히", "파란 우산 셋이 나란히")
    assert page.step is page._kit
    hands.press(page._kit.later)
    hands.press(page._evidence.buttons["five_minutes"])
    urgent = desk.window.frame.page
    hands.walk_to(urgent._link.link)
    hands.type("https://t.me/c/1777000001/5")
    session = desk.context.session
    assert len(list_links(session.vault, session.case.id)) == 1
    assert hands.decisions <= MOST_DECISIONS
    assert time.process_time() - began < PROGRAM_S
    assert (session.case.title, len(list_cases(session.vault))) == ("", 1)
    assert session.last_path == tmp_path / "Documents" / "보관함"
    assert device_said(session.vault) is Device.SHARED


def test_each_screen_says_what_comes_next_and_nothing_looks_amiss(first):
    desk, page = first
    said = []
    for step in (page._start, page._place, page._passphrase, page._kit, page._evidence):
        page.show_step(step)
        settle(desk)
        below = [words.text() for words in step.findChildren(page_module.Words)]
        said.append(any(text.replace("\u2060", "").startswith("다음에") for text in below))
        shown = [one for one in step.findChildren(page_module.Words) if one.isVisible()]
        assert not any(one.property("role") == "care" for one in shown)
    assert said == [True, True, True, True, False]
    assert not desk.window.frame.banner.isVisible()


def test_going_back_keeps_what_was_chosen_and_typed(first):
    _desk, page = first
    page._start.done.emit()
    page._place.line.setText("/somewhere/else")
    page._place.next.click()
    page._passphrase.first.field.setText("파란 우산")
    page._passphrase.back.emit()
    assert page._place.folder() == Path("/somewhere/else")
    page._place.back.emit()
    assert page.step is page._start
    page._start.done.emit()
    page._place.next.click()
    assert page._passphrase.first.text() == "파란 우산"


def test_advice_is_given_only_where_somebody_may_look_and_never_blocks(first):
    _desk, page = first
    start = page._start
    start._devices["alone"].click()
    assert not start._advice.isVisible()
    start._devices["unsure"].click()
    assert start._advice.isVisible()
    start._devices["unsure"].click()  # taken back
    assert (start.is_answered, start._advice.isVisible()) == (False, False)
    start.next.click()
    assert page.step is page._place


def test_the_size_of_texts_is_chosen_before_there_is_a_vault_and_leads_back(first):
    desk, page = first
    frame = desk.window.frame
    page._start._devices["shared"].click()
    page._start.display.click()
    settle(desk)
    assert frame.page is frame.page_called("display")
    assert frame.page.back.isVisible()
    frame.page.back.click()
    settle(desk)
    assert frame.page is page
    assert page.step is page._start
    assert page._start.is_answered


def test_a_folder_with_something_in_it_is_chosen_anew_where_folders_are_chosen(first, tmp_path):
    desk, page = first
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_bytes(b"x")
    page.take_folder(tmp_path / "full")
    page.show_step(page._passphrase)
    page._passphrase.first.field.setText(PASSPHRASE)
    page._passphrase.second.field.setText(PASSPHRASE)
    page._passphrase.next.click()
    settle(desk)
    assert page.step is page._place
    assert page._place._problem.isVisible()
    said = desk.context.tr(TEXTS["INP-009"].sentence, name="full")
    assert said in page._place._problem.accessibleName()
    assert page._passphrase.next.isEnabled()


def test_two_that_differ_are_said_beside_the_second(first):
    _desk, page = first
    page.show_step(page._passphrase)
    page._passphrase.first.field.setText(PASSPHRASE)
    page._passphrase.second.field.setText(PASSPHRASE + "x")
    page._passphrase.next.click()
    assert page._passphrase.second.problem.isVisible()


def test_the_meter_tells_weak_from_strong_and_is_silent_for_nothing(first):
    desk, page = first
    step = page._passphrase
    page.show_step(step)
    assert not step.meter.isVisible()
    step.first.field.setText("password1")
    step.meter.weigh()
    settle(desk)
    assert (step.meter.filled, step.meter.isVisible()) == (1, True)
    step.draw()
    settle(desk)
    assert step.meter.filled == 4
    assert page.focusWidget() is step.second.field
    assert len(step.first.text().split()) == 6
    step.first.field.clear()
    step.meter.weigh()
    assert not step.meter.isVisible()


def test_a_vault_in_a_usual_place_is_offered_and_opens_by_one_click(first, tmp_path):
    desk, page = first
    create_vault(tmp_path / "Documents" / "보관함", PASSPHRASE, Job(), argon2=FLOOR).close()
    page.look()
    settle(desk)
    assert page.step is page._door
    page._door._first.click()
    settle(desk)
    unlock = desk.window.frame.page
    assert unlock is desk.window.frame.page_called("unlock")
    assert unlock._folder.folder() == tmp_path / "Documents" / "보관함"
    desk.window.frame.go("welcome", "new")
    page._look_soon.stop()
    page.look()
    settle(desk)
    assert page.step is page._start
    assert page._place.folder() == tmp_path / "Documents" / "보관함 2"


def test_it_is_looked_soon_after_it_is_shown_and_not_when_it_is_gone(first):
    desk, page = first
    desk.window.frame.go("help")
    assert not page._look_soon.isActive()
    desk.window.frame.go("welcome")
    assert page._look_soon.isActive()
    desk.window.hide()
    assert not page._look_soon.isActive()


def test_whoever_has_begun_to_answer_is_not_led_away(first, tmp_path):
    _desk, page = first
    page._start._devices["alone"].click()
    page._seen((tmp_path / "보관함",), tmp_path / "보관함 2")
    assert page.step is page._start


def test_a_lock_forgets_what_was_typed_and_drawn(first):
    desk, page = first
    page.show_step(page._passphrase)
    page._passphrase.draw()
    settle(desk)
    assert page._passphrase.first.text()
    page.clear()
    assert page._passphrase.first.text() == ""
    assert page.step is page._start
