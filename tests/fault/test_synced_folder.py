"""A vault in a folder that a synchronising program works in: nothing is lost, oddities are named."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from app.errors import OngiError
from app.jobs import Job
from app.usecases.intake.collecting import collect
from app.vault import Vault
from tests.fault.filling import collected, files_given
from tests.fault.operation import PASSPHRASE, given_sums, sound, sums


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("synced")
    collected(place)
    return place


@pytest.fixture
def place(prepared: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(prepared, tmp_path / "place"))


def _code(place: Path) -> str:
    with pytest.raises(OngiError) as told:
        Vault.open(place / "vault", PASSPHRASE)
    return told.value.code


@contextmanager
def synchronising(place: Path) -> Iterator[list[int]]:
    """Copies the folder away again and again meanwhile, each file held open for a while."""
    ended, rounds = threading.Event(), [0]

    def work() -> None:
        held = []
        while not ended.is_set():
            rounds[0] += 1
            for path in sorted((place / "vault").rglob("*")):
                with suppress(OSError):
                    if path.is_file():
                        held.append(path.open("rb"))
                        held[-1].read()
                if len(held) > 20:
                    held.pop(0).close()
        for file in held:
            file.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        yield rounds
    finally:
        ended.set()
        worker.join()


def test_files_that_are_copied_and_held_open_meanwhile_do_no_harm(tmp_path: Path) -> None:
    files_given(tmp_path)
    with synchronising(tmp_path) as rounds:
        for _ in range(3):
            with Vault.open(tmp_path / "vault", PASSPHRASE) as vault:
                collect(vault, vault.cases.all()[0].id, [tmp_path / "given"], Job())
    assert rounds[0]
    vault = sound(tmp_path)
    assert sums(vault) == given_sums(tmp_path)
    vault.close()


CONFLICTS = [
    "index (conflicted copy 2026-11-23).db",
    "index.db.sync-conflict-20261123-101500-ABCDEFG",
    "head-a (1)",
    "slots-a - another-computer",
    "blobs/00/0 (1)",
]


def test_conflict_copies_are_named_and_left_alone(place: Path) -> None:
    root = place / "vault"
    for name in CONFLICTS:
        (root / name).write_bytes((root / "head-a").read_bytes())
    with Vault.open(root, PASSPHRASE) as vault:
        result = vault.check(Job())
        assert sums(vault) == given_sums(place)
    assert set(result.unexplained) >= set(CONFLICTS), result.unexplained
    assert [one for one in result.damaged if one.id] == []
    assert all((root / name).exists() for name in CONFLICTS)


def test_an_older_index_put_in_while_closed_is_named_and_the_newer_one_opens_again(
    place: Path, tmp_path: Path
) -> None:
    root = place / "vault"
    older = (root / "index.db").read_bytes()
    more = place / "given" / "more"
    more.write_bytes(b"taken later")
    with Vault.open(root, PASSPHRASE) as vault:
        collect(vault, vault.cases.all()[0].id, [more], Job())
    newer = (root / "index.db").read_bytes()
    (root / "index.db").write_bytes(older)
    code = _code(place)
    assert code.startswith("VLT-"), code
    assert code not in {"VLT-001", "VLT-002", "VLT-003"}
    assert (root / "index.db").read_bytes() == older
    (root / "index.db").write_bytes(newer)
    vault = sound(place)
    assert sums(vault) == given_sums(place)
    vault.close()


@pytest.mark.parametrize("gone", ["index.db", "blobs"])
def test_files_that_are_not_here_yet_are_named_and_come_back(
    place: Path, tmp_path: Path, gone: str
) -> None:
    root = place / "vault"
    away = tmp_path / "away"
    if gone == "index.db":
        (root / gone).rename(away)
        assert _code(place) == "VLT-006"
        assert not (root / gone).exists()
        away.rename(root / gone)
    else:
        one = next(path for path in (root / gone).glob("*/*") if path.stat().st_size)
        content = one.read_bytes()
        one.write_bytes(b"")  # a place holder, as some programs leave them
        with Vault.open(root, PASSPHRASE) as vault:
            damaged = vault.check(Job()).damaged
        assert [found.code for found in damaged] == ["VLT-007"]
        assert one.read_bytes() == b""
        one.write_bytes(content)
    vault = sound(place)
    assert sums(vault) == given_sums(place)
    vault.close()
