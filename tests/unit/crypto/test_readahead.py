"""Files are read ahead, and nothing but the speed depends on it."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from crypto import readahead
from crypto.age import PayloadReader, PayloadWriter, new_file_key
from crypto.readahead import read_in_order


def test_a_payload_in_a_file_is_announced_from_front_to_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, ...]] = []
    monkeypatch.setattr(readahead, "_ADVISE", lambda *what: asked.append(what))
    key = new_file_key()
    with (tmp_path / "payload").open("w+b") as file:
        writer = PayloadWriter(file, key)
        writer.write(b"text")
        writer.finish()
        file.flush()
        assert PayloadReader(file, key).read() == b"text"
        assert asked == [(file.fileno(), 0, 0, getattr(os, "POSIX_FADV_SEQUENTIAL", 0))]


def test_what_is_no_file_is_left_alone() -> None:
    src = io.BytesIO(b"text")
    read_in_order(src)
    assert src.read() == b"text"


def test_a_system_without_such_advice_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readahead, "_ADVISE", None)
    read_in_order(io.BytesIO())
