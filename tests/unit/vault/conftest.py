"""A vault for every test: copied from one made once, since every key derivation takes a while."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE


@pytest.fixture(scope="session")
def fresh_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fresh") / "vault"
    Vault.create(path, PASSPHRASE, argon2=FLOOR).close()
    return path


@pytest.fixture
def closed_vault(fresh_vault: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(fresh_vault, tmp_path / "vault"))


@pytest.fixture
def vault(closed_vault: Path) -> Iterator[Vault]:
    with Vault.open(closed_vault, PASSPHRASE) as opened:
        yield opened
