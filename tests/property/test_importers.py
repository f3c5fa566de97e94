"""Whatever the bytes are, reading them raises nothing, and every record's position leads back."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.collect.chats.problems import Problems
from app.collect.chats.registry import recognise
from app.collect.chats.telegram_bytes import Mender
from app.collect.links import find_links, normalise
from tests.fixtures.exports.demo_room import BEGIN, demo_json
from tests.fixtures.exports.reading import read_html, read_json, resolved
from tests.fixtures.exports.telegram_writer import (
    html_message,
    html_service,
    message,
    page,
    room,
    written,
)

JSON = demo_json()
HTML = page(
    "방",
    html_service(-1, "27 August 2024")
    + "".join(
        html_message(n, "27.08.2024 14:03:22", "하늘" if n % 3 else None, f"글 {n}")
        for n in range(9)
    ),
)
SOURCES = st.sampled_from([JSON[:6000], HTML])
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b'"', b"\\", b"\\x1F", b"{", b"]", b"<div>", b"</div>", b'"id":', b"\xff", b"[[[", b"null"]
    ),
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**62), 2**62) | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "id",
        "type",
        "date",
        "date_unixtime",
        "edited",
        "from",
        "from_id",
        "actor",
        "action",
        "text",
        "text_entities",
        "photo",
        "file",
        "thumbnail",
        "media_type",
        "forwarded_from",
        "reply_to_message_id",
        "members",
        "title",
        "poll",
    ]
)


@given(st.binary(max_size=600))
def test_any_bytes_are_read_without_an_error(data: bytes) -> None:
    read_json(data)
    read_html(data)
    recognise(data, "result.json", frozenset())


@given(SOURCES, st.lists(st.tuples(st.integers(0, 6000), st.integers(0, 40), PIECES), max_size=5))
def test_any_change_of_an_export_is_read_without_an_error(
    data: bytes, changes: list[tuple[int, int, bytes]]
) -> None:
    for place, length, piece in changes:
        data = data[:place] + piece + data[place + length :]
    for seen in (read_json(data), read_html(data)):
        keys = {one.key for one in seen.rooms}
        assert all(one.room in keys for one in seen.messages)
        assert len({one.position for one in seen.messages}) == len(seen.messages)


@given(st.lists(ANYTHING | st.dictionaries(KEYS, ANYTHING, max_size=8), max_size=5))
@settings(max_examples=40)
def test_records_of_any_shape_come_through_and_lead_back(records: list[Any]) -> None:
    data = json.dumps(room("방", "private_group", 1, records)).encode()
    seen = read_json(data)
    assert len(seen.messages) == sum(isinstance(one, dict) for one in records)
    for read in seen.messages:
        there = resolved(data, read.position)
        assert isinstance(there, dict)
        if isinstance(there.get("text"), str):
            assert read.text == there["text"]


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_texts_come_through_the_writers_escapes_unchanged(texts: list[str]) -> None:
    data = written(
        room("방", "private_group", 1, [message(1, BEGIN, ("가", "user1"), one) for one in texts])
    )
    assert [one.text for one in read_json(data.encode()).messages] == texts


@given(
    st.lists(
        PIECES
        | st.sampled_from([b"x0A", b'"document_id": ', b"a/b.webm\n", b"\\ud83d", b"\\ude00"]),
        max_size=30,
    )
)
@settings(max_examples=300)
@example([b'"document_id": ', b"\\u", b"\n"])
def test_mending_does_not_depend_on_where_the_pieces_end(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    once, apart = Mender(Problems()), Mender(Problems())
    expected = once.feed(whole, last=True)
    given_out = b"".join(apart.feed(piece) for piece in pieces) + apart.feed(b"", last=True)
    assert given_out == expected
    assert apart.taken == len(whole)


@given(st.text(max_size=200))
def test_any_text_is_searched_for_links(text: str) -> None:
    normalise(text)
    for link in find_links(text + " https://t.me/a" + text + " www." + text):
        again = normalise(link.normal)
        assert again is not None
        assert (again.normal, again.kind) == (link.normal, link.kind)
        assert re.search(r"\s", link.normal) is None
