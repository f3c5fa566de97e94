"""Which bundle a reply speaks of, and the fields that all replies have, strictly read.

FORMAT.md, section "Replies".
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from app.bundle.verify import Opened

Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Utc = Annotated[str, Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z\Z")]
ListTime = Annotated[
    str,
    Meta(pattern=r"\A[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{3})?Z\Z"),
]
PublicKey = Annotated[str, Meta(pattern=r"\Assh-ed25519 [A-Za-z0-9+/=]{20,200}\Z")]
CaseId = Annotated[str, Meta(pattern=r"\Ac-[0-9a-hjkmnp-tv-z]{12}\Z")]
ItemId = Annotated[str, Meta(pattern=r"\Ai-[0-9a-hjkmnp-tv-z]{12}\Z")]
ExhibitName = Annotated[str, Meta(pattern=r"\A[A-Za-z0-9][A-Za-z0-9_-]{0,30}\Z")]
WHO = 200
Who = Annotated[str, Meta(max_length=WHO)]


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The bundle: SHA-256 of its signed list, and what that list says of itself."""

    case: CaseId
    head: Sha256
    made_at: ListTime
    manifest: Sha256
    number: Annotated[int, Meta(ge=1, le=2**53 - 1)]
    public_key: PublicKey


def about(opened: Opened) -> About:
    """What a verification opened, as replies name it."""
    return About(
        opened.case, opened.head, opened.made_at, opened.manifest, opened.number, opened.public_key
    )


def instant(text: str) -> int:
    """UTC milliseconds of a time in a reply. Raises ValueError for a day that no calendar has."""
    moment = datetime.fromisoformat(text)
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1000)
