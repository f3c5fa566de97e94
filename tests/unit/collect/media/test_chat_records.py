"""Chats are read in the limited process: the same records, and whatever it does, an end with words."""

from __future__ import annotations

import io
import json
import os
import sys
from functools import partial

import pytest

from app.collect.chats.base import MessageRead, ReadContext, RoomRead
from app.collect.chats.batches import Batch, decoded, encoded
from app.collect.chats.telegram_html import TelegramHtml
from app.collect.chats.telegram_json import TelegramJson
from app.collect.media import MediaWorker
from app.collect.reading_chats import StoredPart, read_records
from app.domain.chats.chats import MessageKind
from app.domain.evidence.intake import NotUnderstood
from app.errors import Cancelled, IntegrityProblem
from tests.fixtures.exports.telegram_writer import message

HANEUL = ("하늘", "user5550001")
BEGIN = 1_724_734_800
STOPPED = NotUnderstood("", "reading_stopped")


def export(*records: dict) -> bytes:
    chat = {"name": "방", "type": "private_supergroup", "id": 77, "messages": list(records)}
    return json.dumps(chat, ensure_ascii=True).encode()


def apart(worker: MediaWorker, importer, tick=lambda: None, **files: bytes) -> list:
    """All records, read in the worker; `files` are the source and its companions."""
    names = [name.replace("_", ".") for name in files]
    parts = [
        StoredPart(name, len(data), partial(io.BytesIO, data))
        for name, data in zip(names, files.values(), strict=True)
    ]
    context = ReadContext(names[0], siblings=frozenset(names))
    return list(read_records(worker, importer, context, parts, tick))


def test_the_records_are_those_that_the_importer_reads() -> None:
    said = [message(number, BEGIN + number, HANEUL, f"말 {number}") for number in range(1, 1300)]
    said[9]["something_new"] = 1
    data = export(*said)
    here = list(TelegramJson().read(lambda: io.BytesIO(data), ReadContext("result.json")))
    with MediaWorker() as worker:
        there = apart(worker, TelegramJson(), result_json=data)
        pid = worker.worker_pid
        assert apart(worker, TelegramJson(), result_json=data) == there
        assert worker.worker_pid == pid
    assert [one for one in there if not isinstance(one, NotUnderstood)] == [
        one for one in here if not isinstance(one, NotUnderstood)
    ]
    assert {one for one in there if isinstance(one, NotUnderstood)} == {
        one for one in here if isinstance(one, NotUnderstood)
    }
    assert any(isinstance(one, NotUnderstood) for one in there)


def test_half_a_character_travels_spelt_out() -> None:
    half = MessageRead(
        "r", "line 1", MessageKind.MESSAGE, text="반쪽 \ud83d", details={"a": "\udc80"}
    )
    (there,) = decoded(encoded(Batch(messages=[half]))).messages
    assert (there.text, there.details) == ("반쪽 \\ud83d", {"a": "\\udc80"})
    assert there.shown is None


def page(number: int) -> bytes:
    return (
        '<html><body><div class="page_header"><div class="text bold">방</div></div>'
        f'<div class="history"><div class="message default clearfix" id="message{number}">'
        '<div class="body"><div class="date details" title="27.08.2024 20:15:33 UTC+09:00">20:15'
        f'</div><div class="from_name">하늘</div><div class="text">말 {number}</div>'
        "</div></div></div></body></html>"
    ).encode()


def test_the_pages_of_one_source_are_read_in_their_order() -> None:
    with MediaWorker() as worker:
        records = apart(
            worker, TelegramHtml(),
            messages_html=page(1), messages2_html=page(2), messages10_html=page(10),
        )  # fmt: skip
    assert [one.text for one in records if isinstance(one, MessageRead)] == [
        "말 1",
        "말 2",
        "말 10",
    ]


ROOM = (
    "from app.collect.chats.batches import Batch, encoded\n"
    "from app.collect.chats.base import MessageRead, RoomRead\n"
    "from app.collect.media.protocol import receive, send\n"
    "from app.domain.chats.chats import MessageKind, Platform\n"
    "import os, sys, time\n"
    "questions, replies = os.fdopen(0, 'rb'), os.fdopen(1, 'wb')\n"
    "receive(questions)\n"
    "room = RoomRead('r', Platform.TELEGRAM, '7', '방', 'private_group', '')\n"
    "said = lambda key: MessageRead(key, 'messages[0]', MessageKind.MESSAGE, text='말')\n"
    "tell = lambda *batch: send(replies, b'A', encoded(Batch(*batch)))\n"
)


def hostile(act: str, **limits: float) -> MediaWorker:
    """A worker that has been taken over: it tells a room and a message, then does something."""
    path = f"import sys; sys.path[:] = {sys.path!r}\n"
    return MediaWorker(command=[sys.executable, "-I", "-S", "-c", path + ROOM + act], **limits)


@pytest.mark.parametrize(
    "act",
    [
        "tell([room], [said('r')]); os._exit(3)",
        "tell([room], [said('r')]); os.kill(os.getpid(), 9)",
        "tell([room], [said('r')]); send(replies, b'A', b'no batch')",
        "tell([room], [said('r')]); send(replies, b'F', b'{}')",
        "tell([room], [said('r')]); send(replies, b'R', b'123456789012')",
        "tell([room], [said('r')]); time.sleep(600)",
        "tell([room], [said('r')])\nwhile True: send(replies, b'A', encoded(Batch()) * 1000)",
    ],
)
def test_a_process_that_fails_ends_the_source_with_a_word(act: str) -> None:
    with hostile(act, timeout_s=3) as worker:
        room, said, stopped = apart(worker, TelegramJson(), result_json=export())
        assert worker.worker_pid is None
    assert isinstance(room, RoomRead)
    assert said.text == "말"
    assert stopped == STOPPED


def test_a_message_of_a_room_that_was_not_told_ends_the_source() -> None:
    with hostile("tell([room], [said('r'), said('other')]); send(replies, b'D')") as worker:
        records = apart(worker, TelegramJson(), result_json=export())
    assert records[-1] == NotUnderstood("messages[0]", "reading_stopped")
    assert len(records) == 3


def test_more_than_an_export_can_hold_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.collect.reading_chats._TOLD_AT_LEAST", 1024 * 1024)
    act = "tell([room])\nwhile True: tell([], [said('r')] * 500)"
    with hostile(act) as worker:
        records = apart(worker, TelegramJson(), result_json=export())
    assert records[-1] == STOPPED
    assert len(records) < 40_000


def test_stopping_ends_the_process_and_closes_the_source() -> None:
    data = export(*(message(n, BEGIN + n, HANEUL, "글" * 900) for n in range(1, 4000)))
    opened: list[io.BytesIO] = []
    looks = iter([None] * 3)

    def tick() -> None:
        if next(looks, "stop") == "stop":
            raise Cancelled

    def source() -> io.BytesIO:
        opened.append(io.BytesIO(data))
        return opened[-1]

    with MediaWorker() as worker:
        part = StoredPart("result.json", len(data), source)
        records = read_records(worker, TelegramJson(), ReadContext("result.json"), [part], tick)
        with pytest.raises(Cancelled):
            list(records)
        assert worker.worker_pid is None
    assert all(one.closed for one in opened)


class Failing(io.BytesIO):
    """A file on a disk that gives up."""

    def read(self, *_count: int) -> bytes:
        raise OSError(5, "the disk")


@pytest.mark.parametrize(
    ("error", "told"),
    [(IntegrityProblem("VLT-007", id="i-0"), "VLT-007"), (FileNotFoundError(2, "gone"), "gone")],
)
def test_what_opening_the_source_raises_goes_through(error: Exception, told: str) -> None:
    def damaged() -> io.BytesIO:
        raise error

    part = StoredPart("result.json", 100, damaged)
    with MediaWorker() as worker, pytest.raises(type(error), match=told):
        list(read_records(worker, TelegramJson(), ReadContext("result.json"), [part], lambda: None))


def test_a_source_that_can_not_be_read_is_not_taken_for_its_end() -> None:
    part = StoredPart("result.json", 100, Failing)
    with MediaWorker() as worker, pytest.raises(OSError, match="the disk"):
        list(read_records(worker, TelegramJson(), ReadContext("result.json"), [part], lambda: None))


def test_nothing_waits_when_the_reader_of_the_records_leaves() -> None:
    data = export(*(message(n, BEGIN + n, HANEUL, "글" * 900) for n in range(1, 4000)))
    with MediaWorker() as worker:
        part = StoredPart("result.json", len(data), partial(io.BytesIO, data))
        records = read_records(
            worker, TelegramJson(), ReadContext("result.json"), [part], lambda: None
        )
        next(records)
        pid = worker.worker_pid
        records.close()
        assert worker.worker_pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
