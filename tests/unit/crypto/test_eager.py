"""The disk is asked to begin early, and what is written does not depend on the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from crypto import eager
from crypto.eager import STEP, EagerFile

PIECE = b"0123456789abcdef" * 65_536  # a quarter of a step


def test_the_disk_is_asked_for_each_step_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(
        eager, "_ADVISE", lambda _descriptor, start, length, _what: asked.append((start, length))
    )
    with (tmp_path / "file").open("xb", buffering=0) as file:
        dst = EagerFile(file)
        for _ in range(10):
            assert dst.write(PIECE) == len(PIECE)
    assert asked == [(0, STEP), (STEP, STEP)]


@pytest.mark.parametrize("missing", [True, False])
def test_bytes_are_written_where_the_advice_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: bool
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(22, "invalid")

    monkeypatch.setattr(eager, "_ADVISE", None if missing else refuse)
    with (tmp_path / "file").open("xb", buffering=0) as file:
        dst = EagerFile(file)
        for _ in range(5):
            dst.write(PIECE)
    assert (tmp_path / "file").read_bytes() == PIECE * 5
