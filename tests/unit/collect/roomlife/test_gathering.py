"""An import fills rooms' lives as it streams; older imports are read later, as far as one lets it."""

from __future__ import annotations

import json

import pytest

from app.domain.chats.chats import Platform
from app.domain.chats.roomlife import Happening, Known, Part
from app.errors import Cancelled
from app.jobs import Job
from app.usecases.chats.roomlife import read_rooms
from tests.fixtures.exports.telegram_writer import service
from tests.unit.collect.intake.conftest import BEGIN, HANEUL, Person, person, said
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault

__all__ = ["closed_vault", "fresh_vault", "person", "vault"]


def told(number: int, action: str, **more: object) -> dict[str, object]:
    return dict(service(number, BEGIN + number, HANEUL, action, **more))


def life(person: Person) -> list[tuple[str, str, tuple[str, ...]]]:
    events = person.vault.rooms.events(person.case.id)
    return [(event.kind.value, event.after, event.names) for event in events]


def parts(person: Person) -> set[tuple[str, str, int, int]]:
    return {
        (member.name, member.part.value, member.posts, member.forwards)
        for room in person.vault.chats.rooms(person.case.id)
        for member in person.vault.rooms.members(room.id)
    }


def some_life(person: Person):
    return person.export(
        "e",
        told(1, "create_group", title="방", members=["바다"]),
        said(2, "말"),
        said(3, "퍼온 말", forwarded_from="딴 방"),
        told(4, "edit_group_title", title="새 이름"),
        said(5, "대피방 https://t.me/+AbCdEf12_"),
        told(6, "remove_members", members=["바다"]),
    )


def test_an_import_tells_the_rooms_life_in_its_order(person: Person) -> None:
    person.collect(some_life(person))
    assert life(person) == [
        ("created", "방", ("바다",)),
        ("renamed", "새 이름", ()),
        ("evacuation", "https://t.me/+AbCdEf12_", ()),
        ("removed", "", ("바다",)),
    ]
    assert parts(person) == {
        ("하늘", "creator", 0, 0),
        ("하늘", "poster", 3, 1),
        ("바다", "added", 0, 0),
        ("바다", "removed", 0, 0),
    }
    event = person.vault.rooms.events(person.case.id)[0]
    assert event.position == "messages[0]"
    assert event.shown is not None
    assert event.shown.at_ms == (BEGIN + 1) * 1000
    assert event.account is not None


def test_a_poster_has_first_and_last_message(person: Person) -> None:
    person.collect(some_life(person))
    room = person.vault.chats.rooms(person.case.id)[0]
    poster = next(one for one in person.vault.rooms.members(room.id) if one.part is Part.POSTER)
    assert (poster.first_ms, poster.last_ms) == ((BEGIN + 2) * 1000, (BEGIN + 5) * 1000)
    assert poster.first_message is not None
    assert person.vault.chats.message(poster.first_message).text == "말"
    assert person.vault.rooms.of_account(poster.account or "")[0].room == room.id


def as_if_older(person: Person) -> None:
    """What a vault of an earlier version has: messages, and nothing of rooms' lives."""
    with person.vault.transaction():
        for table in ("room_events", "room_members", "room_reads"):
            person.vault._index.write(f"DELETE FROM {table}")


def test_what_older_imports_kept_is_read_to_the_same(person: Person) -> None:
    person.collect(some_life(person))
    before = life(person), parts(person)
    assert person.vault.rooms.unread(person.case.id) == ()
    as_if_older(person)
    assert life(person) == []
    assert len(person.vault.rooms.unread(person.case.id)) == 1
    assert read_rooms(person.vault, person.case.id, Job()) == 6
    assert (life(person), parts(person)) == before
    assert person.vault.rooms.unread(person.case.id) == ()
    assert read_rooms(person.vault, person.case.id, Job()) == 0


def test_a_stopped_reading_goes_on_where_it_was(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.collect(some_life(person))
    before = life(person), parts(person)
    as_if_older(person)
    monkeypatch.setattr("app.usecases.chats.roomlife.AT_ONCE", 2)

    class Stops(Job):
        def advance(self, done: int) -> None:
            super().advance(done)
            if done == 4:
                self.cancel()

    with pytest.raises(Cancelled):
        read_rooms(person.vault, person.case.id, Stops())
    assert read_rooms(person.vault, person.case.id, Job()) == 2
    assert (life(person), parts(person)) == before


@pytest.mark.parametrize("old_first", [True, False])
def test_a_room_that_moved_is_joined_across_two_exports(person: Person, old_first: bool) -> None:
    old = person.export("old", said(1), told(2, "migrate_to_supergroup"), number=11, title="방")
    new = person.export("new", said(3), number=22, title="방")
    for export in (old, new) if old_first else (new, old):
        person.collect(export)
    rooms = {room.native_id: room for room in person.vault.chats.rooms(person.case.id)}
    assert rooms["22"].moved_from == rooms["11"].id


def test_what_a_source_told_goes_with_it(person: Person) -> None:
    person.collect(some_life(person))
    source = person.vault.rooms.events(person.case.id)[0].source_item
    with person.vault.transaction():
        person.vault.deleting.set_aside([source], person.vault.now_ms())
    assert (life(person), parts(person)) == ([], set())
    with person.vault.transaction():
        person.vault.deleting.bring_back([source])
    assert len(life(person)) == 4
    with person.vault.transaction():
        person.vault.deleting.set_aside([source], person.vault.now_ms())
        person.vault.deleting.destroy([source], person.vault.now_ms())
    for table in ("room_events", "room_members", "room_reads", "message_marks"):
        assert person.vault._index.read(f"SELECT * FROM {table}") == []


def test_names_that_only_a_sentence_gives_are_no_accounts(person: Person) -> None:
    text = "방 님과 카카오톡 대화\n저장한 날짜 : 2024-08-27 10:00:00\n\n"
    text += "--------------- 2024년 8월 27일 화요일 ---------------\n"
    text += "하늘님이 바다님을 초대하였습니다.\n[하늘] [오후 2:00] 말\n바다님이 나갔습니다.\n"
    person.file("k/KakaoTalk_20240827.txt", text.encode())
    person.collect(person.folder / "k")
    assert {(name, part) for name, part, _, _ in parts(person)} == {
        ("바다", "added"), ("바다", "left"), ("하늘", "poster"),
    }  # fmt: skip
    assert [account.platform for account in person.vault.chats.accounts(person.case.id)] == [
        Platform.KAKAOTALK
    ]


def test_many_people_are_written_in_pieces(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.collect.roomlife.gathering.HELD", 3)
    monkeypatch.setattr("app.collect.chat_messages.BATCH", 2)
    records = [
        {**said(number), "from": f"이름 {number % 4}", "from_id": f"user{number % 4}"}
        for number in range(1, 13)
    ]
    person.file("e/result.json", json.dumps(
        {"name": "방", "type": "private_group", "id": 1, "messages": records}
    ).encode())  # fmt: skip
    person.collect()
    assert parts(person) == {(f"이름 {number}", "poster", 3, 0) for number in range(4)}


def test_a_proposal_is_kept_apart_from_what_is_said(person: Person) -> None:
    person.collect(some_life(person))
    known = {event.kind: event.known for event in person.vault.rooms.events(person.case.id)}
    assert known[Happening.EVACUATION] is Known.PROPOSED
    assert known[Happening.RENAMED] is Known.SAID
