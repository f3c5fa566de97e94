"""The journal of blobs: a name is written down in the index before a file of that name is made.

Names are drawn in reserves of 64, one commit each, so that many small files stay fast. The item's
own transaction takes the name out. What is still in the journal when a vault is opened belongs to
no item: its file, if any, is removed.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from app.vault.failures import translated
from app.vault.folder import TEMPORARY, Step, blob_path, sync_folder
from app.vault.index.index import Index

RESERVE = 64
_NAME_BYTES = 16


class Journal:
    """Names for blobs, each in the journal until an item has it."""

    def __init__(self, index: Index, root: Path, step: Step) -> None:
        self._index = index
        self._root = root
        self._step = step
        self._free: list[str] = []
        self._spent: list[str] = []

    def take(self) -> str:
        """A fresh name (32 hexadecimal digits) that is in the journal.

        Never inside a transaction (RuntimeError).
        """
        if self._index.in_transaction:
            raise RuntimeError("bytes are stored before the transaction that speaks of them")
        if not self._free:
            names = [secrets.token_hex(_NAME_BYTES) for _ in range(RESERVE)]
            with self._index.transaction():
                self._delete(self._spent)
                self._index.write_many(
                    "INSERT INTO intents (name) VALUES (?)",
                    [(bytes.fromhex(name),) for name in names],
                )
            self._spent.clear()
            self._free = names
            self._step("journal.reserved")
        return self._free.pop()

    def kept(self, name: str) -> None:
        """An item has the name now: out of the journal, in the item's own transaction."""
        self._delete([name])

    def gone(self, name: str) -> None:
        """The file of that name was removed: out of the journal with the next reserve."""
        self._spent.append(name)

    def collect(self) -> int:
        """Remove the files that belong to no item; how many there were.

        On opening, for what a kill left behind, and when items were destroyed. Names that were
        drawn and not used are forgotten with it, so nothing may be half stored meanwhile.
        """
        # An item's own name can't be here by the order of writing; its bytes are never at stake.
        sql = "SELECT name FROM intents WHERE name NOT IN (SELECT name FROM blobs)"
        names = [row[0].hex() for row in self._index.read(sql)]
        removed = 0
        folders: set[Path] = set()
        with translated(self._root.name):
            for name in names:
                path = blob_path(self._root, name)
                for leftover in (path, path.with_name(path.name + TEMPORARY)):
                    if leftover.exists():
                        leftover.unlink()
                        folders.add(leftover.parent)
                        removed += 1
            # Durable before the journal forgets the names: else a power cut could bring a file back
            # unnamed.
            for folder in folders:
                sync_folder(folder)
        self._free.clear()
        self._spent.clear()
        if names:
            with self._index.transaction():
                self._index.write("DELETE FROM intents")
        return removed

    def _delete(self, names: list[str]) -> None:
        self._index.write_many(
            "DELETE FROM intents WHERE name = ?", [(bytes.fromhex(name),) for name in names]
        )
