"""What one interrupted operation is, and what must hold of any vault afterwards."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.custody import Act
from app.domain.evidence.items import Case
from app.jobs import Job
from app.vault import Vault
from app.vault.folder import Step
from crypto.kdf import FLOOR

PASSPHRASE = "a passphrase to be killed with"

Say = Callable[[str], None]


@dataclass(frozen=True)
class Operation:
    """One act of the program that may be interrupted.

    `prepare` fills an empty folder with a vault and what is given; `run` does the act there, prints
    `ready` where it begins and `done …` after what is committed: that must be there for good.
    `holds` raises AssertionError unless all is well, with the lines that `run` printed. `again`:
    interrupted, it may be done once more in the same place, and then comes to its end.
    """

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path, Say, Step], None]
    holds: Callable[[Path, Sequence[str]], None]
    again: bool = True


def sound(
    place: Path, said: Sequence[str] = (), *, name: str = "vault", key: str = PASSPHRASE,
    look_only: bool = False,
) -> Vault:  # fmt: skip
    """Open a vault and see that nothing in it is half; the vault, left open.

    Items, custody entries and files agree; each `done item SHA256` is there.
    """
    vault = Vault.open(place / name, key, look_only=look_only)
    try:
        result = vault.check(Job())
        assert result.clean, result
        assert result.unexplained == (), result.unexplained
        acts: dict[str, list[str]] = {}
        for entry in vault.custody.entries():
            acts.setdefault(entry.act, []).append(entry.subject)
        there = [one.item.id for one in vault.items.places()]
        destroyed = acts.get(Act.ITEM_DESTROYED, [])
        came = acts.get(Act.ITEM_TAKEN, []) + acts.get(Act.ITEM_MADE, [])
        assert sorted(came) == sorted(there + destroyed)
        files = sum(1 for one in (place / name / "blobs").glob("*/*"))
        assert files == len(there), (files, len(there))
        for line in said:
            if line.startswith("done item "):
                assert line.split()[2] in sums(vault), line
    except BaseException:
        vault.close()
        raise
    return vault


def sums(vault: Vault) -> set[str]:
    """The hashes of all items."""
    return {one.item.sha256 for one in vault.items.places()}


def sum_of(path: Path) -> str:
    """The hash of a given file, as an item has it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def given_sums(place: Path) -> set[str]:
    """The hashes of all given files."""
    return {sum_of(one) for one in (place / "given").rglob("*") if one.is_file()}


def open_first(place: Path, step: Step) -> tuple[Vault, Case]:
    """The prepared vault and its case."""
    vault = Vault.open(place / "vault", PASSPHRASE, step=step)
    return vault, next(iter(vault.cases.all()))


def make_vault(place: Path) -> Vault:
    """A new vault of the cheapest cost."""
    return Vault.create(place / "vault", PASSPHRASE, argon2=FLOOR)
