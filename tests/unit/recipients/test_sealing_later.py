"""A key file more for a bundle that is made already: its archive stays as it is."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bundle.verify import verify
from app.errors import AccessProblem, FormatProblem, InputProblem, IntegrityProblem
from app.jobs import Job
from app.usecases.bundles.recipient_keys import add_key
from app.usecases.bundles.sealing_later import seal_later
from app.vault import Vault
from crypto.age import X25519Identity

sys.path.insert(0, str(Path(__file__).parents[1] / "bundle"))

import making

OFFICE = X25519Identity.generate()


@pytest.fixture(scope="module", autouse=True)
def office(vault: Vault) -> None:
    add_key(vault, str(OFFICE.recipient), "office")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return making.make(tmp_path_factory.mktemp("later"), making.plan_of((b"one",)))


@pytest.fixture
def bundle(original: Any, tmp_path: Path) -> Iterator[Path]:
    return Path(shutil.copytree(original.path, tmp_path / "bundle"))


def test_a_key_opens_a_bundle_that_was_made_before(
    vault: Vault, original: Any, bundle: Path
) -> None:
    archive = (bundle / "bundle.age").read_bytes()
    made = seal_later(vault, bundle, original.passphrase.upper(), "office", Job())
    assert made.name == "key-office.age"
    assert (bundle / "bundle.age").read_bytes() == archive
    assert verify(bundle, identity=str(OFFICE)).result == "passed"
    entry = list(vault.custody.entries())[-1]
    assert (entry.act.value, entry.case) == ("key_for.given", None)
    assert dict(entry.details) == {"name": "office", "bundle": "bundle"}
    with pytest.raises(InputProblem, match="INP-016"):
        seal_later(vault, bundle, original.passphrase, "office", Job())


def test_nothing_is_written_where_the_passphrase_or_the_bundle_is_not_right(
    vault: Vault, original: Any, bundle: Path
) -> None:
    words = original.passphrase
    with pytest.raises(AccessProblem, match="BND-001"):
        seal_later(vault, bundle, "other-words", "office", Job())
    with pytest.raises(InputProblem, match="BND-021"):
        seal_later(vault, bundle, words, "nobody", Job())
    with pytest.raises(FormatProblem, match="BND-002"):
        seal_later(vault, bundle / "bundle.age", words, "office", Job())
    with pytest.raises(InputProblem, match="INP-002"):
        seal_later(vault, bundle / "nothing", words, "office", Job())
    with pytest.raises(InputProblem, match="INP-020"):
        seal_later(vault, vault.path / "x", words, "office", Job())
    archive = bytearray((bundle / "bundle.age").read_bytes())
    archive[60] ^= 1
    (bundle / "bundle.age").write_bytes(archive)
    with pytest.raises(IntegrityProblem, match="BND-003"):
        seal_later(vault, bundle, words, "office", Job())
    (bundle / "key-passphrase.age").unlink()
    with pytest.raises(IntegrityProblem, match="BND-003"):
        seal_later(vault, bundle, words, "office", Job())
    assert not list(bundle.glob("key-office*"))


def test_no_more_key_files_come_in_than_readers_try(
    vault: Vault, original: Any, bundle: Path
) -> None:
    for number in range(64):
        (bundle / f"key-k{number}.age").write_bytes(b"")
    with pytest.raises(InputProblem, match="BND-033"):
        seal_later(vault, bundle, original.passphrase, "office", Job())
