"""One vault and two real bundles of its case, the second made later; shared by all tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from app.bundle import BundleMade, BundlePlan, Entry, pack, wordlist
from app.bundle.verify import VerifyResult, verify
from app.domain.custody import Act
from app.domain.evidence.items import Case, Item
from app.jobs import Job
from app.usecases.reports.reporting import save_report
from app.vault import Vault
from crypto.kdf import FLOOR
from tests.unit.vault.filling import PASSPHRASE, add_case, add_item

TEMPLATE = "kr.police.statement"


@dataclass(frozen=True)
class Ground:
    """A vault with a case, its items, and what was handed over."""

    vault: Vault
    case: Case
    items: tuple[Item, ...]
    report: str
    first: BundleMade
    second: BundleMade

    def opened(self, made: BundleMade, asked: int = 0) -> VerifyResult:
        """What its recipient finds."""
        return verify(made.path, passphrase=made.passphrase, asked=asked)


def hand_over(
    vault: Vault, case: Case, items: tuple[Item, ...], report: str, out: Path
) -> BundleMade:
    """Pack a bundle of some items, and let the log know as `make_bundle` does."""
    entries = [
        Entry(
            f"exhibits/E{number:03d}.bin",
            item.size,
            item.sha256,
            vault.items.crc32(item.id),
            partial(vault.items.open, item.id),
            item.name,
            item.id,
        )
        for number, item in enumerate(items, 1)
    ]
    plan = BundlePlan(case.id, entries, vault.custody.entries, frozenset({report}))
    made = pack(
        plan,
        out,
        signer=vault.signer,
        passphrase_words=wordlist(),
        made_ms=vault.now_ms(),
        job=Job(),
        work_factor=2,
    )
    with vault.transaction():
        vault.custody.append(Act.BUNDLE_MADE, report, case.id, {"manifest": made.manifest})
    return made


@pytest.fixture(scope="package")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ground]:
    folder = tmp_path_factory.mktemp("replies")
    with Vault.create(folder / "vault", PASSPHRASE, argon2=FLOOR) as vault:
        case = add_case(vault)
        items = (add_item(vault, case, b"first"), add_item(vault, case, b"second"))
        report = save_report(vault, case.id, TEMPLATE, {}).id
        first = hand_over(vault, case, items, report, folder / "out")
        second = hand_over(vault, case, items, report, folder / "out")
        yield Ground(vault, case, items, report, first, second)
