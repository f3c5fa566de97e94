"""What an open vault is made of before its stores: made or opened here, taken by `Vault`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.vault.blobs.journal import Journal
from app.vault.folder import Step
from app.vault.index.index import Index
from app.vault.keys.derived import DerivedKeys
from app.vault.lock import VaultLock
from app.vault.opening.headfile import HeadFiles
from app.vault.stores.custody import Custody
from app.vault.waiting.waiting import WaitingRoom
from crypto.age.hybrid import HybridIdentity
from crypto.slots import SlotBlock

Clock = Callable[[], int]


def system_clock() -> int:
    """This computer's clock in UTC milliseconds."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True)
class Parts:
    """The parts of one open vault.

    `lock` is None only for looking at a folder that can't be written to. `notices` are codes of
    what works but should be known; `collected` counts files of unfinished work that were removed.
    """

    path: Path
    lock: VaultLock | None
    derived: DerivedKeys
    slots: SlotBlock
    index: Index
    heads: HeadFiles
    custody: Custody
    journal: Journal
    clock: Clock
    step: Step
    notices: tuple[str, ...] = ()
    collected: int = 0
    look_only: bool = False

    @cached_property
    def waiting(self) -> WaitingRoom:
        """What came in while the vault was locked."""
        identity = HybridIdentity(self.derived.drop_seed())
        return WaitingRoom(self.path, self.index, identity, self.step)

    def let_go(self) -> None:
        """Close without another word: for an opening or making that came to nothing."""
        self.index.close()
        self.derived.forget()
        if self.lock is not None:
            self.lock.release()
