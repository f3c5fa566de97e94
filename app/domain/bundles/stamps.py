"""Time stamps that were asked for: for which list, of whom, and what came of it.

Only a SHA-256 is ever shown to an authority. FORMAT.md, section "Time stamps".
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class StampState(StrEnum):
    """What came of asking."""

    PENDING = "pending"  # nobody answered; it can be asked for again
    REFUSED = "refused"  # what was answered is no stamp for it; it can be asked for again
    KEPT = "kept"  # it is in the bundle it was asked for
    LATER = "later"  # it came when that bundle was made: it goes along with the next


WAITING = (StampState.PENDING, StampState.REFUSED)
"""Those that can be asked for again."""


@dataclass(frozen=True, slots=True)
class StampAsked:
    """One stamp, or the wish for one.

    `digest` is the SHA-256 of the bundle's list in hexadecimal, `authority` an id of the shipped
    data, `reason` the code of what stood in the way (empty where it came), `nonce` what it was
    asked with, `answer` the authority's bytes with the root after them, or None. Times are UTC
    milliseconds of this computer's clock.
    """

    id: str
    case: str
    digest: str
    authority: str
    state: StampState
    reason: str
    nonce: bytes
    answer: bytes | None
    asked_ms: int
    came_ms: int | None


@dataclass(frozen=True, slots=True)
class StampWish:
    """What a person switched on for this one time.

    `names` are ids of authorities, `proxy` is empty or `socks5h://host:port`, `root_file` a PEM
    file with a root that the authority does not send along.
    """

    names: tuple[str, ...] = ()
    proxy: str = ""
    root_file: Path | None = None


NO_STAMPS = StampWish()
"""Nothing goes out."""
