"""What a person waits for before anything can be done: unlocking, and the window itself."""

from __future__ import annotations

import hashlib
import importlib.util
import secrets
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.custody import Act as Custody
from app.domain.ids import new_id
from app.domain.items import Item, ItemKind, Method, Sighting
from app.domain.times import vault_moment
from app.jobs import Job
from app.usecases.cases import list_cases
from app.usecases.vaults import OpenVault, open_vault
from app.vault import StoredBlob
from crypto.kdf import FLOOR, SALT_BYTES, derive_passphrase
from tests.bench.ground import PASSPHRASE, ROOT, Ground, child_command, child_environment
from tests.bench.rounds import Act, Side, Taken, plain, run_rounds
from tests.bench.rows import Ratio, Row, alone, compared, unmeasured

_ABOVE_KEY_S = 0.1
_WAIT_S = 60
_HEADER = 200


def unlocking(ground: Ground) -> list[Row]:
    """Opening a vault until its cases are listed, less the key derivation of the same round."""
    path = ground.new("vault-of-items")
    with ground.vault() as (vault, case):
        _fill(vault, case, ground.amounts.items)
        vault.close()
        shutil.copytree(vault.path, path)
    try:
        salt = secrets.token_bytes(SALT_BYTES)
        sides = [
            Side("ours", lambda: _opened(path)),
            Side("key", plain(lambda: _derive(salt))),
        ]
        taken = run_rounds(sides, ground.amounts.runs)
    finally:
        shutil.rmtree(path)
    pairs = zip(taken["ours"].wall, taken["key"].wall, strict=True)
    above = Taken([max(0.0, whole - key) for whole, key in pairs], taken["ours"].cpu)
    work = f"unlock with {ground.amounts.items:,} items, key derivation left out"
    return [alone("unlock", work, above, target=_ABOVE_KEY_S)]


def window(ground: Ground) -> list[Row]:
    """From the start of the process to the first paint, beside a window with nothing in it."""
    work = "window shown"
    if importlib.util.find_spec("PySide6") is None:
        return [unmeasured("window", work, "the screen's library is not installed here")]
    sides = [Side(kind, plain(lambda kind=kind: _shown(kind))) for kind in ("ours", "bare")]
    _shown("ours")
    taken = run_rounds(sides, ground.amounts.runs)
    peer = ("bare PySide6 window", taken["bare"])
    return [compared("window", work, taken["ours"], peer, ratio_of=Ratio.TIME, target=1.5)]


def _shown(kind: str) -> float:
    begun = time.perf_counter()
    child = subprocess.Popen(
        child_command("first_paint", kind),
        cwd=ROOT,
        env=child_environment(),
        stdout=subprocess.PIPE,
    )
    with child:
        told = child.stdout.read(1) if child.stdout else b""
        took = time.perf_counter() - begun
        status = child.wait(_WAIT_S)
    if told != b"." or status:
        raise RuntimeError(f"the {kind} window did not show: status {status}")
    return took


@contextmanager
def _opened(path: Path) -> Iterator[Act]:
    vaults: list[OpenVault] = []

    def act() -> None:
        vault = open_vault(path, PASSPHRASE, Job())
        vaults.append(vault)
        list_cases(vault)

    yield act
    for vault in vaults:
        vault.close()


def _derive(salt: bytes) -> None:
    derive_passphrase(PASSPHRASE, salt, FLOOR)


def _fill(vault: OpenVault, case: str, items: int) -> None:
    """Index rows of many items. Unlocking looks at no payload, so these have none."""
    with vault.transaction():
        for number in range(items):
            sha256 = hashlib.sha256(number.to_bytes(8, "big")).hexdigest()
            name = f"screen-{number:06}.png"
            item = Item(new_id("item"), ItemKind.PICTURE, name, 1, sha256, "image/png", number)
            header = secrets.token_bytes(_HEADER)
            stored = StoredBlob(secrets.token_hex(16), header, sha256, 1, 33, 0)
            vault.items.add(item, stored)
            vault.items.place(item.id, case)
            sighting = Sighting(
                new_id("sighting"), case, vault_moment(number), Method.FILE, item.id
            )
            vault.sightings.add_many([sighting])
            vault.custody.append(Custody.ITEM_TAKEN, item.id, case, {"sha256": sha256})
