"""What a person waits for before anything can be done: unlocking, and the window itself."""

from __future__ import annotations

import importlib.util
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from app.jobs import Job
from app.usecases.case.cases import list_cases
from app.usecases.items.evidence import list_items
from app.usecases.vault.vaults import OpenVault, open_vault
from app.vault.stores.items import Items
from crypto.kdf import FLOOR, SALT_BYTES, derive_passphrase
from tests.bench.ground import PASSPHRASE, ROOT, Ground, child_command, child_environment
from tests.bench.plain_sqlite import copied_index, opened_index
from tests.bench.rounds import Act, Side, Taken, plain, run_rounds, timed
from tests.bench.rows import Ratio, Row, alone, compared, unmeasured
from tests.bench.rows_of_items import fill

_ABOVE_KEY_S = 0.1
_WAIT_S = 60
_PAGE = 200
"""How many items the window lists at first."""

PLAIN = "the same list in plain SQLite"


def unlocking(ground: Ground) -> list[Row]:
    """Opening a vault until its first page of items is listed, and that list by itself.

    The key derivation of the same round is taken off the first.
    """
    salt = secrets.token_bytes(SALT_BYTES)
    with ground.vault() as (vault, case):
        fill(vault, case, ground.amounts.items)
        path = vault.path
        with copied_index(ground, vault) as copy:
            vault.close()
            listed = Taken()
            sides = [
                Side("ours", lambda: _opened(path, case, listed)),
                Side("key", plain(lambda: _derive(salt))),
                Side(PLAIN, lambda: _plainly_opened(copy, case)),
            ]
            taken = run_rounds(sides, ground.amounts.runs)
    pairs = zip(taken["ours"].wall, taken["key"].wall, strict=True)
    above = Taken([max(0.0, whole - key) for whole, key in pairs], taken["ours"].cpu)
    work = f"unlock and first list of {ground.amounts.items:,} items"
    note = "without the key derivation"
    return [
        alone("unlock", work, above, target=_ABOVE_KEY_S, note=note),
        compared(
            "unlock",
            f"of this, the first list of {_PAGE} items",
            listed,
            (PLAIN, taken[PLAIN]),
            ratio_of=Ratio.TIME,
            target=None,
        ),
    ]


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
def _opened(path: Path, case: str, listed: Taken) -> Iterator[Act]:
    vaults: list[OpenVault] = []

    def act() -> None:
        vault = open_vault(path, PASSPHRASE, Job())
        vaults.append(vault)
        list_cases(vault)
        wall, cpu = timed(lambda: _first_page(lambda: list_items(vault, case, limit=_PAGE)))
        listed.wall.append(wall)
        listed.cpu.append(cpu)

    yield act
    for vault in vaults:
        vault.close()


@contextmanager
def _plainly_opened(path: Path, case: str) -> Iterator[Act]:
    with closing(opened_index(path)) as index:
        items = Items(index, None, None, None)  # what it stores bytes with is not needed to list
        yield lambda: _first_page(lambda: items.rows(case, limit=_PAGE))


def _first_page(rows: Callable[[], Sequence[object]]) -> None:
    if len(rows()) != _PAGE:
        raise RuntimeError("that is not a page of items")


def _derive(salt: bytes) -> None:
    derive_passphrase(PASSPHRASE, salt, FLOOR)
