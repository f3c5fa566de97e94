"""How much is in a vault, told in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class VaultStatus:
    """How much is in a vault and where its log stands.

    `entries` and `head` (hexadecimal) are the custody log's. `notices` are codes of things that
    work but should be known: VLT-015 and VLT-022, a copy of the key file is damaged; looking only,
    also VLT-009 and VLT-013, the log is not what its head outside says. `collected` counts files of
    unfinished work that were removed on opening.
    """

    path: Path
    cases: int
    items: int
    messages: int
    entries: int
    head: str
    notices: tuple[str, ...]
    collected: int
