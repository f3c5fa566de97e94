"""A recipient's receipt for a bundle, as it is kept: its file as it came, and what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt. `manifest` is the SHA-256 of the signed list of the bundle, in hexadecimal.

    `signer` is the fingerprint of the key that signed it, `filing` what the person said it answers,
    `file` its bytes as they came, `came_ms` when it was taken in (UTC milliseconds).
    """

    id: str
    case: str
    filing: str | None
    manifest: str
    signer: str
    file: bytes
    came_ms: int
