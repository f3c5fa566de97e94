"""Discord and Instagram/Facebook exports in JSON, and the reader of records below them."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from app.collect.chats import json_records
from app.collect.chats.base import MessageRead, ReadContext, RoomRead
from app.collect.chats.discord_json import DiscordJson
from app.collect.chats.json_records import MOST_PARTS, Fact, Listed, read_records
from app.collect.chats.meta_json import MetaJson, mended
from app.collect.chats.problems import Problems
from app.collect.chats.registry import recognise
from app.domain.chats.chats import MessageKind, Platform
from app.domain.evidence.intake import NotUnderstood


def broken_utf8(text: str) -> str:
    return text.encode().decode("latin-1")


def discord(**message: object) -> bytes:
    record = {
        "id": "7", "type": "Default", "timestamp": "2024-08-24T20:00:00.5+09:00",
        "timestampEdited": None, "content": "말 https://t.me/abc",
        "author": {"id": "42", "name": "night", "nickname": "밤손님", "isBot": False},
        "attachments": [{"id": "1", "url": "방.json_Files\\a-1.png", "fileName": "a.png"}],
        "reference": {"messageId": "6"}, "reactions": [{"emoji": {"name": "x"}, "count": 2}],
        **message,
    }  # fmt: skip
    channel = {"id": "9", "type": "GuildTextChat", "name": "방"}
    chat = {"guild": {"id": "1", "name": "서버"}, "channel": channel, "dateRange": {}}
    return json.dumps({**chat, "messages": [record], "messageCount": 1}).encode()


def meta(**facts: object) -> dict[str, object]:
    message = {
        "sender_name": broken_utf8("홍길동"), "timestamp_ms": 1724497200123,
        "content": broken_utf8("안녕 😀"), "photos": [{"uri": "messages/inbox/x_1/photos/1.jpg"}],
        "share": {"link": "https://t.me/abc"}, "reactions": [{"actor": "a", "reaction": "y"}],
    }  # fmt: skip
    people = [{"name": "a"}, {"name": "b"}]
    return {"participants": people, "messages": [message], "title": broken_utf8("방"),
            "thread_path": "inbox/x_1", **facts}  # fmt: skip


def test_a_discord_channel_with_identifiers_offsets_and_files() -> None:
    data = discord()
    importer = recognise(data, "방.json", frozenset({"방.json"}))
    assert isinstance(importer, DiscordJson)
    room, message = importer.read(lambda: io.BytesIO(data), ReadContext("방.json"))
    assert isinstance(room, RoomRead)
    assert isinstance(message, MessageRead)
    assert (room.native_id, room.title) == ("9", "서버 / 방")
    assert (message.native_id, message.sender_id, message.sender) == ("7", "42", "밤손님")
    assert message.shown is not None
    assert (message.shown.at_ms, message.shown.offset_minutes) == (1724497200500, 540)
    assert message.media[0].path == "방.json_Files/a-1.png"
    assert message.reply_to == "6"
    assert message.details["reactions[0].count"] == "2"


def test_discord_news_of_the_channel_are_no_messages() -> None:
    data = discord(type="GuildMemberJoin", timestamp="yesterday")
    records = list(DiscordJson().read(lambda: io.BytesIO(data), ReadContext("x.json")))
    (message,) = [one for one in records if isinstance(one, MessageRead)]
    assert (message.kind, message.action) == (MessageKind.SERVICE, "GuildMemberJoin")
    assert NotUnderstood("messages[0].timestamp", "bad_time") in records


def test_the_public_sample_of_discord_is_read(repo_root: Path) -> None:
    sample = repo_root.parent / "shared" / "samples" / "discord" / "general.json"
    if not sample.exists():
        pytest.skip("the samples are not here")
    data = sample.read_bytes()
    records = list(DiscordJson().read(lambda: io.BytesIO(data), ReadContext(sample.name)))
    assert [type(one) for one in records] == [RoomRead, MessageRead]


def test_broken_utf8_of_instagram_is_turned_back_and_proper_text_is_left() -> None:
    data = json.dumps(meta()).encode()
    importer = recognise(data, "message_1.json", frozenset({"message_1.json"}))
    assert isinstance(importer, MetaJson)
    room, message = importer.read(lambda: io.BytesIO(data), ReadContext("message_1.json"))
    assert isinstance(room, RoomRead)
    assert isinstance(message, MessageRead)
    assert (room.title, room.native_id, room.platform) == ("방", "inbox/x_1", Platform.INSTAGRAM)
    assert (message.sender, message.text) == ("홍길동", "안녕 😀")
    assert message.media[0].path == "photos/1.jpg"
    assert [link.link.normal for link in message.links] == ["https://t.me/abc"]
    assert mended("안녕") == "안녕"
    assert mended("café") == "café"


def test_the_parts_of_one_chat_are_one_source() -> None:
    first, second = json.dumps(meta()).encode(), json.dumps(meta(title="")).encode()
    names = frozenset({"message_1.json", "message_2.json"})
    assert recognise(second, "message_2.json", names) is None
    context = ReadContext("message_1.json", None, names, lambda _name: io.BytesIO(second))
    records = list(MetaJson().read(lambda: io.BytesIO(first), context))
    positions = [one.position for one in records if isinstance(one, MessageRead)]
    assert positions == ["messages[0]", "message_2.json#messages[0]"]


def read_all(data: bytes) -> tuple[list[Fact | Listed], list[NotUnderstood]]:
    problems = Problems()
    return list(read_records(io.BytesIO(data), "messages", problems)), list(problems.close())


def test_records_and_facts_come_in_their_order() -> None:
    data = json.dumps({"a": {"b": [1, {"c": None}]}, "messages": [1, {"x": {"y": []}}], "z": "w"})
    found, problems = read_all(data.encode())
    assert found == [
        Fact("a", {"b": [1, {"c": None}]}),
        Listed(0, 1),
        Listed(1, {"x": {"y": []}}),
        Fact("z", "w"),
    ]
    assert problems == []


def test_keys_after_an_inner_object_keep_their_own_names() -> None:
    found, _ = read_all(b'{"messages": [{"a": {"b": {"c": 1}, "d": 2}, "e": [{"f": 3}, 4]}]}')
    assert found == [Listed(0, {"a": {"b": {"c": 1}, "d": 2}, "e": [{"f": 3}, 4]})]


def test_a_record_with_too_many_parts_is_given_up_and_the_next_is_read() -> None:
    data = json.dumps({"messages": [[0] * (MOST_PARTS + 1), {"a": 1}]}).encode()
    found, problems = read_all(data)
    assert found == [Listed(0, None), Listed(1, {"a": 1})]
    assert problems == [NotUnderstood("messages[0]", "bad_record")]


def test_depth_without_end_and_a_torn_file_raise_nothing() -> None:
    deep, problems = read_all(b'{"messages": [' + b"[" * 5000 + b"]" * 5000 + b', {"a": 1}]}')
    assert deep[-1] == Listed(1, {"a": 1}) or problems
    torn, problems = read_all(b'{"messages": [{"a": 1}, {"b": ')
    assert torn == [Listed(0, {"a": 1})]
    assert problems[0].what == "cut_off"


def test_too_long_a_text_costs_its_own_record_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "_PIECE", 1000)
    monkeypatch.setattr(json_records, "_LONGEST_TEXT", 20_000)
    long = "가\\" * 40_000
    data = json.dumps(
        {
            "a": "x",
            "b": long,
            long: 1,
            "c": [[long]],
            "list": [{"n": 1}, long, {"n": {"deep": long}}, {"n": 2}],
            "d": "y",
        }
    ).encode()
    problems = Problems()
    got = list(read_records(io.BytesIO(data), "list", problems))
    facts = {one.key: one.value for one in got if isinstance(one, Fact) and len(one.key) == 1}
    assert facts == {"a": "x", "b": None, "c": None, "d": "y"}
    listed = [one for one in got if isinstance(one, Listed)]
    assert listed == [Listed(0, {"n": 1}), Listed(1, None), Listed(2, None), Listed(3, {"n": 2})]
    told = problems.drain()
    assert [one.what for one in told].count("too_long") == 5
    assert {one.where for one in told if one.what == "bad_record"} == {
        "b",
        "c",
        "list[1]",
        "list[2]",
    }


def test_a_channel_with_too_long_a_message_keeps_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_records, "_LONGEST_TEXT", 100_000)
    chat = json.loads(discord())
    chat["messages"] = [
        {**chat["messages"][0], "id": str(n), "content": text}
        for n, text in enumerate(["앞", "x" * 500_000, "뒤"])
    ]
    data = json.dumps(chat).encode()
    read = list(DiscordJson().read(lambda: io.BytesIO(data), ReadContext("방.json")))
    assert [one.text for one in read if isinstance(one, MessageRead)] == ["앞", "", "뒤"]
    told = [one for one in read if isinstance(one, NotUnderstood)]
    assert NotUnderstood("messages[1]", "bad_record") in told
    assert "too_long" in {one.what for one in told}
