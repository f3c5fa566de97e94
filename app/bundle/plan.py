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
from app.domain.custody import CustodyEntry


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
class BundlePlan:
    """Everything a bundle is made from.

    `entries` are documents and exhibits in the order they shall lie in; `log` gives the vault's
    whole custody log from its first entry each time it is called: only entries of `case` that
    concern the case itself, an item among the exhibits or one of `reports` are shown, all others
    by digest alone.
    `version` is the program's.
    """

    case: str
    entries: Sequence[Entry]
    log: Callable[[], Iterable[CustodyEntry]]
    reports: frozenset[str] = frozenset()
    version: str = "0.1.0"


@dataclass(frozen=True, slots=True)
class BundleMade:
    """A finished bundle.

    Its folder, its passphrase and the file it stands in, the checks it passed, its bytes, and the
    SHA-256 of its signed list.
    """

    path: Path
    passphrase: str
    passphrase_file: Path
    checks: tuple[Check, ...]
    size: int
    manifest: str = ""
