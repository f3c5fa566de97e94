"""Two cases of one vault with something handed over of each, and a case of another vault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bundle import BundleMade
from app.domain.evidence.items import Case, Item
from app.usecases.bundles.recipient_keys import add_key
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.case_keys.handing import OFFICE, case_with, hand_over, share
from tests.unit.vault.filling import BEGIN_MS, PASSPHRASE


def _now() -> int:
    """One time for all: what papers have in common by their hour tells of no vault."""
    return BEGIN_MS


@dataclass(frozen=True)
class Ground:
    """`handed` are the bundles of `cases`, an earlier one and a later one each."""

    vault: Vault
    cases: tuple[Case, Case]
    handed: tuple[tuple[BundleMade, BundleMade], tuple[BundleMade, BundleMade]]
    shared: Item
    elsewhere: BundleMade


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Vault]:
    """A vault for one test."""
    with Vault.create(tmp_path / "alone", PASSPHRASE, argon2=FLOOR) as made:
        add_key(made, str(OFFICE.recipient), "office")
        yield made


@pytest.fixture(scope="package")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A vault for all tests: each has cases of its own."""
    path = tmp_path_factory.mktemp("case_keys") / "vault"
    with Vault.create(path, PASSPHRASE, argon2=FLOOR) as made:
        add_key(made, str(OFFICE.recipient), "office")
        yield made


@pytest.fixture(scope="package")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("case_keys")
    with Vault.create(folder / "other", PASSPHRASE, argon2=FLOOR, clock=_now) as other:
        add_key(other, str(OFFICE.recipient), "office")
        case, _ = case_with(other, "elsewhere")
        hand_over(other, case, folder / "out-0")
        elsewhere = hand_over(other, case, folder / "out-0")
    with Vault.create(folder / "vault", PASSPHRASE, argon2=FLOOR, clock=_now) as vault:
        add_key(vault, str(OFFICE.recipient), "office")
        first, shared = case_with(vault, "first")
        second, _ = case_with(vault, "second")
        share(vault, shared, second)
        early = [hand_over(vault, one, folder / one.id) for one in (first, second)]
        late = [hand_over(vault, one, folder / one.id) for one in (first, second)]
        handed = ((early[0], late[0]), (early[1], late[1]))
        yield Ground(vault, (first, second), handed, shared, elsewhere)
