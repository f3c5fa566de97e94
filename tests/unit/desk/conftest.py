"""One vault for all, with a clock that tests set; each test has a case of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.evidence.items import Case
from app.usecases.case.cases import add_case
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.ledger.conftest import Clock


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Vault]:
    path = tmp_path_factory.mktemp("desk") / "vault"
    with Vault.create(path, "정말 긴 암호 문장", argon2=FLOOR, clock=clock) as made:
        yield made


@pytest.fixture
def case(vault: Vault, clock: Clock) -> Case:
    clock.set("2026-11-02 10:00")
    return add_case(vault, "")
