"""A program on a stick keeps to the stick: vaults beside it, no keyring, nothing on the computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import app.portable
from app.adapters import keyring_store
from app.errors import Cancelled, EnvironmentProblem, InputProblem
from app.jobs import Job
from app.portable import MARK, begin_portable, is_portable, place
from app.usecases.program.carrying_along import can_be_carried, carry_along
from app.usecases.vault.standard_places import places, propose


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program folder as the frozen app has it, this process being run from it."""
    folder = tmp_path / "installed" / "ongi"
    (folder / "_internal").mkdir(parents=True)
    (folder / "ongi").write_bytes(b"program" * 1000)
    (folder / "ongi").chmod(0o755)
    (folder / "_internal" / "library.so.1").write_bytes(b"library")
    (folder / "_internal" / "library.so").symlink_to("library.so.1")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "ongi"))
    return folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    made = tmp_path / "stick"
    made.mkdir()
    return made


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if it had been started with `--portable`."""
    monkeypatch.setattr(app.portable, "_asked", [True])


def test_the_copy_is_whole_has_no_links_and_is_marked(frozen: Path, stick: Path) -> None:
    assert not is_portable()
    made = carry_along(stick, Job())
    assert made.program == stick / "ongi"
    there = {
        str(one.relative_to(made.program)): one.read_bytes()
        for one in made.program.rglob("*")
        if one.is_file()
    }
    assert there.pop(MARK)
    assert there == {
        "ongi": b"program" * 1000,
        "_internal/library.so.1": b"library",
        "_internal/library.so": b"library",
    }
    assert not any(one.is_symlink() for one in made.program.rglob("*"))
    assert os.access(made.program / "ongi", os.X_OK)
    assert [one.name for one in stick.iterdir()] == ["ongi"]


def test_started_from_the_copy_it_is_portable(
    frozen: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = carry_along(stick, Job())
    monkeypatch.setattr(sys, "executable", str(made.program / "ongi"))
    assert is_portable()
    assert place() == stick
    home = stick.parent / "home"
    assert places(home / "documents", home) == (stick,)
    assert propose(home / "documents", home, "records") == stick / "records"


def test_a_copy_of_a_copy_is_marked_once_more_and_as_large(
    frozen: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = carry_along(stick, Job())
    monkeypatch.setattr(sys, "executable", str(first.program / "ongi"))
    other = tmp_path / "other"
    other.mkdir()
    assert carry_along(other, Job()).size == first.size


def test_one_that_is_there_stays_as_it_is(frozen: Path, stick: Path) -> None:
    (stick / "ongi").mkdir()
    with pytest.raises(InputProblem, match="INP-009"):
        carry_along(stick, Job())
    assert list((stick / "ongi").iterdir()) == []


def test_stopped_it_leaves_no_program_and_goes_on_the_next_time(frozen: Path, stick: Path) -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Cancelled):
        carry_along(stick, job)
    assert not (stick / "ongi").exists()
    carry_along(stick, Job())
    assert [one.name for one in stick.iterdir()] == ["ongi"]


def test_not_into_itself(frozen: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="ENV-004"):
        carry_along(frozen / "_internal", Job())


def test_a_link_that_leads_out_of_the_program_is_refused(frozen: Path, stick: Path) -> None:
    outside = stick.parent / "outside"
    outside.write_text("not of the program")
    (frozen / "_internal" / "more").symlink_to(outside)
    with pytest.raises(EnvironmentProblem, match="ENV-003"):
        carry_along(stick, Job())
    assert not (stick / "ongi").exists()


def test_a_checkout_says_that_it_cannot_be_carried(stick: Path) -> None:
    assert not can_be_carried()
    with pytest.raises(EnvironmentProblem, match="ENV-050"):
        carry_along(stick, Job())


@pytest.mark.usefixtures("asked")
def test_no_keyring_is_read_or_written() -> None:
    for act in (
        lambda: keyring_store.read_secret(b"\1" * 16),
        lambda: keyring_store.keep_secret(b"\1" * 16, bytes(32)),
        lambda: keyring_store.forget_secret(b"\1" * 16),
    ):
        with pytest.raises(EnvironmentProblem, match="VLT-020"):
            act()


@pytest.mark.usefixtures("asked")
def test_asked_for_in_a_checkout_it_keeps_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert is_portable()
    assert places(Path("/documents"), Path("/home")) == (tmp_path,)


def test_the_argument_is_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.portable, "_asked", [])
    assert begin_portable(["ongi", "x"]) == ["ongi", "x"]
    assert not is_portable()
    assert begin_portable(["ongi", "--portable", "x"]) == ["ongi", "x"]
    assert is_portable()
