"""Recovery kits on the command line: sheets from files and pipes, and what happens on failure."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.cli.main import main
from app.jobs import Job
from app.usecases.vault.vaults import create_vault
from crypto.kdf import FLOOR

Run = Callable[..., dict[str, Any]]
PASSPHRASE = "a passphrase for this"


@pytest.fixture
def given(tmp_path: Path) -> tuple[Path, str, Path]:
    """A vault, and the option that opens it."""
    file, path = tmp_path / "passphrase", tmp_path / "vault"
    file.write_text(PASSPHRASE, "utf-8")
    create_vault(path, PASSPHRASE, Job(), argon2=FLOOR).close()
    return path, "--passphrase-file", file


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*words: object, status: int = 0) -> dict[str, Any]:
        assert main(["key", *map(str, words), "--json", "--lang", "en"]) == status
        printed: dict[str, Any] = json.loads(capsys.readouterr().out)
        return printed

    return running


def _pipe(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))


def _words(sheet: dict[str, str]) -> str:
    lines = Path(sheet["text"]).read_text("utf-8").splitlines()
    return " ".join(line.split(". ")[1] for line in lines if line[2:4] == ". ")


def test_sheets_come_through_a_pipe_with_empty_lines_between(
    run: Run, given: tuple[Path, str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = run("kit", *given, "--out", tmp_path / "kit", "--split", "2of3", "--kit-lang", "en")
    first, _second, third = map(_words, made["sheets"])
    _pipe(monkeypatch, f"{first}\n\n{third}\n")
    assert run("try", given[0])["result"] == "right"
    _pipe(monkeypatch, third)
    tried = run("try", given[0], "--kit", made["sheets"][1]["text"], "--kit", "-")
    assert tried["result"] == "right"
    _pipe(monkeypatch, f"{first}\n\n{third.replace(third.split()[4], 'xylophones')}\n")
    tried = run("try", given[0], status=1)
    assert (tried["code"], tried["sheet"], tried["number"]) == ("INP-025", 2, 5)


def test_a_kit_opens_like_any_other_key(
    run: Run, given: tuple[Path, str, Path], tmp_path: Path
) -> None:
    made = run("kit", *given, "--out", tmp_path / "kit")
    file = made["sheets"][0]["text"]
    kinds = [key["kind"] for key in run("list", given[0], "--kit", file)["keys"]]
    assert kinds == ["passphrase", "recovery"]
    refused = run("list", *given, "--kit", file, status=2)
    assert refused["error"]["code"] == "INP-018"


def test_a_kit_that_cannot_be_saved_is_taken_out_again(
    run: Run, given: tuple[Path, str, Path]
) -> None:
    run("kit", *given, "--out", given[0] / "inside", status=2)
    run("kit", *given, "--out", given[2], status=1)
    assert [key["kind"] for key in run("list", *given)["keys"]] == ["passphrase"]
    assert not (given[0] / "inside").exists()


def test_older_kits_go_only_when_asked_to(
    run: Run, given: tuple[Path, str, Path], tmp_path: Path
) -> None:
    out = ("--out", tmp_path / "kit")
    first = run("kit", *given, *out)
    second = run("kit", *given, *out)
    assert second["removed"] == []
    third = run("kit", *given, *out, "--replace")
    assert third["removed"] == [{"place": kit["place"]} for kit in (first, second)]
    tried = run("try", given[0], "--kit", first["sheets"][0]["text"], status=1)
    assert (tried["result"], tried["code"]) == ("replaced", "VLT-030")
