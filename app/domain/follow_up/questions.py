"""A recipient's question on an exhibit or on a whole bundle, and what the person answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `item` is None for one on the whole bundle; `exhibit` is its name there.

    `manifest` as in receipts; `asker` is who says to have asked, `signer` the fingerprint of the
    key that signed. Times are UTC milliseconds: `asked_ms` by the asker's clock, `came_ms` when it
    was taken in, `answered_ms` when the answer was written, None where there is none.
    """

    id: str
    case: str
    item: str | None
    exhibit: str
    manifest: str
    asker: str
    signer: str
    text: str
    asked_ms: int
    came_ms: int
    answer: str = ""
    answered_ms: int | None = None
