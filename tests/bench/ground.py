"""Where the measuring takes place: a folder of its own that is removed, amounts, vaults, children.

Inputs are made once: random bytes, so that nothing can be compressed or guessed.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.jobs import Job
from app.usecases.case.cases import add_case
from app.usecases.vault.vaults import OpenVault, create_vault
from crypto.kdf import FLOOR

ROOT = Path(__file__).resolve().parents[2]
PASSPHRASE = "measured, not kept"
KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True)
class Amounts:
    """How much of everything is measured."""

    runs: int
    big: int
    small_count: int
    small: int
    tiny_count: int
    tiny: int
    sparse: int
    messages: int
    items: int
    exhibits: int
    streamed: int
    steps: int
    large: bool = False

    @property
    def room(self) -> int:
        """Bytes that are needed at most at one time: inputs, a vault, a bundle and a peer's."""
        many = self.small_count * self.small + self.tiny_count * (self.tiny + 4096)
        stored_sparse = int(self.sparse * 1.05) if self.large else int(self.streamed * 1.05)
        return 4 * self.big + 3 * many + 3000 * self.messages + stored_sparse


def usual(runs: int) -> Amounts:
    """The amounts of DESIGN section 7, with 200,000 messages."""
    return Amounts(
        runs,
        1024 * MIB,
        100,
        5 * MIB,
        10_000,
        20 * KIB,
        20 * 1024 * MIB,
        200_000,
        100_000,
        300,
        1024 * MIB,
        600,
    )


def tiny(runs: int) -> Amounts:
    """Just enough to see that measuring works, in two rounds at most; the ratios mean nothing."""
    return Amounts(
        min(runs, 2), 8 * MIB, 10, MIB // 2, 20, 2 * KIB, 64 * MIB, 2000, 1000, 12, 8 * MIB, 40
    )


@dataclass
class Ground:
    """The folder and the amounts, and the programs' paths, empty where one is not installed."""

    folder: Path
    amounts: Amounts
    age: str = field(default_factory=lambda: shutil.which("age") or "")
    cp: str = field(default_factory=lambda: shutil.which("cp") or "")
    gpg: str = field(default_factory=lambda: shutil.which("gpg") or "")
    restic: str = field(default_factory=lambda: shutil.which("restic") or "")
    seven_zip: str = field(default_factory=lambda: _first_of("7z", "7zz", "7za"))
    _made: dict[str, Path] = field(default_factory=dict)

    def new(self, name: str) -> Path:
        """A path in the folder where nothing is yet."""
        return self.folder / f"{name}-{secrets.token_hex(4)}"

    def big_file(self) -> Path:
        """One large file."""
        return self.kept("big", lambda path: random_file(path, self.amounts.big))

    def sparse_file(self) -> Path:
        """One far larger file that takes no room itself."""
        return self.kept("sparse", lambda path: _hole(path, self.amounts.sparse))

    def streamed_file(self) -> Path:
        """One that comes in while the window is watched: made of nothing, read like any other."""
        return self.kept("streamed", lambda path: _hole(path, self.amounts.streamed))

    def small_files(self) -> Path:
        """A folder of many files."""
        amounts = self.amounts
        return self.kept("small", lambda path: _files(path, amounts.small_count, amounts.small))

    def tiny_files(self) -> Path:
        """A folder of a great many small files."""
        amounts = self.amounts
        return self.kept("tiny", lambda path: _files(path, amounts.tiny_count, amounts.tiny))

    def kept(self, name: str, make: Callable[[Path], None]) -> Path:
        """An input that is made when first asked for."""
        if name not in self._made:
            path = self.new(name)
            make(path)
            self._made[name] = path
        return self._made[name]

    @contextmanager
    def vault(self) -> Iterator[tuple[OpenVault, str]]:
        """A fresh vault with a case; both gone afterwards."""
        path = self.new("vault")
        vault = create_vault(path, PASSPHRASE, Job(), argon2=FLOOR)
        try:
            yield vault, add_case(vault, "").id
        finally:
            vault.close()
            shutil.rmtree(path)


def _files(folder: Path, count: int, size: int) -> None:
    folder.mkdir()
    for number in range(count):
        random_file(folder / f"file-{number:05}.bin", size)


def _first_of(*names: str) -> str:
    return next(filter(None, map(shutil.which, names)), "")


def random_file(path: Path, size: int) -> None:
    """A file of random bytes, on the disk."""
    with path.open("wb") as file:
        for start in range(0, size, MIB):
            file.write(os.urandom(min(MIB, size - start)))
        file.flush()
        os.fsync(file.fileno())


def _hole(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


def child_command(module: str, *words: str | Path) -> list[str]:
    """The command that starts a module of the bench as a process of its own."""
    return [sys.executable, "-m", f"tests.bench.{module}", *map(str, words)]


def child_environment() -> dict[str, str]:
    """For such a process: the checkout's packages, and a screen that shows nothing."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
