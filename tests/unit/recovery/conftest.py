"""A vault with a passphrase at the least cost, copied for each test, and a kit of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.jobs import Job
from app.recovery.kit import Kit
from app.recovery.kit_file import sheet_file
from app.usecases.vault.vaults import OpenVault, create_vault, open_vault
from app.usecases.ways_in.recovery import make_kit
from crypto.kdf import FLOOR

PASSPHRASE = "a passphrase for kits"


class Kept(NamedTuple):
    """A locked vault and the kit that was made of it."""

    path: Path
    kit: Kit

    @property
    def file(self) -> str:
        """The text of the kit's file."""
        return sheet_file(self.kit, self.kit.sheets[0]).decode("utf-8")

    @property
    def words(self) -> str:
        """The words alone, as they would be typed."""
        return " ".join(self.kit.sheets[0].words)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    path = tmp_path_factory.mktemp("kept") / "vault"
    with create_vault(path, PASSPHRASE, Job(), argon2=FLOOR) as vault:
        return Kept(path, make_kit(vault, Job(), "ko"))


@pytest.fixture
def kept(made_once: Kept, tmp_path: Path) -> Kept:
    return Kept(Path(shutil.copytree(made_once.path, tmp_path / "vault")), made_once.kit)


@pytest.fixture
def vault(kept: Kept) -> Iterator[OpenVault]:
    with open_vault(kept.path, PASSPHRASE, Job()) as opened:
        yield opened
