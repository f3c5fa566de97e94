"""Padded sizes: the published rule, its bounds, and zeros that are sealed but not hashed."""

from __future__ import annotations

import hashlib
import io
import secrets
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.age import PayloadReader, new_file_key
from crypto.age.chunks import CHUNK
from crypto.errors import BadPayload
from crypto.padding import SHORTEST, padded_size, padme
from crypto.pipeline import BUFFER, seal_stream


@pytest.mark.parametrize(
    ("size", "padded"),
    [
        # E = floor(log2 L), S = floor(log2 E) + 1, up to a multiple of 2^(E - S), by hand.
        (0, 0), (1, 1), (2, 2), (8, 8), (9, 10), (15, 16), (16, 16), (17, 18), (100, 104),
        (1000, 1024), (4097, 4352), (65_537, 67_584), (1_000_000, 1_015_808),
        (1 << 30, 1 << 30), ((1 << 30) + 1, (1 << 30) + (1 << 25)),
    ],
)  # fmt: skip
def test_sizes_are_those_of_the_paper(size: int, padded: int) -> None:
    assert padme(size) == padded


def test_a_negative_size_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="negative"):
        padme(-1)


@given(st.integers(2, 1 << 50))
def test_padding_costs_at_most_an_eighth_and_keeps_the_highest_bits(size: int) -> None:
    padded = padme(size)
    assert size <= padded <= size * 1.125
    assert padme(padded) == padded
    exponent = size.bit_length() - 1
    assert padded % (1 << (exponent - exponent.bit_length())) == 0


def test_small_content_cannot_be_told_apart() -> None:
    assert {padded_size(size) for size in range(SHORTEST + 1)} == {SHORTEST}


@pytest.mark.parametrize("size", [0, 1, CHUNK, BUFFER - 1, BUFFER, 5 * BUFFER + 77])
@pytest.mark.parametrize("checked", [False, True])
def test_zeros_follow_the_content_and_are_no_part_of_its_hash(
    size: int, checked: bool, tmp_path: Path
) -> None:
    data, key, path = secrets.token_bytes(size), new_file_key(), tmp_path / "blob"
    with path.open("wb") as dst, path.open("rb") as again:
        sealed = seal_stream(
            io.BytesIO(data), dst, key, read_back=again if checked else None, padding=padded_size
        )
    assert (sealed.sha256, sealed.size) == (hashlib.sha256(data).hexdigest(), size)
    assert sealed.stored_size == path.stat().st_size
    with path.open("rb") as src, PayloadReader(src, key) as reader:
        plain = reader.read()
    assert (plain[:size], len(plain)) == (data, padded_size(size))
    assert not any(plain[size:])


def test_padding_is_read_back_too(tmp_path: Path) -> None:
    class Breaking(io.FileIO):
        def write(self, data: object) -> int:  # type: ignore[override]
            raw = bytearray(data)  # type: ignore[call-overload]
            if self.tell() > 4 * BUFFER + CHUNK:
                raw[-1] ^= 1
            return super().write(raw)

    path = tmp_path / "blob"
    path.touch()
    with Breaking(path, "wb") as dst, path.open("rb") as again, pytest.raises(BadPayload) as told:
        seal_stream(
            io.BytesIO(bytes(4 * BUFFER + 1)), dst, new_file_key(), read_back=again,
            padding=lambda size: size + 4 * BUFFER,
        )  # fmt: skip
    assert told.value.code == "read_back"
