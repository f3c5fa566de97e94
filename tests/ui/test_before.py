"""Files are shown before they are taken, and what a chat's dates mean is asked, not guessed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from app.domain.evidence.intake import DayOrder
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import create_vault
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


def test_only_a_part_of_a_chat_waits_for_a_time_that_can_be_read(desk, case, tmp_path: Path):
    frame, page = desk.window.frame, desk.window.frame.page_called("before")
    chat = tmp_path / "WhatsApp Chat.txt"
    chat.write_text(CHAT.replace("3/4/24", "23/3/24").replace("4/4/24", "24/3/24"), "utf-8")
    frame.page_called("evidence")._drop.dropped.emit([chat])
    settle(desk)
    assert page._part.isVisible()
    page._only.click()
    assert not page._take.isEnabled()
    page._span._first.setText("2024-03-24")
    assert page._take.isEnabled()
    page._take.click()
    settle(desk)
    assert items(desk, case) == ["WhatsApp Chat.txt.part.jsonl"]
    texts = [one.text for one in desk.context.session.vault.chats.messages(case.id)]
    assert texts == ["둘"]


def test_an_item_page_shows_the_inside_of_a_mail_as_plain_text(desk, case, tmp_path: Path):
    mail = tmp_path / "m.eml"
    mail.write_bytes(
        b"From: a@example.net\nTo: b@example.org\nSubject: s\nDate: some day\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=B\n\n--B\n\n<b>words</b> http://example.net/x\n"
        b"--B\nContent-Type: image/png; name=p.png\n\nx\n--B--\n"
    )
    frame, vault = desk.window.frame, desk.context.session.vault
    frame.page_called("evidence").add([mail])
    settle(desk)
    frame.go("item", list_items(vault, case.id)[0].item.id)
    settle(desk)
    inside = frame.page_called("item")._inside
    assert inside.isVisible()
    box = inside.findChild(QPlainTextEdit)
    assert box.isReadOnly()
    assert "<b>words</b> http://example.net/x" in box.toPlainText()
    said = "\n".join(label.text() for label in inside.findChildren(QLabel))
    assert "p.png" in said
    assert sha256(b"x").hexdigest()[:32] in said
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert inside.findChild(QPlainTextEdit) is None


def test_a_label_that_was_seen_is_noted_beside_the_traces(desk, case, tmp_path: Path):
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    frame, vault = desk.window.frame, desk.context.session.vault
    frame.page_called("evidence").add([tmp_path / "a.png"])
    settle(desk)
    item = list_items(vault, case.id)[0].item.id
    frame.go("traces", item)
    settle(desk)
    page = frame.page_called("traces")
    assert not page._keep.isEnabled()
    page._words.setText("AI로 만든 그림")
    page._where.setText("글 아래")
    page._keep.click()
    settle(desk)
    said = "\n".join(label.accessibleName() for label in page._labels.findChildren(QLabel))
    assert "AI로 만든 그림 · 글 아래" in said
    assert page._words.text() == ""
    sighting = vault.sightings.of_item(item)[-1]
    assert (sighting.note, sighting.where, sighting.position) == (
        "AI로 만든 그림",
        "글 아래",
        "label",
    )


def test_a_part_of_a_kept_chat_is_made_from_its_page(desk, case, tmp_path: Path):
    chat = tmp_path / "WhatsApp Chat.txt"
    chat.write_text(CHAT.replace("3/4/24", "23/3/24").replace("4/4/24", "24/3/24"), "utf-8")
    frame = desk.window.frame
    frame.page_called("evidence").add([chat])
    settle(desk)
    frame.go("excerpt", list_items(desk.context.session.vault, case.id)[0].item.id)
    settle(desk)
    page = frame.page_called("excerpt")
    assert not page._make.isEnabled()
    page._lines._last.setText("2024-03-23")
    page._make.click()
    settle(desk)
    assert items(desk, case)[1] == "WhatsApp Chat.txt.part.jsonl"
    assert frame.page is frame.page_called("item")
