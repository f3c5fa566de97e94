"""One vault for all tests of recipients' keys: each test uses names and keys of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    path = tmp_path_factory.mktemp("recipients") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as made:
        yield made
