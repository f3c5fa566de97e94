"""A vault with a case and an item, copied from one made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.evidence.items import Case, Item
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item


@pytest.fixture(scope="session")
def fresh_told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("told") / "vault"
    Vault.create(path, PASSPHRASE, argon2=FLOOR).close()
    return path


@pytest.fixture
def vault(fresh_told: Path, tmp_path: Path) -> Iterator[Vault]:
    with Vault.open(Path(shutil.copytree(fresh_told, tmp_path / "vault")), PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def case(vault: Vault) -> Case:
    return add_case(vault)


@pytest.fixture
def item(vault: Vault, case: Case) -> Item:
    return add_item(vault, case, b"a picture of an account")
