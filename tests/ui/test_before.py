"""Files are shown before they are taken, and what a chat's dates mean is asked, not guessed."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.intake import DayOrder
from app.jobs import Job
from app.usecases.cases import add_case
from app.usecases.evidence import list_items
from app.usecases.vaults import create_vault
from crypto.kdf import FLOOR
from tests.ui.gallery import settle

CHAT = "3/4/24, 14:03 - 가: 하나\n4/4/24, 14:05 - 나: 둘\n"


@pytest.fixture
def case(desk, tmp_path):
    vault = create_vault(tmp_path / "vault", "quiet words for a test", Job(), argon2=FLOOR)
    made = add_case(vault, "하나")
    desk.context.session.open(vault)
    desk.context.session.choose(made)
    desk.window.frame.go("evidence")
    settle(desk)
    return made


def items(desk, case):
    return [row.item.name for row in list_items(desk.context.session.vault, case.id)]


def test_dropped_files_are_listed_and_taken_only_when_the_person_says_so(
    desk, case, tmp_path: Path
):
    frame = desk.window.frame
    (tmp_path / "말.txt").write_text("말", "utf-8")
    frame.page_called("evidence")._drop.dropped.emit([tmp_path / "말.txt"])
    settle(desk)
    page = frame.page_called("before")
    assert frame.page is page
    assert page._model.rowCount() == 1
    assert items(desk, case) == []
    page._take.click()
    settle(desk)
    assert frame.page is frame.page_called("evidence")
    assert items(desk, case) == ["말.txt"]


def test_later_takes_nothing_and_a_lock_forgets_the_list(desk, case, tmp_path: Path):
    frame = desk.window.frame
    (tmp_path / "말.txt").write_text("말", "utf-8")
    page = frame.page_called("before")
    frame.page_called("evidence")._drop.dropped.emit([tmp_path / "말.txt"])
    settle(desk)
    page._later()
    settle(desk)
    assert (items(desk, case), page._model.rowCount()) == ([], 0)
    frame.page_called("evidence")._drop.dropped.emit([tmp_path / "말.txt"])
    settle(desk)
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert (page._model.rowCount(), page._offer, page._rows) == (0, None, ())


@pytest.mark.parametrize(("order", "day"), [("_day", "2024-04-03"), ("_month", "2024-03-04")])
def test_an_answer_about_dates_reads_the_chat_with_it(desk, case, tmp_path: Path, order, day):
    chat = tmp_path / "WhatsApp Chat.txt"
    chat.write_text(CHAT, "utf-8")
    page = desk.window.frame.page_called("evidence")
    page.add([chat])
    settle(desk)
    vault = desk.context.session.vault
    assert page._days.isVisible()
    assert vault.chats.count(case.id) == 0
    getattr(page._days, order).click()
    settle(desk)
    assert not page._days.isVisible()
    room = vault.chats.rooms(case.id)[0]
    first = next(iter(vault.chats.messages(case.id, room=room.id)))
    assert first.shown.kst.date().isoformat() == day


def test_no_question_is_asked_where_a_chat_tells(desk, case, tmp_path: Path):
    chat = tmp_path / "WhatsApp Chat.txt"
    chat.write_text(CHAT.replace("3/4/24", "23/3/24"), "utf-8")
    page = desk.window.frame.page_called("evidence")
    page.add([chat], days=DayOrder.ASKED)
    settle(desk)
    assert not page._days.isVisible()
