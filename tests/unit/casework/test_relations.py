"""What a report draws of rooms and links goes along with its sources, and never with a guess."""

from __future__ import annotations

import msgspec
import pytest

from app.casework.facts import assemble
from app.domain.chats.chats import Link, LinkStanding
from app.domain.chats.roomlife import (
    Deed,
    Happening,
    Known,
    MessageMark,
    Part,
    RoomEvent,
    RoomMember,
)
from app.domain.follow_up.fates import LinkState, LinkStep
from app.domain.ids import new_id
from app.report.data.model import Part as Section
from app.report.data.templates import load_template
from app.report.facts import CaseFacts
from app.vault import Vault
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401
from tests.unit.vault.filling import BEGIN_MS, Chat, add_case

INDEX = load_template("kr.police.evidence_index")
DRAWN = msgspec.structs.replace(INDEX, parts=(*INDEX.parts, Section.RELATIONS_PICTURE))
NUMBER = "900101-1234567"


def filled(chat: Chat) -> Chat:
    """A message with a threat and a link, a member, and three things that happened to the room."""
    said = chat.message("보내지 않으면 퍼뜨린다")
    chat.add(said)
    room, source, at = chat.room.id, chat.source.id, said.shown
    names = {Known.SAID: NUMBER, Known.PROPOSED: "GUESSED", Known.DECLINED: "DECLINED"}
    link = Link(
        new_id("link"), chat.case.id, f"https://t.me/{chat.room.native_id}", "t.me",
        LinkStanding.OBSERVED, "t.me", "web", 5, said.id, source,
    )  # fmt: skip
    kinds = (Happening.RENAMED, Happening.EVACUATION, Happening.MOVED_TO)
    with chat.vault.transaction():
        chat.vault.rooms.add_members(
            [RoomMember(room, chat.account.id, NUMBER, Part.POSTER, source, "p", 3)]
        )
        chat.vault.rooms.add_events(
            RoomEvent(room, kind, known, said.id, source, at, after=name)
            for kind, (known, name) in zip(kinds, names.items(), strict=True)
        )
        chat.vault.rooms.marks.put(MessageMark(said.id, Deed.THREAT, Known.KEPT, 7), room, source)
        chat.vault.links.add_many([link])
        chat.vault.filed.fates.step(
            LinkStep(new_id("step"), link.id, chat.case.id, LinkState.BLOCKED, None, note=NUMBER)
        )
    return chat


@pytest.fixture
def chats(vault: Vault) -> tuple[Chat, Chat]:  # noqa: F811
    case = add_case(vault)
    return filled(Chat(vault, case, "100")), filled(Chat(vault, case, "200"))


def facts_of(chat: Chat, *, chosen: bool = False) -> CaseFacts:
    answers = {"evidence.list": [chat.source.id]} if chosen else {}
    return assemble(chat.vault, chat.case, answers, DRAWN)


def test_all_of_a_case_goes_where_nobody_chose(chats: tuple[Chat, Chat]) -> None:
    facts = facts_of(chats[0])
    rooms = {chat.room.id for chat in chats}
    assert {one.room for one in facts.members} == rooms
    assert {one.room for one in facts.deeds} == rooms
    assert [one.at_ms for one in facts.deeds] == [BEGIN_MS] * 2


def test_what_other_sources_tell_stays_with_them(chats: tuple[Chat, Chat]) -> None:
    first, other = chats
    also = RoomMember(first.room.id, other.account.id, "", Part.HOST, other.source.id, "p")
    with first.vault.transaction():
        first.vault.rooms.add_members([also])
    facts = facts_of(first, chosen=True)
    source = first.source.id
    for told in (facts.members, facts.events, facts.deeds):
        assert {one.source_item for one in told} == {source}
    (link,) = facts.links
    assert set(facts.link_lives) == {link.id}


def test_guesses_and_what_is_not_so_never_leave(chats: tuple[Chat, Chat]) -> None:
    assert {event.known for event in facts_of(chats[0]).events} == {Known.SAID}


def test_numbers_are_covered_in_what_is_drawn(chats: tuple[Chat, Chat]) -> None:
    facts = facts_of(chats[0])
    assert "1234567" not in repr((facts.members, facts.events, facts.link_lives))
    assert "900101-" in repr(facts.members)


def test_posting_and_fate_of_a_link_are_told(chats: tuple[Chat, Chat]) -> None:
    facts = facts_of(chats[0])
    life = facts.link_lives[facts.links[0].id]
    assert life.posted is not None
    assert life.posted.at_ms == BEGIN_MS
    assert life.step is not None
    assert life.step.state is LinkState.BLOCKED


def test_nothing_is_gathered_that_no_part_shows(chats: tuple[Chat, Chat]) -> None:
    chat = chats[0]
    bare = msgspec.structs.replace(INDEX, parts=(Section.FIELDS,))
    facts = assemble(chat.vault, chat.case, {}, bare)
    assert (facts.members, facts.events, facts.deeds, facts.link_lives) == ((), (), (), {})
