"""A text of any length: where it is typed, how it ends is said; what is too long is never cut."""

import io
import os
import sys

import pytest

from app.cli.terminal import Terminal
from app.cli.typed_text import text_of
from app.errors import InputProblem
from app.i18n import texts
from app.usecases.told.noting import NOTE_BYTES

pty = pytest.importorskip("pty", reason="terminals of POSIX systems")


def korean() -> Terminal:
    return Terminal(texts("ko"), as_json=False)


def test_at_a_terminal_it_is_said_how_the_text_ends(monkeypatch, capsys):
    owner, side = pty.openpty()
    with os.fdopen(side, encoding="utf-8") as typed:
        monkeypatch.setattr(sys, "stdin", typed)
        os.write(owner, "첫 줄\n둘째 줄\n\x04".encode())
        assert text_of("-", korean()) == "첫 줄\n둘째 줄\n"
    os.close(owner)
    out, err = capsys.readouterr()
    assert "Ctrl+D" in err
    assert out == ""


def test_from_a_pipe_nothing_is_said(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("말".encode())))
    assert text_of("-", korean()) == "말"
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("piped", [True, False], ids=["piped", "file"])
def test_a_text_that_is_too_long_is_refused_and_never_cut(piped, monkeypatch, tmp_path):
    long = "가".encode() * (NOTE_BYTES // 3 + 1)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(long)))
    (tmp_path / "long.txt").write_bytes(long)
    with pytest.raises(InputProblem) as refused:
        text_of("-" if piped else str(tmp_path / "long.txt"), korean())
    assert refused.value.code == "INP-017"
