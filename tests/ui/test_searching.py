"""The search page: narrowed, a place among what is around it, the way there, words in pictures."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import create_vault
from app.vault.folder import BLOB_FOLDER
from crypto.kdf import FLOOR
from tests.fixtures.exports.telegram_writer import message
from tests.ui.gallery import settle
from tests.unit.collect.intake.conftest import BEGIN, HANEUL, Person
from tests.unit.reading.conftest import needs_data, picture

NUMBER = "900101-1234567"


@pytest.fixture
def person(tmp_path):
    """Somebody with a chat, a screen with words and a list with a number."""
    vault = create_vault(tmp_path / "vault", "quiet words at night", Job(), argon2=FLOOR)
    given = tmp_path / "given"
    given.mkdir()
    made = Person(vault, add_case(vault, "사건"), given)
    said = [message(n, BEGIN + n, HANEUL, f"{n}번째 말") for n in range(1, 31)]
    made.export("chat", *said, title="첫 방")
    made.file("screen.png", picture())
    made.file("목록.csv", f"가,{NUMBER}\n".encode())
    yield made
    vault.close()


@pytest.fixture
def page(desk, person):
    """The search page of that case."""
    person.report = person.collect()
    desk.context.session.open(person.vault)
    desk.context.session.choose(person.case)
    desk.window.frame.go("search")
    settle(desk)
    return desk.window.frame.page_called("search")


def _find(desk, page, words):
    page._line.setText(words)
    QTest.keyClick(page._line, Qt.Key.Key_Return)
    settle(desk)
    return [page._model.row(page._model.index(n)) for n in range(page._model.rowCount())]


def test_a_place_is_shown_among_the_messages_around_it_and_more_of_them(desk, page):
    (hit,) = _find(desk, page, "15번째")
    page._choose(hit)
    settle(desk)
    assert [one.text for one in page._found._around.messages] == [
        f"{n}번째 말" for n in range(12, 19)
    ]
    page._found._more.click()
    settle(desk)
    assert len(page._found._around.messages) == 13
    line, area = page._found._found, page._found._area
    seen = area.viewport().rect()
    assert seen.contains(line.rect().translated(line.mapTo(area.viewport(), QPoint(0, 0))))


def test_going_there_shows_the_chat_at_that_message(desk, page):
    (hit,) = _find(desk, page, "15번째")
    page._choose(hit)
    settle(desk)
    page._found._go.click()
    settle(desk)
    chat = desk.window.frame.page_called("chat")
    assert chat.isVisible()
    assert chat.view.line(chat.view.currentIndex()).message.text == "15번째 말"


def test_filters_narrow_and_a_time_that_can_not_be_read_is_told(desk, page):
    page.narrow.setChecked(True)
    assert page._filters.isVisible()
    assert [page._filters._room.itemText(n) for n in range(2)] == ["모든 방", "첫 방"]
    page._filters._kind.setCurrentIndex(page._filters._kind.findData("note"))
    assert _find(desk, page, "번째") == []
    page._filters._kind.setCurrentIndex(0)
    assert len(_find(desk, page, "번째")) == 30
    page._filters._since.setText("그날쯤")
    _find(desk, page, "번째")
    assert "그날쯤" in page._problem.text().replace("\u2060", "")


@needs_data
def test_words_in_pictures_are_read_when_it_is_asked_for_and_marked(desk, page):
    assert page._offer.isVisible()
    assert _find(desk, page, "신한은행") == []
    page._offer._button.click()
    settle(desk)
    (hit,) = _find(desk, page, "신한은행")
    assert hit.kind == "machine"
    assert not page._offer.isVisible()
    page._choose(hit)
    settle(desk)
    assert page._found._note.isVisible()


@needs_data
def test_switched_on_new_pictures_are_read_when_search_is_opened(desk, page, person):
    page._offer._always.click()
    settle(desk)
    desk.window.frame.go("evidence")
    desk.window.frame.go("search")
    settle(desk)
    assert [one.kind for one in _find(desk, page, "신한은행")] == ["machine"]


@needs_data
def test_a_picture_that_can_not_be_opened_is_not_tried_again_and_again(desk, page, person):
    for path in (person.vault.path / BLOB_FOLDER).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-9] + b"damaged!!")
    page._offer._always.click()
    page._offer._button.click()
    settle(desk)
    assert not page._offer._running
    assert not page._offer.isVisible()


def test_a_lock_leaves_nothing_on_the_page(desk, page):
    (hit,) = _find(desk, page, "15번째")
    page._choose(hit)
    settle(desk)
    page.clear()
    assert page._line.text() == ""
    assert page._model.rowCount() == 0
    assert page._found._around is None
    assert page._filters._room.count() == 1


def test_the_end_of_an_import_names_the_places_and_not_the_number(desk, page, person):
    desk.window.frame.go("intake", person.report)
    settle(desk)
    card = desk.window.frame.page_called("intake")._numbers
    assert card.isVisible()
    shown = " ".join(one.text() for one in card.findChildren(QLabel))
    assert "목록.csv" in shown.replace("\u2060", "")
    assert "1234567" not in shown
    desk.window.frame.page_called("intake").clear()
    assert not card.isVisible()
