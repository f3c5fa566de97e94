"""The worst files there are, in one import: none stops it, and the rest comes in whole."""

from __future__ import annotations

import io
import json
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.collect.chats.base import MessageRead, ReadContext
from app.collect.chats.kakao_text import KakaoText
from app.collect.chats.telegram_json import TelegramJson
from app.domain.evidence.intake import IntakeReport
from app.domain.evidence.items import Item
from app.domain.text.textsafe import visible_name
from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.case.timelines import timeline
from app.usecases.intake.collecting import collect
from app.vault import Vault
from tests.fixtures.documents import packed
from tests.fixtures.exports.telegram_writer import message, room, written
from tests.fuzz.judging import corpus
from tests.fuzz.make_corpus import LAUGHS
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401

BEGIN = 1_724_734_800
HANEUL = ("하늘", "user1")
GROWS_KIB = 300 * 1024
MIB = 1024 * 1024


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it is this large; its pixels are a few bytes that go on for ever."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(4 * MIB), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg_of(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16)).save(out, "JPEG")
    data = out.getvalue()
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]


def nested(depth: int) -> bytes:
    """A ZIP in a ZIP, so many times; the innermost unpacks to 64 MiB of nothing."""
    data = bytes(64 * MIB)
    for number in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as into:
            into.writestr(f"{number}.zip" if number else "zeros", data)
        data = out.getvalue()
    return data


def deep_mail(depth: int) -> bytes:
    inner = b"From: a@example.net\nTo: b@example.org\nDate: x\n\ninnermost\n"
    for number in range(depth):
        inner = (
            b"From: a@example.net\nTo: b@example.org\nDate: x\nMIME-Version: 1.0\n"
            b'Content-Type: multipart/mixed; boundary="B%d"\n\n--B%d\n' % (number, number)
            + b"Content-Type: message/rfc822\n\n" + inner
        )  # fmt: skip
    return inner


def endless_mail() -> bytes:
    head = (
        b"From: a@example.net\nTo: b@example.org\nDate: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=B\n\n"
    )
    return head + b"--B\nContent-Type: text/plain\n\nx\n" * 60_000  # and never a last one


def false_film() -> bytes:
    """A film whose header says that it lasts for longer than there has been time."""
    data = next(one for one in map(Path.read_bytes, corpus("decoded")) if b"mvhd" in one[:65536])
    at = data.index(b"mvhd") + 4
    return data[: at + 12] + struct.pack(">II", 1, 0xFFFFFFFF) + data[at + 20 :]


def warc(length: bytes) -> bytes:
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-03-01T00:00:00Z\r\n"
        b"WARC-Target-URI: https://example.net/\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: " + length + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<html>x</html>\r\n\r\n"
    )  # fmt: skip


def hostile() -> dict[str, bytes]:
    deep = b'{"a":' * 60_000
    return {
        "900 megapixels.png": png_of(30_000, 30_000),
        "900 megapixels.jpg": jpeg_of(30_000, 30_000),
        "nested.zip": nested(12),
        "bomb.docx": packed(**{"docProps/core.xml": bytes(48 * MIB)}),
        "laughs.docx": packed(**{"docProps/core.xml": LAUGHS.encode()}),
        "laughs.svg": LAUGHS.replace("<x:xmpmeta", "<svg/><x:xmpmeta").encode(),
        "deep.json": deep,
        "deep/result.json": b'{"name":"x","type":"private_group","id":9,"messages":[' + deep,
        "lines.txt": b"a\n" * (10 * MIB),
        "deep.eml": deep_mail(1000),
        "endless.eml": endless_mail(),
        "long.warc": warc(b"99999999999999999999"),
        "short.warc": warc(b"3"),
        "negative.warc": warc(b"-1"),
        "false.mp4": false_film(),
        "nested.html": b"<!doctype html><html>" + b"<div>" * 60_000,
        "name\x1b[31m\u202e\u200b.txt": b"words",
        "x" * 200: b"words",
    }


CYCLE = [
    message(1, BEGIN, HANEUL, "하나", reply_to_message_id=2),
    message(2, BEGIN + 1, HANEUL, "둘", reply_to_message_id=1),
    message(3, BEGIN + 2, ("\x00\x1b]0;nul\x07", "user2"), "셋 \x1b[2J\x00", reply_to_message_id=3),
]


@pytest.mark.timeout(300)
def test_none_of_them_stops_the_import_of_the_rest(
    vault: Vault,  # noqa: F811
    tmp_path: Path,
) -> None:
    given = tmp_path / "given"
    files = hostile()
    out = io.BytesIO()
    Image.effect_noise((80, 60), 60).convert("RGB").save(out, "PNG")
    files["zz good.png"] = out.getvalue()
    files["zz chat/result.json"] = written(room("방", "private_group", 1, CYCLE)).encode()
    for name, content in files.items():
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(content)
    before, began = peak(), time.monotonic()
    case = add_case(vault, "")
    report = collect(vault, case.id, [given], Job())
    assert time.monotonic() - began < 150
    assert peak() - before < GROWS_KIB
    kept = {item.name: item for item in vault.items.in_case(case.id)}
    assert report.refused == ()
    assert len({item.id for item in vault.items.in_case(case.id)}) == len(set(files.values()))
    assert vault.items.preview(kept["zz good.png"].id) is not None
    texts = {read.text for read in vault.chats.messages(case.id)}
    assert {"하나", "둘"} <= texts
    assert vault.chats.count(case.id) >= len(CYCLE)
    assert timeline(vault, case.id).entries
    _names_are_harmless(report, kept)
    for name in ("900 megapixels.png", "900 megapixels.jpg"):
        assert vault.items.facts(kept[name].id)["problem"] in ("too_large", "decode_failed")


def _names_are_harmless(report: IntakeReport, kept: dict[str, Item]) -> None:
    """Kept as they are, shown without what a terminal or a window would obey."""
    told = [*kept, *(one.where for one in report.not_understood)]
    assert any("\x1b" in name for name in told)
    for name in told:
        shown = visible_name(name, 200)
        assert not {"\x1b", "\x00", "\u202e", "\u200b", "\n"} & set(shown)


class Endless(io.RawIOBase):
    """A chat export that goes on without a line's end, or without an end of lines."""

    def __init__(self, head: bytes, piece: bytes, size: int) -> None:
        super().__init__()
        self._head, self._piece, self._size, self._at = head, piece, size, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        room_left = memoryview(buffer).cast("B")
        wanted = min(len(room_left), self._size - self._at)
        if self._at < len(self._head):
            data = self._head[self._at :][:wanted]
        else:
            shift = (self._at - len(self._head)) % len(self._piece)
            times = wanted // len(self._piece) + 2
            data = (self._piece * times)[shift : shift + wanted]
        room_left[: len(data)] = data
        self._at += len(data)
        return len(data)


KAKAO = (
    "\ufeff방 54 님과 카카오톡 대화\n저장한 날짜 : 2024-08-27 15:44:52\n\n"
    "--------------- 2024년 8월 24일 토요일 ---------------\n[지민] [오전 12:05] "
).encode()


def records(
    importer: KakaoText | TelegramJson, head: bytes, piece: bytes, size: int
) -> Iterator[object]:
    def source() -> io.BufferedReader:
        return io.BufferedReader(Endless(head, piece, size))

    return importer.read(source, ReadContext("x", None, frozenset({"x"})))


def one_line(size: int) -> None:
    before = peak()
    read = [one for one in records(KakaoText(), KAKAO, b"a", size) if isinstance(one, MessageRead)]
    assert len(read) == 1
    assert peak() - before < GROWS_KIB


def chat_of(size: int) -> int:
    head = b'{"name":"x","type":"private_group","id":1,"messages":['
    said = json.dumps(message(1, BEGIN, HANEUL, "말 " * 40), ensure_ascii=False).encode() + b","
    before, count = peak(), 0
    for one in records(TelegramJson(), head, said, size):
        count += isinstance(one, MessageRead)
    assert peak() - before < GROWS_KIB
    return count


def test_one_line_without_an_end_takes_no_room() -> None:
    one_line(96 * MIB)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_four_gigabytes_of_one_line_take_no_room() -> None:
    one_line(4096 * MIB)


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_chat_of_a_gigabyte_is_read_in_flat_memory() -> None:
    assert chat_of(1024 * MIB) > 1_000_000


@pytest.mark.long
@pytest.mark.timeout(900)
def test_ten_million_lines_of_one_message_take_no_room() -> None:
    before = peak()
    read = [
        one for one in records(KakaoText(), KAKAO, b"a\n", 20 * MIB) if isinstance(one, MessageRead)
    ]
    assert read
    assert peak() - before < GROWS_KIB
