"""Whatever the bytes are, every importer reads them without an error, and nothing lies outside."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.collect.chats.base import MessageRead, ReadContext, RoomRead
from app.collect.chats.registry import IMPORTERS, recognise
from tests.fixtures.exports.texts import TEXTS

PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b"[", b"]", b" : ", b"\n", b"\r\n", b'"', b",", b"\t", b"\xff", b"\x00", b"AM", b"99",
         "오후".encode(), "년".encode(), "\u202f".encode(), b"- ", b"--------------- "]
    ),
)  # fmt: skip
KEYS = st.sampled_from([
    "id", "type", "timestamp", "timestamp_ms", "content", "author", "attachments", "url", "photos",
    "uri", "share", "link", "sticker", "sender_name", "reference", "messageId", "name", "stickers",
])  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


def reads(data: bytes, name: str) -> None:
    for importer in IMPORTERS:
        importer.sniff(data[:65536], name, frozenset({name}))
        context = ReadContext(name, None, frozenset({name, "photo1.jpg"}))
        rooms: set[str] = set()
        for record in importer.read(lambda: io.BytesIO(data), context):
            if isinstance(record, RoomRead):
                rooms.add(record.key)
            elif isinstance(record, MessageRead):
                assert record.room in rooms
                assert all(bool(one.path) != bool(one.absent) for one in record.media)
                assert all(".." not in one.path.split("/") for one in record.media)


@settings(max_examples=40)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_by_every_importer(data: bytes) -> None:
    reads(data, "x.txt")


@settings(max_examples=120)
@given(st.sampled_from(sorted(TEXTS)), st.lists(st.tuples(st.integers(0, 900), PIECES), max_size=6))
def test_any_change_of_a_text_is_read(name: str, changes: list[tuple[int, bytes]]) -> None:
    data = TEXTS[name].encode()
    for place, piece in changes:
        data = data[:place] + piece + data[place + len(piece) // 2 :]
    reads(data, name)


@settings(max_examples=80)
@given(st.lists(ANYTHING, max_size=4))
def test_records_of_any_shape_are_read(records: list[object]) -> None:
    reads(json.dumps({"guild": records, "channel": records, "messages": records}).encode(), "x")


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_long_lines_take_time_in_proportion(name: str) -> None:
    """Patterns that step back would take hours over such a line; this one ends."""
    head = TEXTS[name].encode()
    for filler in (b"[", b"a ", b" : ", b"1/", b'"'):
        data = head + filler * 60_000 + b"\n" + head
        importer = recognise(data[:65536], name, frozenset({name}))
        if importer is not None:
            assert list(importer.read(lambda data=data: io.BytesIO(data), ReadContext(name)))
