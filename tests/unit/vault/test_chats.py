"""Rooms, accounts and messages come back as they went in, in the order of time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from app.domain.chats.chats import Account, Media, Platform
from app.domain.ids import new_id
from app.vault import Vault
from tests.unit.vault.filling import BEGIN_MS, DAY_MS, Chat, add_case, add_item, platform_time


@pytest.fixture
def chat(vault: Vault) -> Chat:
    return Chat(vault, add_case(vault))


def order(chat: Chat, **more: object) -> list[str]:
    return [one.text for one in chat.vault.chats.messages(chat.case.id, **more)]


def test_a_message_comes_back_with_everything_it_had(chat: Chat) -> None:
    item = add_item(chat.vault, chat.case, b"picture")
    message = chat.message(
        "글",
        native_id="17",
        changed=platform_time(BEGIN_MS + 5),
        forwarded_from="누구",
        reply_to="16",
        action="pin_message",
        media=(Media("photo", "photos/1.jpg", item.id), Media("file", "..", None, "unsafe_path")),
        details={"via_bot": "@bot"},
    )
    bare = structs.replace(chat.message("", None), account=None)
    chat.add(message, bare)
    assert list(chat.vault.chats.messages(chat.case.id)) == [message, bare]
    assert chat.vault.chats.message(message.id) == message


def test_messages_stand_in_the_order_of_time_and_undated_ones_behind_their_neighbour(
    chat: Chat,
) -> None:
    chat.add(
        chat.message("b", BEGIN_MS + 2),
        chat.message("b2", None),
        chat.message("d", BEGIN_MS + 4),
    )
    chat.add(
        chat.message("a", BEGIN_MS + 1), chat.message("c", BEGIN_MS + 3), chat.message("c2", None)
    )
    assert order(chat) == ["a", "b", "b2", "c", "c2", "d"]


def test_an_undated_first_message_of_a_later_import_stands_at_the_end(chat: Chat) -> None:
    chat.add(chat.message("a", BEGIN_MS))
    chat.add(chat.message("b", None))
    assert order(chat) == ["a", "b"]


def test_pages_go_on_behind_a_message_over_all_rooms_of_a_case(chat: Chat) -> None:
    other = Chat(chat.vault, chat.case, "200")
    chat.add(*(chat.message(f"{place:03}", BEGIN_MS + place) for place in range(0, 1200, 2)))
    other.add(*(other.message(f"{place:03}", BEGIN_MS + place) for place in range(1, 1200, 2)))
    read, after = [], None
    while page := list(chat.vault.chats.messages(chat.case.id, after=after, limit=250)):
        read += [one.text for one in page]
        after = page[-1].id
    assert read == [f"{place:03}" for place in range(1200)]
    assert order(chat, room=other.room.id) == read[1::2]
    assert chat.vault.chats.count(chat.case.id) == 1200
    assert chat.vault.chats.count(chat.case.id, other.room.id) == 600


def test_reading_goes_on_while_more_is_written(chat: Chat) -> None:
    chat.add(*(chat.message(str(place), BEGIN_MS + place) for place in range(1100)))
    reading = chat.vault.chats.messages(chat.case.id)
    next(reading)
    chat.add(chat.message("last", BEGIN_MS + 5000))
    assert sum(1 for _ in reading) == 1100


def test_texts_that_are_no_utf8_are_kept_made_visible_and_none_is_lost(chat: Chat) -> None:
    texts = ["one", "broken \ud83d", "three", "\udfff", "five"]
    chat.add(*(chat.message(text, BEGIN_MS + place) for place, text in enumerate(texts)))
    assert order(chat) == ["one", "broken \\ud83d", "three", "\\udfff", "five"]
    assert chat.vault.search.find("broken").total == 1


def test_messages_of_a_room_that_is_not_kept_are_refused(chat: Chat) -> None:
    with pytest.raises(ValueError, match="room"):
        chat.add(structs.replace(chat.message("x"), room=new_id("room")))
    assert order(chat) == []


def test_messages_of_two_cases_in_one_call_are_refused(chat: Chat) -> None:
    other = Chat(chat.vault, add_case(chat.vault))
    with pytest.raises(ValueError, match="case"):
        chat.add(chat.message("x"), other.message("y"))


def test_unknown_messages_are_told(chat: Chat) -> None:
    with pytest.raises(KeyError):
        chat.vault.chats.message(new_id("message"))
    with pytest.raises(KeyError):
        chat.vault.chats.messages(chat.case.id, after=new_id("message"))


def test_rooms_and_accounts_are_found_by_the_platforms_own_identifier(chat: Chat) -> None:
    chats = chat.vault.chats
    assert chats.room_by_key(chat.case.id, Platform.TELEGRAM, "100") == chat.room
    assert chats.account_by_key(chat.case.id, Platform.TELEGRAM, "100") == chat.account
    other = add_case(chat.vault)
    for case, platform, native_id in (
        (other.id, Platform.TELEGRAM, "100"),
        (chat.case.id, Platform.DISCORD, "100"),
        (chat.case.id, Platform.TELEGRAM, "101"),
        (chat.case.id, Platform.TELEGRAM, ""),
    ):
        assert chats.room_by_key(case, platform, native_id) is None
        assert chats.account_by_key(case, platform, native_id) is None


def test_names_of_an_account_are_kept_once_in_the_order_they_were_seen(chat: Chat) -> None:
    account = Account(new_id("account"), chat.case.id, Platform.X, "", ("나", "가"), 9)
    with chat.vault.transaction():
        chat.vault.chats.add_account(account)
        assert chat.vault.chats.add_account_name(account.id, "다")
        assert not chat.vault.chats.add_account_name(account.id, "나")
    kept = {one.id: one for one in chat.vault.chats.accounts(chat.case.id)}
    assert kept[account.id].names == ("나", "가", "다")


def test_rooms_keep_their_lineage_and_a_later_title(chat: Chat) -> None:
    moved = replace(chat.room, id=new_id("room"), native_id="2", moved_from=chat.room.id, seen_ms=6)
    with chat.vault.transaction():
        chat.vault.chats.add_room(moved)
        chat.vault.chats.update_room(replace(chat.room, title="새 방"))
    assert chat.vault.chats.rooms(chat.case.id) == (replace(chat.room, title="새 방"), moved)


def test_days_are_korean_days(chat: Chat) -> None:
    midnight = BEGIN_MS - BEGIN_MS % DAY_MS + 15 * 3600 * 1000  # 00:00 in Korea
    messages = [chat.message(str(at), midnight + at) for at in (-2, -1, 0, 1, 2)]
    chat.add(*messages, chat.message("undated", None))
    first, second = chat.vault.chats.days(chat.case.id)
    assert (first.first_ms, first.last_ms, first.count) == (midnight - 2, midnight - 1, 2)
    assert (second.first_ms, second.count) == (midnight, 4)
    assert (first.first_message, second.first_message) == (messages[0].id, messages[2].id)


def test_numbers_that_came_out_of_order_are_not_told_as_missing(chat: Chat) -> None:
    numbers = ["1", "9", "3", "4", "7", "10", "2", "12", "11"]
    chat.add(*(chat.message(n, BEGIN_MS + at, native_id=n) for at, n in enumerate(numbers)))
    gaps = chat.vault.chats.number_gaps(chat.case.id, chat.room.id)
    assert [(gap.before, gap.after) for gap in gaps] == [(4, 7), (7, 9)]
    assert {(gap.before_ms, gap.after_ms) for gap in gaps} == {(BEGIN_MS, BEGIN_MS + 1)}


def test_jumps_of_message_numbers_are_told_once(chat: Chat) -> None:
    numbers = ["1", "2", "5", "x", "", "6", "9"]
    messages = [chat.message(n, BEGIN_MS + at, native_id=n) for at, n in enumerate(numbers)]
    chat.add(*messages)
    chat.add(chat.message("again", BEGIN_MS + 2, native_id="5"))
    gaps = chat.vault.chats.number_gaps(chat.case.id, chat.room.id)
    assert [(gap.before, gap.after) for gap in gaps] == [(2, 5), (6, 9)]
    assert gaps[0].before_message == messages[1].id
    assert (gaps[0].before_ms, gaps[0].after_ms) == (BEGIN_MS + 1, BEGIN_MS + 2)
