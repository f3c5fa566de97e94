"""One vault for all, with a clock that tests set; each test has a case of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.domain.evidence.items import Case
from app.domain.times.typed_times import typed_moment
from app.usecases.case.cases import add_case
from app.usecases.intake.linking import add_links
from app.vault import Vault
from crypto.kdf import FLOOR


def at(text: str) -> int:
    """A time of Korea in UTC milliseconds."""
    moment = typed_moment(text)
    assert moment is not None
    assert moment.at_ms is not None
    return moment.at_ms


@dataclass
class Clock:
    """The vault's clock."""

    ms: int = at("2026-11-02 10:00")

    def __call__(self) -> int:
        return self.ms

    def set(self, text: str) -> None:
        self.ms = at(text)


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> Iterator[Vault]:
    path = tmp_path_factory.mktemp("ledger") / "vault"
    with Vault.create(path, "정말 긴 암호 문장", argon2=FLOOR, clock=clock) as made:
        yield made


@pytest.fixture
def case(vault: Vault, clock: Clock) -> Case:
    clock.set("2026-11-02 10:00")
    return add_case(vault, "")


@pytest.fixture
def links(vault: Vault, case: Case) -> list[str]:
    text = "\n".join(f"https://example.net/post/{number}" for number in range(3))
    return [one.link.id for one in add_links(vault, case.id, text)]
