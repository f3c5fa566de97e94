"""What a centre knows better of a recipient than the data files; updates leave it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Correction:
    """A centre's own words on one recipient, for all cases of the vault.

    `contacts` are kind (as in the data files), value and note of each. `said_ms` is UTC
    milliseconds.
    """

    recipient: str
    contacts: tuple[tuple[str, str, str], ...]
    note: str
    said_ms: int
