"""Texts beyond the bound are cut between two signs, whatever the pieces; everything else goes by."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.collect.chats.long_texts import LongTexts

BOUND = 40
LONGEST_SIGN = 12
TEXTS = st.text(st.sampled_from('가a"\\\n😀é'), max_size=90)
VALUES = st.recursive(
    TEXTS | st.integers(0, 10**6) | st.none(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=12,
)


def through(data: bytes, size: int, bound: int = BOUND) -> tuple[bytes, LongTexts]:
    texts = LongTexts(bound)
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(texts.feed(one) for one in pieces), texts


def flat(value: Any) -> list[Any]:
    """Everything in a value, in the order in which it is written."""
    if isinstance(value, list):
        return [one for inner in value for one in flat(inner)]
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in (key, *flat(inner))]
    return [value]


@given(VALUES, st.integers(LONGEST_SIGN, 60), st.booleans())
def test_what_is_left_is_the_same_json_with_long_texts_cut(
    value: Any, size: int, ascii_only: bool
) -> None:
    data = json.dumps(value, ensure_ascii=ascii_only).encode()
    given_on, texts = through(data, size)
    pairs = json.loads(
        given_on, object_pairs_hook=lambda found: [x for pair in found for x in pair]
    )
    before, after = flat(value), flat(pairs)
    assert len(before) == len(after)
    cut = 0
    for one, other in zip(before, after, strict=True):
        if isinstance(one, str) and one != other:
            cut += 1
            kept = other.rstrip("\ud83d")  # half of a pair may stay, as the other half was cut off
            assert one.startswith(kept)
            assert len(json.dumps(one, ensure_ascii=ascii_only).encode()) > BOUND - size
            assert len(json.dumps(other, ensure_ascii=ascii_only).encode()) <= BOUND + 2 * size + 2
        else:
            assert one == other
    assert cut <= texts.passed
    assert not texts.passing


def test_a_text_within_the_bound_is_whole_and_one_far_beyond_is_not() -> None:
    data = json.dumps(["x" * 30, "y" * 300, "z"]).encode()
    given_on, texts = through(data, 16)
    first, second, third = json.loads(given_on)
    assert (first, third, texts.passed) == ("x" * 30, "z", 1)
    assert 0 < len(second) <= BOUND + 32


@pytest.mark.parametrize("filling", [b"x", b"\\\\", b'\\"', "가".encode()])
def test_of_a_text_without_end_no_more_than_the_bound_is_given_on(filling: bytes) -> None:
    texts, piece = LongTexts(1 << 20), filling * (65536 // len(filling))
    given_on = len(texts.feed(b'["'))
    given_on += sum(len(texts.feed(piece)) for _ in range(400))
    assert given_on <= (1 << 20) + 2 * len(piece)
    assert texts.passing
    assert json.loads(b'["' + texts.feed(b'", 1]')) == ["", 1]


def test_what_is_no_text_passes_whatever_its_length() -> None:
    data = b"[" + b" " * 500 + b"1" * 500 + b"]"
    assert through(data, 16)[0] == data
