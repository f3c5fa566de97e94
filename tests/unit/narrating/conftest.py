"""One vault for all tests of the account of events, a fresh case for each; English and Korean."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from app.casework.narrating.drafting import Draft, draft
from app.casework.narrating.wording import Teller
from app.domain.evidence.items import Case
from app.i18n import texts
from app.jobs import Job
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, add_case

Drafting = Callable[..., Draft]


@pytest.fixture(scope="package")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    path = tmp_path_factory.mktemp("narrating") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as made:
        yield made


@pytest.fixture
def case(vault: Vault) -> Case:
    return add_case(vault)


@pytest.fixture
def told(vault: Vault, case: Case) -> Callable[..., list[str]]:
    """The sentences of a draft, without the line about the time zone."""

    def sentences(language: str = "ko", teller: Teller = Teller.SELF) -> list[str]:
        drafted = draft(vault, case, texts(language), teller, Job())
        return [one.text for one in drafted.sentences if one.sources]

    return sentences
