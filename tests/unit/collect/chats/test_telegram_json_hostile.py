"""What is broken, cut off or made to do harm: each costs itself and is told."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest

from app.collect.chats import telegram_json
from app.collect.chats.base import MessageRead, ReadContext
from app.collect.chats.telegram_json import TelegramJson
from tests.fixtures.exports.demo_room import BEGIN
from tests.fixtures.exports.reading import read_json, resolved
from tests.fixtures.exports.telegram_writer import HANEUL, exported, message, room


def test_one_bad_record_does_not_cost_the_others() -> None:
    wrong = {
        "id": [],
        "type": {},
        "from": 5,
        "from_id": 1.5,
        "text": {"a": 1},
        "photo": [],
        "date": {},
    }
    records = [
        message(1, BEGIN, HANEUL, "앞"),
        7,
        None,
        [[]],
        wrong,
        message(2, BEGIN, HANEUL, "뒤"),
    ]
    seen = read_json(exported(*records))
    assert [one.text for one in seen.messages] == ["앞", "", "뒤"]
    assert seen.messages[2].position == "messages[5]"
    places = [one.where for one in seen.problems if one.what == "bad_record"]
    assert {
        "messages[1]",
        "messages[2]",
        "messages[3]",
        "messages[4].id",
        "messages[4].text",
    } <= set(places)


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 7, 64])
def test_writers_escapes_are_mended_at_every_border(
    piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_json, "_PIECE", piece)
    words = "가\x1f나\x00\\x1f \\\\x07 \u2028 😀"
    seen = read_json(exported(message(1, BEGIN, HANEUL, words)))
    assert seen.messages[0].text == words
    assert [one.what for one in seen.problems] == ["repaired_escape"] * 4


def test_a_mended_escape_is_told_with_its_byte() -> None:
    data = exported(message(1, BEGIN, HANEUL, "a\x1fb"))
    places = {int(one.where.removeprefix("byte ")) for one in read_json(data).problems}
    assert places == {data.index(b"\\x1F"), data.rindex(b"\\x1F")}


@pytest.mark.parametrize("bare", ["video_files/sticker (2).webm", "(File not included. Change.)"])
def test_a_bare_document_is_quoted(bare: str) -> None:
    emoji = {"type": "custom_emoji", "text": "🙂", "document_id": "D"}
    data = exported(message(1, BEGIN, HANEUL, [emoji, "끝"])).replace(b'"D"', bare.encode())
    seen = read_json(data)
    assert seen.messages[0].text == "🙂끝"
    assert [one.what for one in seen.problems] == ["repaired_escape: document_id"] * 2


def test_bytes_that_are_no_text_cost_a_character_only() -> None:
    data = exported(message(1, BEGIN, HANEUL, "가X나"), message(2, BEGIN, HANEUL, "뒤"))
    seen = read_json(data.replace(b"X", b"\xff\xed\xa0\x80", 1))
    assert "�" in seen.messages[0].text
    assert seen.messages[1].text == "뒤"
    assert seen.kinds == {"bad_text"}


def test_half_a_character_in_an_escape_is_told() -> None:
    data = exported(message(1, BEGIN, HANEUL, "X")).replace(
        b'"X"', rb'"\ud83d \ud83d\ude00 \\ud83d"'
    )
    seen = read_json(data)
    assert seen.messages[0].text.endswith("😀 \\ud83d")
    assert [one.what for one in seen.problems] == ["bad_text"] * 2


def test_a_byte_order_mark_is_passed_over() -> None:
    data = b"\xef\xbb\xbf" + exported(message(1, BEGIN, HANEUL, "a\x1f"))
    seen = read_json(data)
    assert seen.messages[0].text == "a\x1f"
    assert seen.problems[0].where == f"byte {data.index(b'x1F') - 1}"


def test_a_truncated_export_gives_everything_before_the_end() -> None:
    whole = exported(*(message(n, BEGIN + n, HANEUL, f"글 {n}") for n in range(50)))
    for end in range(200, len(whole) - 1, 997):
        seen = read_json(whole[:end])
        complete = whole[:end].count(b"\n  }")
        assert [one.text for one in seen.messages[:complete]] == [
            f"글 {n}" for n in range(complete)
        ]
        assert (seen.problems[-1].where, seen.problems[-1].what) == (f"byte {end}", "cut_off")


@pytest.mark.parametrize("broken", [b"NaN", b"}", b"\x01", b"tru", b"'x'"])
def test_a_break_in_the_middle_is_told_by_its_byte(broken: bytes) -> None:
    whole = exported(*(message(n, BEGIN + n, HANEUL, f"글 {n}") for n in range(2000)))
    place = whole.index(b'"id": 1500') + len(b'"id": ')
    seen = read_json(whole[:place] + broken + whole[place:])
    assert [one.text for one in seen.messages[:1500]] == [f"글 {n}" for n in range(1500)]
    assert seen.kinds <= {"cut_off", "bad_record", "bad_time"}
    assert seen.problems[-1].what == "cut_off"
    told = int(seen.problems[-1].where.removeprefix("byte "))
    assert place <= told <= place + 8


@pytest.mark.parametrize("number", ["9223372036854775807", "-1", "1.5e300", "-0"])
def test_numbers_that_fit_64_bits_are_read(number: str) -> None:
    data = exported(message(1, BEGIN, HANEUL, "앞", score=1), message(2, BEGIN, HANEUL, "뒤"))
    seen = read_json(data.replace(b'"score": 1', b'"score": ' + number.encode()))
    assert [one.text for one in seen.messages] == ["앞", "뒤"]


@pytest.mark.parametrize("number", ["9223372036854775808", "5" * 9000, "1e999", "1e" + "9" * 30])
def test_a_number_beyond_64_bits_is_told_as_the_end(number: str) -> None:
    data = exported(message(1, BEGIN, HANEUL, "앞"), 5).replace(b"  5", b"  " + number.encode())
    seen = read_json(data)
    assert [one.text for one in seen.messages] == ["앞"]
    assert seen.kinds == {"cut_off"}


def test_deep_nesting_costs_its_own_record_only() -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]
    records = [{**message(1, BEGIN, HANEUL, "앞"), "poll": deep}, message(2, BEGIN, HANEUL, "뒤")]
    seen = read_json(json.dumps(room("방", "private_group", 1, records)).encode())
    assert [one.text for one in seen.messages] == ["앞", "뒤"]
    assert ("messages[0]", "bad_record") in [(one.where, one.what) for one in seen.problems]


def test_nesting_without_end_is_a_cut_off_export() -> None:
    seen = read_json(b'{"messages": [' + b"[" * 300_000)
    assert "cut_off" in seen.kinds


def test_a_record_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_json, "_PIECE", 1024)
    monkeypatch.setattr(telegram_json, "_LONGEST_RECORD", 8 * 1024)
    long = {**message(1, BEGIN, HANEUL, "앞"), "reactions": [{"count": n} for n in range(5000)]}
    seen = read_json(exported(long, message(2, BEGIN, HANEUL, "뒤")))
    assert [one.native_id for one in seen.messages] == ["1", "2"]
    assert ("messages[0]", "bad_record") in [(one.where, one.what) for one in seen.problems]
    assert seen.messages[1].position == "messages[1]"


@pytest.mark.parametrize("long", ["\\" * 200_000, '"' * 200_000, "가" * 100_000, "\x1f" * 90_000])
def test_a_text_that_is_too_long_costs_its_own_record(
    long: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_json, "_PIECE", 1024)
    monkeypatch.setattr(telegram_json, "_LONGEST_TEXT", 64 * 1024)
    monkeypatch.setattr(telegram_json, "_LONGEST_TOKEN", 70 * 1024)
    records = [message(n, BEGIN, HANEUL, text) for n, text in enumerate(["앞", long, "뒤"])]
    seen = read_json(exported(*records))
    assert [(one.native_id, one.position) for one in seen.messages] == [
        ("0", "messages[0]"), ("1", "messages[1]"), ("2", "messages[2]"),
    ]  # fmt: skip
    assert [one.text for one in seen.messages] == ["앞", "", "뒤"]
    told = {one.what for one in seen.problems}
    assert {"too_long", "bad_record"} <= told
    assert "cut_off" not in {one.partition(":")[0] for one in told}


def test_too_long_a_text_outside_of_records_leaves_them_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telegram_json, "_PIECE", 1024)
    monkeypatch.setattr(telegram_json, "_LONGEST_TEXT", 16 * 1024)
    chats = {
        "about": "",
        "list": [room("방" * 20_000, "private_group", 1, [message(1, BEGIN, HANEUL, "말")])],
    }
    data = {"contacts": {"list": [{"first_name": "x" * 50_000}]}, "chats": chats}
    seen = read_json(json.dumps(data).encode())
    assert [one.text for one in seen.messages] == ["말"]
    assert [one.what for one in seen.problems].count("too_long") == 2


def test_an_export_that_ends_inside_too_long_a_text_is_cut_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(telegram_json, "_PIECE", 1024)
    monkeypatch.setattr(telegram_json, "_LONGEST_TEXT", 16 * 1024)
    whole = exported(message(1, BEGIN, HANEUL, "앞"), message(2, BEGIN, HANEUL, "x" * 90_000))
    seen = read_json(whole[:-30_000])
    assert [one.text for one in seen.messages] == ["앞", ""]
    assert [one.what for one in seen.problems][-1] == "cut_off"


def test_a_number_without_end_ends_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_json, "_PIECE", 1024)
    monkeypatch.setattr(telegram_json, "_LONGEST_TOKEN", 64 * 1024)
    seen = read_json(b'{"messages": [{"id": ' + b"1" * 200_000)
    assert seen.problems[-1].what == "cut_off: too_long"


def test_problems_are_listed_up_to_a_limit_and_counted_beyond() -> None:
    seen = read_json(exported(*(5 for _ in range(1234))))
    assert [one.what for one in seen.problems[:1000]] == ["bad_record"] * 1000
    assert [one.what for one in seen.problems[1000:]] == ["too_many: bad_record, 234"]


def test_messages_that_are_there_twice_are_all_read_and_told() -> None:
    lists = [json.dumps([message(n, BEGIN, HANEUL, f"글{n}")]) for n in (1, 2)]
    data = f'{{"type": "private_group", "id": 1, "messages": {lists[0]}, "messages": {lists[1]}}}'.encode()
    seen = read_json(data)
    assert [one.position for one in seen.messages] == ["messages[0]", "messages~2[0]"]
    assert resolved(data, seen.messages[1].position)["id"] == 2
    assert len(seen.rooms) == 1
    assert "unknown_key" in seen.kinds


class Endless(io.RawIOBase):
    """A source of many messages that is never in memory as a whole."""

    def __init__(self, count: int) -> None:
        self._left = count
        self._rest = b'{"name": "x", "type": "private_group", "id": 1, "messages": [0'

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and self._left:
            self._left -= 1
            self._rest += b"," + json.dumps(message(self._left, BEGIN, HANEUL, "글" * 50)).encode()
            if not self._left:
                self._rest += b"]}"
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


def test_memory_stays_flat() -> None:
    tracemalloc.start()
    try:
        context = ReadContext("result.json")
        source = TelegramJson().read(lambda: Endless(6000), context)  # type: ignore[arg-type,return-value]
        count = sum(isinstance(one, MessageRead) for one in source)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 6000
    assert peak < 4 * 1024 * 1024
