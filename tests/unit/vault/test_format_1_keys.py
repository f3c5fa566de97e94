"""The key slots of a vault of format 1 become those of today, and a kill in between harms nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.errors import OngiError
from app.jobs import Job
from app.vault import Vault
from app.vault.keys.ways_in import ByKit
from crypto import slots_v1
from crypto.slots import SlotKind
from tests.unit.vault.filling import flip

PASSPHRASE = "a vault of version one"
KIT = bytes(16)


@pytest.fixture
def old_vault(repo_root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(repo_root / "tests/fixtures/vaults/v1", tmp_path / "vault"))


def is_today(path: Path) -> bool:
    return all(
        (path / name).read_bytes().startswith(b"ongi-slots-v2") for name in ("slots-a", "slots-b")
    )


def test_the_first_opening_writes_the_slots_of_today(old_vault: Path) -> None:
    with Vault.open(old_vault, PASSPHRASE) as opened:
        assert [key.kind for key in opened.keys.list()] == ["passphrase"]
        assert not any(entry.act.value.startswith("key.") for entry in opened.custody.entries())
        opened.keys.add_secret(SlotKind.RECOVERY, KIT)
    assert is_today(old_vault)
    with Vault.open(old_vault, ByKit(KIT)) as opened:
        assert opened.status().messages == 12
        assert opened.check(Job()).clean


def test_looking_only_leaves_format_1_as_it_is(old_vault: Path) -> None:
    before = {f.name: f.read_bytes() for f in old_vault.iterdir() if f.is_file()}
    with Vault.open(old_vault, PASSPHRASE, look_only=True) as opened:
        assert [key.kind for key in opened.keys.list()] == ["passphrase"]
        assert opened.status().entries == 7
    assert {f.name: f.read_bytes() for f in old_vault.iterdir() if f.is_file()} == before


def test_a_damaged_copy_of_format_1_opens_by_the_other(old_vault: Path) -> None:
    flip(old_vault / "slots-b", 40)
    with pytest.raises(OngiError) as told:
        Vault.open(old_vault, "another passphrase")
    assert told.value.code == "VLT-017"
    with Vault.open(old_vault, PASSPHRASE) as opened:
        assert opened.status().notices == ("VLT-015",)
    assert is_today(old_vault)


def test_a_step_from_format_1_that_is_cut_off_anywhere_opens_again(
    old_vault: Path, tmp_path: Path
) -> None:
    left: list[Path] = []

    def step(name: str) -> None:
        if name.startswith("slots-"):
            left.append(Path(shutil.copytree(old_vault, tmp_path / f"left-{len(left)}")))

    Vault.open(old_vault, PASSPHRASE, step=step).close()
    assert len(left) == 4
    assert {(path / "slots-a").read_bytes()[:16] for path in left} > {slots_v1.MAGIC}
    for path in left:
        with Vault.open(path, PASSPHRASE) as opened:
            assert [key.kind for key in opened.keys.list()] == ["passphrase"]
            assert opened.status().messages == 12
        assert is_today(path)
