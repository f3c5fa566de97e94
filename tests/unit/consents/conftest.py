"""One vault for all tests of consent; each has a case of its own with two items."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.evidence.items import Case, Item
from app.report.data.model import Template
from app.report.data.templates import load_template
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.consents.agreeing import INDEX
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """One for all: each test has a case of its own."""
    path = tmp_path_factory.mktemp("consents") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as made:
        yield made


@pytest.fixture
def case(vault: Vault) -> Case:
    return add_case(vault)


@pytest.fixture
def items(vault: Vault, case: Case) -> tuple[Item, Item]:
    first, second = (
        add_item(vault, case, f"{name} of {case.id}".encode(), name) for name in ("첫째", "둘째")
    )
    return first, second


@pytest.fixture
def index() -> Template:
    return load_template(INDEX)
