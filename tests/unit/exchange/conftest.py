"""Two vaults that never met, made once; each test has a case of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.evidence.items import Case
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.exchange.sides import Sides
from tests.unit.vault.filling import PASSPHRASE, add_case


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sides]:
    folder = tmp_path_factory.mktemp("exchange")
    with (
        Vault.create(folder / "here", PASSPHRASE, argon2=FLOOR) as here,
        Vault.create(folder / "there", PASSPHRASE, argon2=FLOOR) as there,
    ):
        yield Sides(here, there, folder)


@pytest.fixture
def case(both: Sides) -> Case:
    return add_case(both.here, "봄")
