"""Two processes at one vault: one of them works, the other is told so; nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from app.errors import OngiError
from app.usecases.intake.waiting import what_waits
from app.vault import Vault
from tests.fault.filling import files_given
from tests.fault.operation import PASSPHRASE, given_sums, sound, sums

ROOT = Path(__file__).resolve().parents[2]
Start: TypeAlias = Callable[[str], "subprocess.Popen[str]"]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("two")
    files_given(place)
    return place


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "place"))


@pytest.fixture
def start(place: Path) -> Iterator[Start]:
    """Starts a process for an act, loaded and waiting for its line."""
    begun: list[subprocess.Popen[str]] = []

    def started(act: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.fault.acting_child", act, place],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        begun.append(process)
        assert _heard(process) == "here"
        return process

    yield started
    for process in begun:
        process.kill()
        process.communicate()


def _heard(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


PAIRS = [
    ("open", "open", {"done", "VLT-003"}),
    ("open", "drop", {"done"}),
    ("drop", "drop", {"done"}),
    ("open", "backup", {"done", "VLT-003"}),
    ("backup", "backup", {"done", "VLT-003"}),
    ("destroy", "open", {"done", "VLT-002", "VLT-003", "VLT-048"}),
]


@pytest.mark.parametrize(
    ("one", "other", "ends"),
    PAIRS,
    ids=lambda told: told if isinstance(told, str) else "-".join(sorted(told)),
)
def test_two_at_once_end_well_or_are_told(
    place: Path, start: Start, one: str, other: str, ends: set[str]
) -> None:
    first, second = start(one), start(other)
    _go(first)
    _go(second)
    ended = [_heard(first), _heard(second)]
    assert set(ended) <= ends, ended
    assert "done" in ended
    if one == "destroy" and ended[0] == "done":
        assert not (place / "vault").exists()
        return
    vault = sound(place)
    there = sums(vault) | {item.sha256 for item in what_waits(vault)}
    vault.close()
    finished = [act for act, end in zip((one, other), ended, strict=True) if end == "done"]
    assert there == given_sums(place) or not {"open", "drop"} & set(finished)


def test_an_open_vault_is_told_of_and_files_still_come_in(place: Path, start: Start) -> None:
    holder, taker = start("hold"), start("drop")
    _go(holder)
    assert _heard(holder) == "holding"
    before = (place / "vault" / "index.db").read_bytes()
    with pytest.raises(OngiError) as told:
        Vault.open(place / "vault", PASSPHRASE)
    assert told.value.code == "VLT-003"
    assert (place / "vault" / "index.db").read_bytes() == before
    _go(taker)
    assert _heard(taker) == "done"
    _go(holder)
    assert _heard(holder) == "done"
    vault = sound(place)
    assert {item.sha256 for item in what_waits(vault)} == given_sums(place)
    vault.close()


def test_the_lock_of_a_dead_process_stands_in_nobodys_way(place: Path, start: Start) -> None:
    holder = start("hold")
    _go(holder)
    assert _heard(holder) == "holding"
    holder.kill()
    holder.wait()
    assert (place / "vault" / "lock").exists()
    sound(place).close()


def test_a_lock_file_with_anything_in_it_is_only_a_file(place: Path) -> None:
    (place / "vault" / "lock").write_text("4711 another computer", "utf-8")
    sound(place).close()


def test_a_folder_in_the_place_of_the_lock_is_told(place: Path) -> None:
    (place / "vault" / "lock").unlink()
    (place / "vault" / "lock").mkdir()
    with pytest.raises(OngiError) as told:
        Vault.open(place / "vault", PASSPHRASE)
    assert told.value.code in {"ENV-004", "ENV-005"}
    (place / "vault" / "lock").rmdir()
    sound(place).close()
