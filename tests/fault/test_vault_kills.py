"""Killed at any instant, an item is whole or absent with its custody entry; nothing else stays."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.jobs import Job
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("collecting_child.py")

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX signals")


@pytest.fixture(scope="module")
def empty_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kills") / "vault"
    Vault.create(path, PASSPHRASE, argon2=FLOOR).close()
    return path


def child(vault: Path, die_at: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, str(CHILD), str(vault), PASSPHRASE, str(die_at)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def assert_whole(path: Path) -> int:
    """What must hold after any kill; gives the number of items."""
    with Vault.open(path, PASSPHRASE) as opened:
        result = opened.check(Job())
        assert result.clean, result
        assert result.unexplained == ()
        taken = [entry.subject for entry in opened.custody.entries() if entry.act == "item.taken"]
        items = [place.item for place in opened.items.places()]
        assert sorted(taken) == sorted(item.id for item in items)
        for item in items:
            assert len(opened.sightings.of_item(item.id)) == 1
        assert sum(1 for path in opened.path.glob("blobs/*/*")) == len(items)
    return len(items)


def test_killed_at_every_durable_step(empty_vault: Path, tmp_path: Path) -> None:
    names: set[str] = set()
    for die_at in range(1, 26):
        path = Path(shutil.copytree(empty_vault, tmp_path / str(die_at)))
        with child(path, die_at) as process:
            assert process.stdout is not None
            lines = process.stdout.read().decode().split()
            assert process.wait() == -9
        names.add(lines[-1])
        assert_whole(path)
        shutil.rmtree(path)
    # The child writes a head after its third item, in turn to either file.
    assert names >= {
        "journal.reserved",
        "blob.begun",
        "blob.written",
        "blob.renamed",
        "blob.durable",
        "transaction.filled",
        "transaction.committed",
    }
    assert names & {"head-a.written", "head-b.written"}
    assert names & {"head-a.replaced", "head-b.replaced"}


@pytest.mark.parametrize("kills", [12, pytest.param(60, marks=pytest.mark.long)])
def test_killed_at_random_instants_in_a_row(empty_vault: Path, tmp_path: Path, kills: int) -> None:
    path = Path(shutil.copytree(empty_vault, tmp_path / "vault"))
    chance = random.Random(2)
    before = 0
    for _ in range(kills):
        with child(path, 0) as process:
            assert process.stdout is not None
            # Died some way into the work, at no step in particular.
            while process.stdout.readline() != b"ready\n":
                pass
            timer = threading.Timer(chance.uniform(0.0, 0.06), process.kill)
            timer.start()
            process.stdout.read()
            timer.join()
        now = assert_whole(path)
        assert now >= before
        before = now
    assert before > 0
