"""After locking, no object of the process that can be reached holds a key of the vault."""

from __future__ import annotations

import gc
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.vault import Vault
from tests.unit.vault.filling import PASSPHRASE

pytestmark = pytest.mark.alone  # beside others it would look through all of theirs
_PLAIN = (bytes, bytearray, memoryview, str)


def reachable() -> Iterator[Any]:
    """Every text and run of bytes that an object known to the collector refers to."""
    seen: set[int] = set()
    for holder in gc.get_objects():
        if isinstance(holder, types.FrameType) and holder.f_code is reachable.__code__:
            continue
        for held in gc.get_referents(holder):
            if isinstance(held, _PLAIN) and id(held) not in seen:
                seen.add(id(held))
                yield held


def holders_of(secrets: dict[str, list[int]]) -> set[str]:
    """Names of the secrets that something holds, as bytes or in hexadecimal, forwards."""
    wanted = {name: bytes(value) for name, value in secrets.items()}
    spelt = {name: value.hex() for name, value in wanted.items()}
    own = {id(one) for one in (*wanted.values(), *spelt.values())}
    found = set()
    for held in reachable():
        if id(held) in own:
            continue
        for name, value in wanted.items():
            if isinstance(held, str):
                if spelt[name] in held.lower():
                    found.add(name)
            elif value in bytes(held):
                found.add(name)
    return found


def test_no_key_is_left_in_reach_after_locking(closed_vault: Path) -> None:
    vault = Vault.open(closed_vault, PASSPHRASE)
    derived = vault._derived
    # As numbers, so that this test itself holds none of them as bytes.
    secrets = {
        "master": list(derived.master),
        "index": list(derived.index_key()),
        "drop": list(derived.drop_seed()),
        "epoch": list(derived.epoch),
    }
    assert "master" in holders_of(secrets)
    vault.close()
    del vault, derived
    gc.collect()
    assert holders_of(secrets) == set()


def test_a_closed_vault_that_somebody_still_holds_has_no_master_key(closed_vault: Path) -> None:
    vault = Vault.open(closed_vault, PASSPHRASE)
    secrets = {"master": list(vault._derived.master), "index": list(vault._derived.index_key())}
    vault.close()
    gc.collect()
    assert holders_of(secrets) == set()
