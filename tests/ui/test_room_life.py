"""Rooms' lives in the window: asked once, answered or left; links as text; messages marked."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.chats.roomlife import Deed, Known
from app.domain.follow_up.fates import LinkState
from app.jobs import Job
from app.usecases.chats.roomlife import marked_messages, room_life
from app.usecases.chats.rooms import list_accounts, list_rooms
from app.usecases.follow_up.fates import state_links
from app.usecases.intake.collecting import collect
from app.usecases.items.links import list_links
from app.usecases.vault.vaults import open_vault
from tests.fixtures.exports.telegram_writer import message, room, service
from tests.ui.gallery import enter, settle
from tests.ui.story import PASSPHRASE, tell
from ui.models.paged import PILL, ROW
from ui.pages.chat.place import ChatPlace
from ui.pages.rooms.room_card import RoomCard
from ui.widgets.buttons import Button

WHO = ("밤손님", "user5551234567")
BEGIN = 1_724_734_800


@pytest.fixture(scope="module")
def story(qapp, tmp_path_factory):
    """The story's case, with a room whose life is told."""
    folder = tmp_path_factory.mktemp("life")
    told = tell(folder, "사건 2026-01")
    records = [
        service(1, BEGIN, WHO, "create_group", title="처음 이름", members=["구경꾼"]),
        message(2, BEGIN + 60, WHO, "입금 안 하면 유포한다"),
        service(3, BEGIN + 90, WHO, "edit_group_title", title="나중 이름"),
        message(4, BEGIN + 99, WHO, "터지면 여기로 t.me/+AbCdEf12_ https://t.me@evil.example/x"),
    ]
    (folder / "more").mkdir()
    export = json.dumps(room("나중 이름", "private_group", 909, records))
    (folder / "more" / "result.json").write_text(export, "utf-8")
    with open_vault(told.vault, PASSPHRASE, Job()) as vault:
        collect(vault, told.case, [folder / "more"], Job())
    return told


def the_room(desk, story):
    rows = list_rooms(desk.context.session.vault, story.case)
    return next(row for row in rows if row.room.title == "나중 이름")


def shown(desk, name, subject=None):
    desk.window.frame.go(name, subject)
    settle(desk)
    return desk.window.frame.page_called(name)


def first_lines(model) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_a_rooms_steps_are_told_and_a_proposal_is_asked_once(story, desk):
    enter(desk, story)
    row = the_room(desk, story)
    page = shown(desk, "room_life", row)
    steps = first_lines(page._events)
    assert len(steps) == 3
    assert "나중 이름" in steps[1]
    assert "구경꾼" in first_lines(page._members)
    assert page._question.isVisible()
    page._decide(is_so=False)
    settle(desk)
    assert not page._question.isVisible()
    life = room_life(desk.context.session.vault, story.case, row.room.id)
    assert [one.known for one in life.events] == [Known.SAID, Known.SAID, Known.DECLINED]


def test_an_account_tells_its_names_and_rooms(story, desk):
    enter(desk, story)
    accounts = list_accounts(desk.context.session.vault, story.case)
    account = next(one for one in accounts if "밤손님" in one.names)
    page = shown(desk, "account", account.id)
    assert page.title.text().replace("\u2060", "") in account.names
    assert any("나중 이름" in line for line in first_lines(page._model))


def test_links_that_may_mislead_come_first_and_are_only_text(story, desk):
    enter(desk, story)
    page = shown(desk, "links")
    assert first_lines(page._model)[0] == "https://t.me@evil.example/x"
    page._choose(page._model.row(page._model.index(0)))
    assert page._details.isVisible()
    assert not any(
        link.openExternalLinks() for link in page._details.findChildren(type(page.title))
    )


def test_a_links_state_stands_beside_it_and_is_spoken_and_it_leads_into_the_chat(story, desk):
    enter(desk, story)
    vault = desk.context.session.vault
    link = next(one.link for one in list_links(vault, story.case) if one.link.message)
    state_links(vault, story.case, [link.id], LinkState.DELETED)
    page = shown(desk, "links")
    rows = range(page._model.rowCount())
    row = next(row for row in rows if page._model.index(row).data(ROW).link.id == link.id)
    assert page._model.index(row).data(PILL) == ("✓", "삭제됨", "accent")
    assert "삭제됨" in page._model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)
    others = [page._model.index(one).data(PILL) for one in rows if one != row]
    assert others == [None] * len(others)
    page._choose(page._model.index(row).data(ROW))
    next(one for one in page._details.findChildren(Button) if one.text() == "대화에서 보기").click()
    settle(desk)
    chat = desk.window.frame.page_called("chat")
    assert chat.isVisible()
    assert chat.view.line(chat.view.currentIndex()).message.id == link.message


def test_a_rooms_card_leads_to_its_chat(story, desk):
    enter(desk, story)
    page = shown(desk, "rooms")
    cards = page.findChildren(RoomCard)
    assert len(cards) == 3
    said = [
        " ".join(one.text() for one in card.findChildren(QLabel)).replace("\u2060", "")
        for card in cards
    ]
    place = next(at for at, one in enumerate(said) if "나중 이름" in one)
    assert "메시지 4개 · 2024-08-27" in said[place]
    cards[place].read.click()
    settle(desk)
    assert desk.window.frame.page_called("chat").view.lines_model.rowCount() == 4


def test_a_message_is_marked_by_the_persons_word_only(story, desk):
    enter(desk, story)
    vault = desk.context.session.vault
    page = shown(desk, "marks")
    assert page._model.rowCount() == 2
    assert marked_messages(vault, story.case) == ()
    page._choose(page._model.row(page._model.index(0)))
    page._question.threat.click()
    settle(desk)
    assert [(mark.deed, mark.known) for mark, _ in marked_messages(vault, story.case)] == [
        (Deed.THREAT, Known.KEPT)
    ]
    page = shown(desk, "chat", ChatPlace(room_id=the_room(desk, story).room.id))
    assert first_lines(page.view.lines_model)[2] in {"방 이름이 바뀜", "Room renamed"}
    page.view.go_to(1)
    settle(desk)
    page.strip.neither.click()
    settle(desk)
    said = {mark.deed: mark.known for mark, _ in marked_messages(vault, story.case)}
    assert said == {Deed.THREAT: Known.DECLINED, Deed.MONEY: Known.DECLINED}


def test_older_exports_are_looked_through_when_asked_for(story, desk):
    enter(desk, story)
    vault = desk.context.session.vault
    with vault.transaction():
        for table in ("room_events", "room_members", "room_reads"):
            vault._index.write(f"DELETE FROM {table}")
    page = shown(desk, "rooms")
    assert page._older.isVisible()
    page._older.click()
    settle(desk)
    assert not page._older.isVisible()
    assert len(room_life(vault, story.case, the_room(desk, story).room.id).events) == 3


def test_nothing_stays_after_a_lock(story, desk):
    enter(desk, story)
    pages = [
        shown(desk, "room_life", the_room(desk, story)),
        shown(desk, "links"),
        shown(desk, "marks"),
    ]
    desk.context.session.lock(stop_work=True)
    settle(desk)
    assert [page._model.rowCount() for page in pages[1:]] == [0, 0]
    assert (pages[0]._events.rowCount(), pages[0]._what.text()) == (0, "")
