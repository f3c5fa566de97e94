"""An index with its heads outside, opened without a key derivation: the vault's own classes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.custody import Act
from app.vault.folder import no_step
from app.vault.index.index import Index
from app.vault.index.state import NOTHING_SAID
from app.vault.keys.derived import DerivedKeys
from app.vault.opening.headfile import HeadFiles
from app.vault.stores.custody import Custody, index_state

KEYS = DerivedKeys(bytes(range(32)), bytes(range(32, 64)))
OTHER_KEY = bytes(range(64, 96))


@dataclass
class Opened:
    """An index, its log and its heads; `code` is what did not fit on opening."""

    index: Index
    heads: HeadFiles
    custody: Custody
    code: str

    def note(self, text: str = "") -> None:
        """One transaction with one entry of the log."""
        with self.index.transaction():
            self.custody.append(Act.NOTE_WRITTEN, text)

    @property
    def texts(self) -> list[str]:
        return [entry.subject for entry in self.custody.entries()]

    def close(self) -> None:
        self.custody.checkpoint()
        self.index.close()


def made(root: Path, step: Callable[[str], None] = no_step) -> Opened:
    root.mkdir()
    index = Index.create(root / "index.db", KEYS.index_key(), step)
    return _begun(root, index, step)


def opened(
    root: Path, step: Callable[[str], None] = no_step, *, key: bytes = b"", look_only: bool = False
) -> Opened:
    index = Index.open(root / "index.db", key or KEYS.index_key(), step, look_only=look_only)
    return _begun(root, index, step, look_only=look_only)


def _begun(
    root: Path, index: Index, step: Callable[[str], None], *, look_only: bool = False
) -> Opened:
    heads = HeadFiles(root, KEYS.identity, KEYS.signer, step)
    custody = Custody(index, heads, lambda: 1234, root.name)
    newest = heads.newest()
    said = NOTHING_SAID if newest is None else index_state(newest.facts)
    code = index.compare(said)
    if newest is not None and custody.head_at(newest.number) != newest.head:
        code = "VLT-009"
    if not look_only and not code:
        index.keep_state(custody, said)
    return Opened(index, heads, custody, code)


class Snapshots:
    """A step callback that copies the folder at every step: what a kill there would leave."""

    def __init__(self, root: Path, under: Path) -> None:
        self._root = root
        self._under = under
        self.taken: list[tuple[str, Path]] = []

    def __call__(self, name: str) -> None:
        target = self._under / f"{len(self.taken):03d}"
        shutil.copytree(self._root, target)
        self.taken.append((name, target))

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self.taken}


def files_of(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }
