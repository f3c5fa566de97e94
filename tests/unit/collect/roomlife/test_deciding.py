"""What the person says of rooms and messages: kept with its entry, changed later, refused elsewhere."""

from __future__ import annotations

import pytest

from app.domain.case.timeline import EntryKind
from app.domain.chats.roomlife import Deed, Happening, Known
from app.domain.custody import Act
from app.domain.ids import new_id
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.timelines import timeline
from app.usecases.chats.roomlife import (
    account_life,
    decide_event,
    mark_message,
    marked_messages,
    proposed_messages,
    room_life,
)
from app.usecases.items.links import list_links
from tests.unit.collect.intake.conftest import HANEUL, Person, person, said
from tests.unit.collect.roomlife.test_gathering import some_life, told
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault

__all__ = ["closed_vault", "fresh_vault", "person", "vault"]


def proposal(person: Person) -> str:
    events = person.vault.rooms.events(person.case.id)
    return next(one.message for one in events if one.kind is Happening.EVACUATION)


def room_entries(person: Person) -> list[tuple[EntryKind, str, str | None]]:
    found = timeline(person.vault, person.case.id).entries
    return [(one.kind, one.happening, one.to_lane) for one in found if one.happening]


def test_a_former_name_is_filled_in_from_the_same_source(person: Person) -> None:
    person.collect(some_life(person))
    room = person.vault.chats.rooms(person.case.id)[0]
    renamed = room_life(person.vault, person.case.id, room.id).events[1]
    assert (renamed.kind, renamed.before, renamed.after) == (Happening.RENAMED, "방", "새 이름")


def test_a_proposal_stands_on_the_timeline_only_once_the_person_says_so(person: Person) -> None:
    person.collect(some_life(person))
    next_room = person.export("next", said(50), number=90, title="다음 방")
    person.collect(next_room)
    rooms = {room.title: room.id for room in person.vault.chats.rooms(person.case.id)}
    shown = [(EntryKind.ROOM, "created", None), (EntryKind.ROOM, "renamed", None)]
    assert room_entries(person) == shown
    event = decide_event(
        person.vault, person.case.id, proposal(person), is_so=True, other=rooms["다음 방"]
    )
    assert (event.known, event.other) == (Known.KEPT, rooms["다음 방"])
    assert room_entries(person) == [*shown, (EntryKind.MOVED, "evacuation", rooms["다음 방"])]
    decide_event(person.vault, person.case.id, proposal(person), is_so=False)
    assert room_entries(person) == shown
    entries = [one for one in person.vault.custody.entries() if one.act is Act.ROOM_DECIDED]
    assert [one.details["known"] for one in entries] == ["kept", "declined"]


def test_reading_again_keeps_what_the_person_said(person: Person) -> None:
    person.collect(some_life(person))
    decide_event(person.vault, person.case.id, proposal(person), is_so=True)
    event = person.vault.rooms.event(proposal(person), Happening.EVACUATION)
    assert event is not None
    with person.vault.transaction():
        person.vault.rooms.add_events([event])
    again = person.vault.rooms.event(proposal(person), Happening.EVACUATION)
    assert again is not None
    assert again.known is Known.KEPT


@pytest.mark.parametrize("which", ["of nothing", "no identifier", "said by the source"])
def test_only_what_was_proposed_can_be_decided(person: Person, which: str) -> None:
    person.collect(some_life(person))
    event = person.vault.rooms.events(person.case.id)[0]
    message = {
        "of nothing": new_id("message"),
        "no identifier": "'",
        "said by the source": event.message,
    }
    with pytest.raises(InputProblem) as refused:
        decide_event(
            person.vault, person.case.id, message[which], kind=Happening.CREATED, is_so=True
        )
    assert refused.value.code == "INP-081"


def test_rooms_and_accounts_of_another_case_are_unknown(person: Person) -> None:
    person.collect(some_life(person))
    room = person.vault.chats.rooms(person.case.id)[0].id
    account = person.vault.chats.accounts(person.case.id)[0].id
    other = add_case(person.vault, "또 하나")
    for look, code in (
        (lambda: room_life(person.vault, other.id, room), "INP-080"),
        (lambda: account_life(person.vault, other.id, account), "INP-082"),
        (
            lambda: mark_message(person.vault, other.id, proposal(person), Deed.THREAT, is_so=True),
            "INP-083",
        ),
        (lambda: decide_event(person.vault, other.id, proposal(person), is_so=True), "INP-080"),
    ):
        with pytest.raises(InputProblem) as refused:
            look()
        assert refused.value.code == code


def test_hints_point_at_words_and_go_once_something_is_said(person: Person) -> None:
    person.collect(person.export("e", said(1, "입금 안 하면 유포"), said(2, "날씨 좋다")))
    hints = proposed_messages(person.vault, person.case.id, Job())
    assert {(one.deed, one.word) for one in hints} == {(Deed.THREAT, "유포"), (Deed.MONEY, "입금")}
    mark_message(person.vault, person.case.id, hints[0].message.id, Deed.THREAT, is_so=True)
    left = proposed_messages(person.vault, person.case.id, Job())
    assert [one.deed for one in left] == [Deed.MONEY]
    mark_message(person.vault, person.case.id, hints[0].message.id, Deed.THREAT, is_so=False)
    marks = marked_messages(person.vault, person.case.id)
    assert [(mark.deed, mark.known) for mark, _ in marks] == [(Deed.THREAT, Known.DECLINED)]


def test_what_is_set_aside_gives_no_hints_marks_or_accounts(person: Person) -> None:
    person.collect(person.export("e", said(1, "입금해")))
    message = proposed_messages(person.vault, person.case.id, Job())[0].message
    mark_message(person.vault, person.case.id, message.id, Deed.MONEY, is_so=True)
    with person.vault.transaction():
        person.vault.deleting.set_aside([message.source_item], person.vault.now_ms())
    assert marked_messages(person.vault, person.case.id) == ()
    assert proposed_messages(person.vault, person.case.id, Job()) == ()
    with pytest.raises(InputProblem):
        mark_message(person.vault, person.case.id, message.id, Deed.MONEY, is_so=True)


def test_an_account_has_its_names_with_the_time_each_was_first_seen(person: Person) -> None:
    later = {"from": "바뀐 이름", "from_id": HANEUL[1]}
    person.collect(
        person.export(
            "e",
            said(1),
            said(2, forwarded_from="딴 방"),
            said(3, "유포할 거야") | later,
            told(4, "edit_group_title", title="새"),
        )
    )
    account = person.vault.chats.accounts(person.case.id)[0]
    message = proposed_messages(person.vault, person.case.id, Job())[0].message
    mark_message(person.vault, person.case.id, message.id, Deed.THREAT, is_so=True)
    life = account_life(person.vault, person.case.id, account.id)
    begin = life.first_ms or 0
    assert [(one.name, (one.first_ms or 0) - begin) for one in life.names] == [
        ("하늘", 0), ("바뀐 이름", 2000),
    ]  # fmt: skip
    assert (life.posts, life.forwards, life.forwarded_from) == (3, 1, (("딴 방", 1),))
    assert (life.last_ms or 0) - begin == 2000
    assert [mark.deed for mark, _ in life.marked] == [Deed.THREAT]
    assert [event.kind for event in life.events] == [Happening.RENAMED]


def test_links_come_with_what_may_mislead_and_when_they_end(person: Person) -> None:
    text = (
        "https://t.me@evil.example/x https://cdn.discordapp.com/attachments/1/2/a.png?ex=66d1a2b3"
    )
    person.collect(person.export("e", said(1, text)))
    rows = {row.link.kind: row for row in list_links(person.vault, person.case.id)}
    assert [one.warn.value for one in rows["web"].warnings] == ["userinfo"]
    assert rows["discord.file"].expires_ms == 0x66D1A2B3 * 1000
    assert rows["discord.file"].link.original.endswith("?ex=66d1a2b3")
