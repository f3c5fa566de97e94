"""A case goes to another vault and comes back, at the window: by keyboard, in Korean."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.deciding import list_conflicts
from app.usecases.case.exchanging import hand_case, peers_of, take_case
from app.usecases.told.people import add_person, change_person, list_people
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle
from tests.ui.story import PASSPHRASE
from ui.widgets.words import Words


def pressed(desk, page, text):
    button = next(
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisible() and one.text().replace("\u2060", "") == text
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(desk)


def go(desk, name):
    desk.window.frame.go(name)
    settle(desk)
    return desk.window.frame.page_called(name)


@pytest.fixture
def there(tmp_path):
    with create_vault(tmp_path / "there", PASSPHRASE, Job(), argon2=FLOOR) as vault:
        yield vault


def test_a_case_goes_and_comes_back_by_keyboard(desk, there, tmp_path):
    here = create_vault(tmp_path / "here", PASSPHRASE, Job(), argon2=FLOOR)
    desk.context.session.open(here)
    case = add_case(here, "")
    person = add_person(here, case.id, "이름")
    desk.context.session.choose(case)
    settle(desk)
    page = go(desk, "case_out")
    page.make(tmp_path / "first")
    settle(desk)
    made = page._made
    assert made is not None
    numbers = made.numbers
    take_case(there, made.path, Job(), passphrase=made.passphrase, trust=numbers, peer="나")
    change_person(there, case.id, person.id, name="저쪽")
    change_person(here, case.id, person.id, name="이쪽")
    back = hand_case(
        there, case.id, tmp_path / "back", Job(), peer=peers_of(there, case.id)[0].signer
    )
    page = go(desk, "case_in")
    page._file.line.setText(str(back.path))
    pressed(desk, page, "어떤 것인지 보기")
    pressed(desk, page, "양쪽 내용 합치기")
    assert "숫자" in page._problem.text().replace("\u2060", "")
    page._numbers.setText(back.numbers)
    page._peer.setText("상담소")
    pressed(desk, page, "양쪽 내용 합치기")
    pressed(desk, page, "양쪽에서 바뀐 것")
    page = desk.window.frame.page_called("conflicts")
    assert desk.window.frame.page is page
    strong = [one.text() for one in page.findChildren(Words) if one.property("role") == "strong"]
    assert {"저쪽", "이쪽"} <= {one.replace("\u2060", "") for one in strong}
    pressed(desk, page, "상담소 것 쓰기")
    assert not list_conflicts(here, case.id)
    assert [one.person.name for one in list_people(here, case.id)] == ["저쪽"]
    assert page._empty.isVisible()
    assert peers_of(here, case.id)[0].name == "상담소"
