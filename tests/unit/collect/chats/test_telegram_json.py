from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.collect.chats.base import Lineage, MessageRead
from app.collect.chats.registry import holds_messages, recognise
from app.domain.chats.chats import MessageKind
from app.domain.times.times import Certainty, TimeSource
from tests.fixtures.exports.demo_room import BEGIN, demo_json
from tests.fixtures.exports.reading import read_json, resolved
from tests.fixtures.exports.telegram_writer import (
    BADA,
    HANEUL,
    account,
    exported,
    message,
    old,
    room,
    service,
    unsupported,
    written,
)


def one(**fields: Any) -> MessageRead:
    """The one message of an export, from raw fields laid over a plain record."""
    record = {**message(7, BEGIN, HANEUL, "안녕"), **fields}
    return read_json(json.dumps(room("산책", "private_group", 1, [record])).encode()).messages[0]


def test_the_committed_sample_is_what_its_generator_writes(repo_root: Path) -> None:
    assert (repo_root / "resources/samples/telegram/result.json").read_bytes() == demo_json()


def test_every_position_leads_back_to_its_record() -> None:
    data = demo_json()
    seen = read_json(data)
    assert len(seen.messages) > 55
    for read in seen.messages:
        assert str(resolved(data, read.position)["id"]) == read.native_id
        for link in read.links:
            assert resolved(data, link.position)


def test_a_single_room_gives_its_facts_before_its_messages() -> None:
    seen = read_json(exported(message(1, BEGIN, HANEUL, "하나")))
    first = seen.records[0]
    assert first == seen.rooms[0]
    assert (first.native_id, first.title, first.kind) == ("1555", "산책", "private_supergroup")
    assert seen.problems == []


def test_room_facts_that_follow_the_messages_are_found_by_a_second_pass() -> None:
    data = json.dumps(
        {"messages": [message(1, BEGIN, HANEUL, "하나")], "id": 9, "type": "x", "name": "뒤"}
    )
    seen = read_json(data.encode())
    assert seen.records[0] == seen.rooms[0]
    assert (seen.rooms[0].native_id, seen.rooms[0].title) == ("9", "뒤")
    assert len(seen.rooms) == 1
    assert "unknown_type" in seen.kinds


def test_an_account_gives_each_message_to_its_room() -> None:
    rooms = [
        room(f"방{n}", "personal_chat", n, [message(n, BEGIN, HANEUL, f"글{n}")]) for n in (1, 2)
    ]
    left = [room("나간 방", "private_group", 3, [message(3, BEGIN, BADA, "글3")])]
    seen = read_json(written(account(rooms, left)).encode())
    assert [(one.key, one.native_id, one.left) for one in seen.rooms] == [
        ("chats.list[0]", "1", False),
        ("chats.list[1]", "2", False),
        ("left_chats.list[0]", "3", True),
    ]
    assert [(one.room, one.text) for one in seen.messages] == [
        ("chats.list[0]", "글1"),
        ("chats.list[1]", "글2"),
        ("left_chats.list[0]", "글3"),
    ]
    assert seen.messages[2].position == "left_chats.list[0].messages[0]"
    assert [(one.where, one.what) for one in seen.problems] == [
        ("personal_information", "no_messages")
    ]


def test_each_part_of_an_account_that_holds_no_chat_is_told_unless_it_is_empty() -> None:
    said = [message(1, BEGIN, HANEUL, "글")]
    parts = {
        "about": "words",
        "stories": {"about": "Stories.", "list": [{"id": 1, "media": "stories/a.mp4"}]},
        "contacts": {"about": "Contacts.", "list": [{"first_name": "하늘", "user_id": 1}]},
        "sessions": {"about": "Sessions.", "list": []},
        "profile_pictures": [],
        "chats": {"about": "Chats.", "list": [room("방", "private_group", 1, said)]},
        "web_sessions": {"about": "Sites.", "list": [["site"]]},
    }
    seen = read_json(json.dumps(parts).encode())
    assert [one.text for one in seen.messages] == ["글"]
    assert [(one.where, one.what) for one in seen.problems] == [
        ("stories", "no_messages"),
        ("contacts", "no_messages"),
        ("web_sessions", "no_messages"),
    ]


def test_saved_messages_have_no_name_and_a_room_may_be_empty() -> None:
    saved = {"type": "saved_messages", "id": 5, "messages": [message(1, BEGIN, HANEUL, "메모")]}
    seen = read_json(
        written(account([saved, {"name": "빈", "type": "personal_chat", "id": 6}], [])).encode()
    )
    assert [(one.title, one.kind) for one in seen.rooms] == [
        ("", "saved_messages"),
        ("빈", "personal_chat"),
    ]


def test_an_export_of_an_old_release_has_an_assumed_zone_that_is_told_once() -> None:
    records = [old(message(n, BEGIN + n, HANEUL, "옛")) for n in (1, 2)]
    seen = read_json(exported(*records), zone=60)
    shown = seen.messages[0].shown
    assert shown is not None
    assert (shown.certainty, shown.source) == (Certainty.ZONE_ASSUMED, TimeSource.PLATFORM_LOCAL)
    assert shown.at_ms == (BEGIN + 1 + 9 * 3600 - 3600) * 1000
    assert shown.offset_minutes == 60
    assert seen.messages[0].sender_id == "5550001"
    assert [one.what for one in seen.problems] == ["zone_assumed: UTC+01:00"]


def test_the_platforms_own_time_is_exact_and_tells_the_exporters_zone() -> None:
    shown = one().shown
    assert shown is not None
    assert (shown.at_ms, shown.certainty) == (BEGIN * 1000, Certainty.EXACT)
    assert (shown.original, shown.offset_minutes) == ("2024-08-24T19:55:00", 540)


@pytest.mark.parametrize(
    ("local", "offset"),
    [
        ("2024-08-24T19:55:01", None),
        ("2024-08-26T19:55:00", None),
        ("2024-08-24T16:25:00", 330),
        ("?", None),
    ],
)
def test_a_zone_is_told_only_where_both_times_agree_on_one(local: str, offset: int | None) -> None:
    shown = one(date=local).shown
    assert shown is not None
    assert (shown.at_ms, shown.offset_minutes) == (BEGIN * 1000, offset)


@pytest.mark.parametrize("unix", ["", "0", "-5", "9" * 30, 1.5, True, None, [], "x"])
def test_a_time_that_can_not_be_read_is_none_and_told(unix: object) -> None:
    record = {**message(1, BEGIN, HANEUL, "글"), "date": 7, "date_unixtime": unix}
    seen = read_json(json.dumps(room("방", "private_group", 1, [record])).encode())
    assert seen.messages[0].shown is None
    assert "bad_time" in seen.kinds


def test_an_unsupported_record_is_a_gap_without_a_time() -> None:
    seen = read_json(exported(unsupported(8)))
    assert seen.messages[0].kind is MessageKind.UNSUPPORTED
    assert (seen.messages[0].native_id, seen.messages[0].shown) == ("8", None)
    assert seen.problems == []


def test_an_unknown_type_is_taken_and_told() -> None:
    seen = read_json(exported({**message(1, BEGIN, HANEUL, "글"), "type": "poll_v2"}))
    assert seen.messages[0].text == "글"
    assert [one.what for one in seen.problems] == ["unknown_type: poll_v2"]


def test_a_service_record_keeps_its_word_its_actor_and_its_details() -> None:
    joined = service(1, BEGIN, HANEUL, "invite_members", members=["바다", None, "산"], inviter="들")
    read = read_json(exported(joined)).messages[0]
    assert (read.kind, read.action, read.sender_id) == (
        MessageKind.SERVICE,
        "invite_members",
        HANEUL[1],
    )
    assert read.details == {"members": "바다\n\n산", "inviter": "들"}


@pytest.mark.parametrize(
    ("action", "direction"), [("migrate_from_group", "from"), ("migrate_to_supergroup", "to")]
)
def test_a_move_is_told_as_lineage(action: str, direction: str) -> None:
    read = read_json(exported(service(1, BEGIN, HANEUL, action, title="예전 방"))).messages[0]
    assert read.lineage == Lineage(direction, "예전 방")


def test_edited_forwarded_reply_and_everything_else_is_kept() -> None:
    poll = {"question": "?", "answers": [{"text": "가", "voters": 1}, {"text": "나", "voters": 0}]}
    record = message(
        9, BEGIN, HANEUL, "글", edited=BEGIN + 60, author="서명", forwarded_from="딴 방",
        reply_to_message_id=4, poll=poll, location_information={"latitude": 37.5, "longitude": 127.0},
    )  # fmt: skip
    read = read_json(exported(record)).messages[0]
    assert read.changed is not None
    assert read.changed.at_ms == (BEGIN + 60) * 1000
    assert (read.forwarded_from, read.reply_to) == ("딴 방", "4")
    assert read.details["author"] == "서명"
    assert read.details["poll.answers[1].text"] == "나"
    assert read.details["location_information.latitude"] == "37.5"


def test_an_unknown_key_is_kept_and_told_once() -> None:
    seen = read_json(exported(*({**message(n, BEGIN, HANEUL), "aura": n} for n in (1, 2))))
    assert [one.details["aura"] for one in seen.messages] == ["1", "2"]
    assert [(one.where, one.what) for one in seen.problems] == [
        ("messages[0].aura", "unknown_key: aura")
    ]


def test_a_key_that_is_there_twice_keeps_the_first_and_loses_none() -> None:
    data = exported(service(1, BEGIN, HANEUL, "send_star_gift")).replace(
        b'"text": ""', b'"text": "x",\n"text": "y"'
    )
    read = read_json(data).messages[0]
    assert (read.text, read.details["text~2"]) == ("x", "y")


def test_text_as_a_list_and_links_behind_words_and_mentions() -> None:
    text = [
        "보기 ",
        {"type": "text_link", "text": "https://bank.example/", "href": "https://evil.example/a"},
        " ",
        {"type": "mention", "text": "@some_room"},
        {"type": "custom_emoji", "text": "🙂", "document_id": "stickers/a.webm"},
    ]
    read = read_json(exported(message(1, BEGIN, HANEUL, text))).messages[0]
    assert read.text == "보기 https://bank.example/ @some_room🙂"
    assert {(one.link.normal, one.position) for one in read.links} == {
        ("https://bank.example/", "messages[0].text"),
        ("https://evil.example/a", "messages[0].text_entities[1]"),
        ("https://t.me/some_room", "messages[0].text_entities[3]"),
    }


def test_a_name_counts_as_a_link_only_where_the_platform_marked_it() -> None:
    assert read_json(exported(message(1, BEGIN, HANEUL, "@some_room"))).messages[0].links == ()


def test_a_record_without_text_is_read_from_its_entities() -> None:
    record = message(1, BEGIN, HANEUL, ["가", {"type": "bold", "text": "나"}])
    del record["text"]
    assert read_json(exported(record)).messages[0].text == "가나"


@pytest.mark.parametrize("name", ["result.json", "내 기록.json"])
def test_an_export_is_recognised_by_its_content(name: str) -> None:
    importer = recognise(demo_json()[: 64 * 1024], name, frozenset({name}))
    assert importer is not None
    assert importer.name == "telegram.json"


OLD = {
    "id": 1,
    "type": "message",
    "date": "2018-12-05T10:00:00",
    "from": "a",
    "from_id": 5,
    "text": "b",
}


@pytest.mark.parametrize(
    "export",
    [
        {"messages": [OLD], "id": 7, "type": "private_group", "name": "x"},
        {"messages": [OLD]},
        {"messages": [{"id": 1, "type": "service", "date": "2018-12-05T10:00:00", "actor": "a"}]},
        {"name": "x", "type": "a_kind_to_come", "id": 7, "messages": [OLD]},
        {"name": "x", "type": "private_channel", "id": 7, "messages": []},
        {
            "name": None,
            "type": "saved_messages",
            "id": 7,
            "messages": [{"id": 1, "type": "unsupported"}],
        },
        {"about": "Here is", "personal_information": {"user_id": 1}},
        {"about": "", "contacts": {"list": [{"first_name": "가" * 30}] * 2000}, "left_chats": {}},
        {"contacts": {"list": []}, "frequent_contacts": {"list": []}, "chats": {"list": []}},
    ],
)
def test_exports_of_all_ages_are_recognised_by_content(export: dict[str, Any]) -> None:
    for name in ("result.json", "방.json"):
        head = json.dumps(export).encode()[: 64 * 1024]
        importer = recognise(head, name, frozenset({name}))
        there = b"left_chats" in head or "left_chats" not in export
        assert (getattr(importer, "name", "") == "telegram.json") is there


FOREIGN: list[dict[str, Any]] = [
    {"messages": [{"role": "user", "content": "a"}]},
    {"messages": [{"id": 1, "text": "a", "user": "U1", "type": "message", "ts": "1.2"}]},
    {
        "messages": [
            {
                "id": 1,
                "from_id": 5,
                "date": 1544006350,
                "text": "a",
                "attachments": [{"type": "photo"}],
            }
        ]
    },
    {"type": "chat", "id": 1, "messages": [{"text": "a", "date": "2024-01-01T10:00:00Z"}]},
    {"contacts": [], "sessions": {}, "messages": []},
    {"personal_information": "x", "messages": []},
]


@pytest.mark.parametrize("export", FOREIGN)
@pytest.mark.parametrize("name", ["result.json", "chat.json"])
def test_messages_of_other_programs_are_no_export_whatever_the_name(
    export: dict[str, Any], name: str
) -> None:
    head = json.dumps(export).encode()
    assert recognise(head, name, frozenset({name})) is None
    assert holds_messages(head)


@pytest.mark.parametrize(
    "head", [b"", b"[]", b'{"a": 1}', b"\xff\xfe{\x00", b'{"messages": "x"}', b"messages"]
)
def test_other_files_are_not_taken_for_an_export(head: bytes) -> None:
    assert recognise(head, "notes.json", frozenset()) is None


@pytest.mark.parametrize(("name", "count"), [("single_chat.json", 2), ("account.json", 2)])
def test_exports_that_others_wrote_are_read(samples: Path, name: str, count: int) -> None:
    data = (samples / "telegram" / name).read_bytes()
    assert recognise(data, name, frozenset()) is not None
    seen = read_json(data)
    assert len(seen.messages) == count
    assert seen.messages[1].links[0].link.normal == "https://telegram.org/"
    assert seen.problems == []
