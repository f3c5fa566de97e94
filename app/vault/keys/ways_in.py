"""The ways to open a vault, as plain data: what the person brings.

`app.vault.keys.unlocking` uses them. A plain text in the place of a key is a passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ByPassphrase:
    """A passphrase, as typed."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class ByKit:
    """A recovery kit: its 16-byte secret, and its spare line where that is at hand.

    `spare` is what `crypto.kit_spare` seals (76 bytes): it opens a vault without key files.
    """

    secret: bytes = field(repr=False)
    spare: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True)
class ByKeyring:
    """The keyring of this computer's account; it is asked for the vault's own entry."""


@dataclass(frozen=True)
class ByLetter:
    """The 32-byte secret from a counsellor's letter (`app.usecases.ways_in.letters` opens one)."""

    secret: bytes = field(repr=False)


Key = ByPassphrase | ByKit | ByKeyring | ByLetter
"""Any way in."""


def as_key(key: str | Key) -> Key:
    """A text becomes a passphrase; everything else stays."""
    return ByPassphrase(key) if isinstance(key, str) else key
