"""Who can help: reached in one step from anywhere, searched, corrected, copied, never opened."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import open_at, settle
from tests.ui.story import PASSPHRASE
from ui.clipboard import MARKS
from ui.places import HELP, NEEDS_NO_VAULT


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("directory") / "vault"
    with create_vault(made, PASSPHRASE, Job(), argon2=FLOOR) as vault:
        add_case(vault, "사건")
    return made


def opened(desk, folder):
    open_at(desk, folder)


def looked_up(desk, words):
    desk.window.frame.go("directory", words)
    settle(desk)
    return desk.window.frame.page


def said(page):
    texts = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    return "\n".join(texts).replace("\u2060", "").replace("\u200b", "")


def press_help(desk):
    button = desk.window.frame.rail._buttons[HELP.page][0]
    assert button.isVisible()
    assert button.isEnabled()
    button.click()
    settle(desk)
    assert "112" in said(desk.window.frame.page)


def test_numbers_to_call_now_are_one_click_away_while_locked(desk):
    for name in sorted(NEEDS_NO_VAULT - {"help", "left"}):
        desk.window.frame.go(name)
        press_help(desk)


def test_numbers_to_call_now_are_one_click_away_with_a_vault(desk, folder):
    opened(desk, folder)
    for name in ("cases", "safety", "keys"):
        desk.window.frame.go(name)
        press_help(desk)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    press_help(desk)


def test_a_former_name_finds_the_body_of_today(desk):
    page = looked_up(desk, "방심위")
    assert "방송미디어통신심의위원회" in said(page)
    assert "확인일" in said(page)
    assert "경찰 긴급신고" not in said(page)
    page._choices["police"].click()
    settle(desk)
    assert "가까운 경찰서" in said(page)
    assert page._line.text() == ""


def test_what_is_for_authorities_only_is_not_shown(desk):
    assert "edsr" not in said(looked_up(desk, "edsr"))


def test_a_number_is_copied_for_a_while_and_an_address_is_never_opened(desk):
    page = looked_up(desk, "d4u.stop.or.kr")
    copies = [one for one in page.findChildren(QPushButton) if one.text() == "복사"]
    copies[-1].click()
    assert QGuiApplication.clipboard().text() == "d4u.stop.or.kr"
    assert QGuiApplication.clipboard().mimeData().hasFormat(next(iter(MARKS)))
    assert not [one for one in page.findChildren(QLabel) if one.openExternalLinks()]


def test_a_correction_is_kept_shown_beside_what_came_along_and_taken_back(desk, folder):
    opened(desk, folder)
    page = looked_up(desk, "충남")
    page._correct("kr.d4u.chungnam")
    form = page._form.form
    assert form.values()["phone"] == "041-1366"
    form.field("phone").setText("041-1366, 900101-1234567")
    page._form._keep.click()
    settle(desk)
    assert "주민등록번호" in said(page._form)
    form.field("phone").setText("041-1366, 1366")
    form.field("note").setPlainText("둘 다 받음")
    page._form._keep.click()
    settle(desk)
    assert not page._form.isVisible()
    assert "둘 다 받음" in said(page)
    assert "프로그램에 들어 있던 것: 041-1366" in said(page)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    rest = "\n".join(one.text() for one in page.findChildren(QLabel))
    assert "둘 다 받음" not in rest.replace("\u2060", "")
    opened(desk, folder)
    looked_up(desk, "충남")
    assert "둘 다 받음" in said(page)
    next(one for one in page.findChildren(QPushButton) if one.text().endswith("되돌리기")).click()
    settle(desk)
    assert "둘 다 받음" not in said(page)


def test_the_law_says_first_that_it_is_no_advice(desk):
    desk.window.frame.go("law", "threat")
    settle(desk)
    page = desk.window.frame.page
    assert said(page).index("법률 자문이 아닙니다") < said(page).index("제14조의3 제1항")
    assert "1년 이상의 유기징역" in said(page)
    desk.context.language.set("en")
    settle(desk)
    assert "art. 14-3(1)" in said(page)
