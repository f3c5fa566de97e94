"""A room is looked at page by page: any place at once, gaps and answers as the numbers show them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs

from app.domain.chats.chat_lines import PAGE, Gap
from app.domain.chats.roomlife import Deed
from app.domain.custody import Act
from app.domain.ids import new_id
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.chats.chat_view import (
    chat_page,
    chats_of_export,
    find_in_chat,
    line_at,
    line_of,
    line_of_number,
    open_chat,
    own_accounts,
    room_of_message,
    say_own,
    where_from,
)
from app.usecases.chats.roomlife import mark_message
from app.usecases.chats.rooms import list_rooms
from app.usecases.items.removing import set_items_aside
from app.vault import Vault
from tests.unit.vault.filling import BEGIN_MS, DAY_MS, Chat, add_case


@pytest.fixture
def chat(vault: Vault) -> Chat:
    return Chat(vault, add_case(vault))


def fill(chat: Chat, count: int, *, at_ms: int = 60_000) -> list[str]:
    """So many messages, numbered from 1 on, one a minute (or all at one time)."""
    made = [
        chat.message(f"말 {place}", BEGIN_MS + place * at_ms, native_id=str(place + 1))
        for place in range(count)
    ]
    chat.add(*made)
    return [one.id for one in made]


def read(chat: Chat) -> list[str]:
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    pages = [chat_page(chat.vault, opened, page) for page in range(opened.pages)]
    return [line.message.id for page in pages for line in page]


@pytest.mark.parametrize("count", [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE + 3])
def test_pages_are_the_room_in_its_order_and_every_message_knows_its_line(
    chat: Chat, count: int
) -> None:
    made = fill(chat, count)
    opened = open_chat(chat.vault, chat.case.id, chat.room.id, Job())
    assert opened.count == count
    assert read(chat) == made
    assert chat_page(chat.vault, opened, opened.pages) == ()
    for line in {0, count // 2, count - 1} & set(range(count)):
        assert line_of(chat.vault, opened, made[line]) == line
        assert line_at(chat.vault, opened, BEGIN_MS + line * 60_000) == line
        assert line_of_number(chat.vault, opened, str(line + 1)) == line
    assert line_at(chat.vault, opened, BEGIN_MS + DAY_MS * 400) == max(0, count - 1)
    assert line_of_number(chat.vault, opened, "999999") is None


def steps_of(chat: Chat) -> int:
    """How many thousand instructions the database runs to open the room and read its last page."""
    steps = 0

    def count() -> bool:
        nonlocal steps
        steps += 1
        return False

    connection = chat.vault._index.connection
    connection.set_progress_handler(count, 1000)
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    assert len(chat_page(chat.vault, opened, opened.pages - 1)) == PAGE
    connection.set_progress_handler(None)
    return steps


def test_a_room_whose_messages_all_have_one_time_is_as_quick(chat: Chat) -> None:
    spread = Chat(chat.vault, chat.case, "200")
    fill(spread, 20 * PAGE)
    fill(chat, 20 * PAGE, at_ms=0)
    assert steps_of(chat) < 2 * steps_of(spread)


def test_what_is_set_aside_is_no_line(chat: Chat) -> None:
    kept = fill(chat, 250)
    other = Chat(chat.vault, chat.case, "200")
    gone = [structs.replace(other.message("x", BEGIN_MS + 5), room=chat.room.id) for _ in range(9)]
    other.add(*gone)
    with chat.vault.transaction():
        chat.vault.custody.append(Act.CHAT_IMPORTED, other.source.id, chat.case.id)
    assert open_chat(chat.vault, chat.case.id, chat.room.id).count == 259
    set_items_aside(chat.vault, [other.source.id])
    assert read(chat) == kept
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    with pytest.raises(InputProblem, match="COL-083"):
        line_of(chat.vault, opened, gone[0].id)


def numbered(chat: Chat, *numbers: int) -> dict[int, tuple[Gap, ...]]:
    chat.add(
        *(
            chat.message(str(number), BEGIN_MS + place, native_id=str(number))
            for place, number in enumerate(numbers)
        )
    )
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    lines = [line for page in range(opened.pages) for line in chat_page(chat.vault, opened, page)]
    return {int(one.message.native_id): one.gaps for one in lines if one.gaps}


def test_numbers_that_no_message_has_are_told_before_the_next_one(chat: Chat) -> None:
    assert numbered(chat, 10, 11, 16, 17, 19) == {16: (Gap(12, 15),), 19: (Gap(18, 18),)}


def test_numbers_that_only_came_out_of_order_are_no_gap(chat: Chat) -> None:
    assert numbered(chat, 1, 2, 5, 3, 4, 9, 7) == {9: (Gap(6, 6), Gap(8, 8))}


def test_a_gap_between_two_pages_is_seen_and_one_across_them_is_filled(chat: Chat) -> None:
    numbers = [*range(1, PAGE), PAGE + 1, PAGE, PAGE + 4]
    assert numbered(chat, *numbers) == {PAGE + 4: (Gap(PAGE + 2, PAGE + 3),)}


def test_numbers_mean_nothing_where_they_do_not_count_up_one_by_one(chat: Chat) -> None:
    room = replace(chat.room, kind="personal_chat")
    with chat.vault.transaction():
        chat.vault.chats.update_room(room)
    assert numbered(chat, 1, 9) == {}


def test_an_answer_shows_the_first_line_of_what_it_answers_on_any_page(chat: Chat) -> None:
    fill(chat, 3 * PAGE)
    late = BEGIN_MS + DAY_MS
    chat.add(
        chat.message("원래\n둘째 줄", late, native_id="5000"),
        chat.message("답", late + 1, native_id="5001", reply_to="5000"),
        chat.message("먼 답", late + 2, native_id="5002", reply_to="7"),
        chat.message("없는 답", late + 3, native_id="5003", reply_to="4000"),
    )
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    near, far, none = (line.answered for line in chat_page(chat.vault, opened, 3)[-3:])
    assert near is not None
    assert (near.text, near.sender) == ("원래", "가")
    assert far is not None
    assert (far.text, line_of(chat.vault, opened, far.message or "")) == ("말 6", 6)
    assert none == ("4000", None, "", "")


def test_a_day_begins_where_the_korean_day_does(chat: Chat) -> None:
    midnight = BEGIN_MS - 5 * 3600_000 + 15 * 3600_000  # 15:00 UTC
    chat.add(*(chat.message("", midnight + at) for at in (-2, -1, 0, 1)))
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    assert [one.new_day for one in chat_page(chat.vault, opened, 0)] == [True, False, True, False]


def test_words_are_found_in_this_room_only_from_where_one_is(chat: Chat) -> None:
    made = fill(chat, 30)
    other = Chat(chat.vault, chat.case, "200")
    fill(other, 30)
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    found = find_in_chat(chat.vault, opened, "말 1", made[15])
    assert found.total == 12
    assert found.messages == (made[1], *made[10:20], made[21])
    assert found.messages[found.at] == made[15]
    assert find_in_chat(chat.vault, opened, "말 1", made[25]).at == 0
    with pytest.raises(InputProblem, match="INP-010"):
        find_in_chat(chat.vault, opened, " ")


def test_marks_and_ones_own_account_stand_at_the_message(chat: Chat) -> None:
    made = fill(chat, 3)
    mark_message(chat.vault, chat.case.id, made[1], Deed.THREAT, is_so=True)
    mark_message(chat.vault, chat.case.id, made[2], Deed.THREAT, is_so=False)
    say_own(chat.vault, chat.case.id, chat.account.id, own=True)
    opened = open_chat(chat.vault, chat.case.id, chat.room.id)
    lines = chat_page(chat.vault, opened, 0)
    assert [one.deeds for one in lines] == [(), (Deed.THREAT,), ()]
    assert all(one.own for one in lines)
    say_own(chat.vault, chat.case.id, chat.account.id, own=False)
    assert own_accounts(chat.vault, chat.case.id) == frozenset()
    with pytest.raises(InputProblem, match="INP-082"):
        say_own(chat.vault, chat.case.id, new_id("account"), own=True)


def test_a_chat_is_opened_by_its_export_and_by_a_message(chat: Chat) -> None:
    made = fill(chat, 2)
    case = chat.case.id
    (room,) = chats_of_export(chat.vault, case, chat.source.id)
    assert (room.room.id, room.first) == (chat.room.id, made[0])
    assert room_of_message(chat.vault, case, made[1]) == chat.room.id
    opened = open_chat(chat.vault, case, chat.room.id)
    told = where_from(chat.vault, opened, chat.vault.chats.message(made[0]))
    assert told == (chat.source.id, "result.json", chat.source.sha256, "messages[0]")
    for wrong in ("m-nothing", new_id("message")):
        with pytest.raises(InputProblem, match="COL-083"):
            room_of_message(chat.vault, case, wrong)
        with pytest.raises(InputProblem, match="COL-083"):
            line_of(chat.vault, opened, wrong)
    with pytest.raises(InputProblem, match="INP-080"):
        open_chat(chat.vault, case, new_id("room"))


def test_a_room_says_from_when_to_when_and_where_it_moved(chat: Chat) -> None:
    fill(chat, 3)
    later = Chat(chat.vault, chat.case, "200")
    with chat.vault.transaction():
        chat.vault.chats.update_room(replace(later.room, title="새 방", moved_from=chat.room.id))
    rows = {row.room.id: row for row in list_rooms(chat.vault, chat.case.id)}
    first, second = rows[chat.room.id], rows[later.room.id]
    assert (first.messages, first.span) == (3, (BEGIN_MS, BEGIN_MS + 120_000))
    assert (first.before, first.after) == ("", ("새 방",))
    assert (second.span, second.before, second.after) == (None, "방", ())
