"""A vault with a case."""

from __future__ import annotations

import pytest

from app.domain.evidence.items import Case
from app.usecases.case.cases import add_case
from app.vault import Vault
from tests.unit.vault.conftest import closed_vault, fresh_vault, vault  # noqa: F401


@pytest.fixture
def case(vault: Vault) -> Case:  # noqa: F811
    return add_case(vault, "사건")
