"""What goes into a bundle, as plain data: the use case decides, nothing here reaches a vault."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.bundle.verify.checks import Check
from app.domain.bundles.signer_told import SignerTold
from app.domain.bundles.stamps import StampAsked
from app.domain.custody import CustodyEntry
from app.errors import OngiError


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the payload.

    `name` is its path under `data/` (short, ASCII, such as `exhibits/E001.jpg`), `size` in bytes,
    `sha256` in hexadecimal, `crc32` as archives have it; `open` gives the bytes from the beginning
    each time it is called.
    `item_id` and `original_name` (as found) are given for exhibits only.
    """

    name: str
    size: int
    sha256: str
    crc32: int
    open: Callable[[], BinaryIO]
    original_name: str = ""
    item_id: str = ""
    media_type: str = "application/octet-stream"


def entry_of(name: str, data: bytes, media_type: str) -> Entry:
    """An entry for a document that was made in memory."""
    digest = hashlib.sha256(data).hexdigest()
    crc32 = zlib.crc32(data)
    return Entry(name, len(data), digest, crc32, lambda: io.BytesIO(data), media_type=media_type)


@dataclass(frozen=True, slots=True)
class KeyFor:
    """Whom a key file `key-NAME.age` is made for: NAME, and `age1…` or `age1pq1…`."""

    name: str
    public_key: str


@dataclass(frozen=True, slots=True)
class KeyMade:
    """What came of one recipient's key file; `problem` is why it is not there.

    `post_quantum` tells of a key that older age programs can't open with.
    """

    name: str
    problem: OngiError | None = None
    post_quantum: bool = False


Stamping = Callable[[bytes], Sequence[Entry]]
"""Given the SHA-256 of the list so far, the files that came for it: `proofs/stamp-1.tsr` …, and
`proofs/stamp-roots.pem`; none where nobody answered."""


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """Everything a bundle is made from.

    `entries` are documents and exhibits in the order they shall lie in; `log` gives the
    whole custody log of the case, or of the vault, from its first entry each time it is called:
    only entries of `case` that concern the case itself, an item among the exhibits or one of
    `reports` are shown, all others by digest alone.
    `version` is the program's. `recipients` get a key file each, at most 64; `passphrase` says
    whether there is one besides. `stamping` asks for time stamps. `signer_told` is by what way the
    sender says that the signing key was made known.
    """

    case: str
    entries: Sequence[Entry]
    log: Callable[[], Iterable[CustodyEntry]]
    reports: frozenset[str] = frozenset()
    version: str = "0.1.0"
    recipients: Sequence[KeyFor] = ()
    passphrase: bool = True
    stamping: Stamping | None = None
    signer_told: SignerTold = SignerTold.NOT_YET


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A finished bundle.

    Its folder, its passphrase and the file it stands in, the checks it passed, its bytes, and the
    SHA-256 of its signed list. `passphrase` is empty, and its file not there, where it has none;
    `keys` are the recipients' key files in their order, `parts` how many parts it is in,
    `stamps` the time stamps that were asked for, whatever came of it.
    """

    path: Path
    passphrase: str
    passphrase_file: Path
    checks: tuple[Check, ...]
    size: int
    manifest: str = ""
    keys: tuple[KeyMade, ...] = ()
    parts: int = 1
    stamps: tuple[StampAsked, ...] = ()
