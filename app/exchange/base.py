"""What both sides had at an exchange, so that the next one can tell who changed what.

Kept with the exchange, in the vault only: a short digest of every record, in this vault's own
identifiers. FORMAT.md, section "Case file".
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

import msgspec

Record = dict[str, Any]
_DIGEST = 16


class Base(msgspec.Struct, frozen=True):
    """The state of one exchange.

    `records`: digests by full key; items are among them by their SHA-256. `chats`: how many
    messages of a source (by its SHA-256) went along. `left`: SHA-256 of items that the other side
    did not take, `refused` of those that were not taken here. `recipient`: what a file for the
    other side is sealed to.
    """

    recipient: str = ""
    records: dict[str, bytes] = {}
    chats: dict[str, int] = {}
    left: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


NO_BASE = Base()


def encoded(base: Base) -> bytes:
    """The bytes to keep."""
    return msgspec.msgpack.encode(base)


def decoded(data: bytes) -> Base:
    """The base in kept bytes; an empty one where they hold none."""
    return msgspec.msgpack.decode(data, type=Base) if data else NO_BASE


def digest(record: Record, quiet: Collection[str] = ()) -> bytes:
    """What tells two versions of a record apart; columns that alone change nothing are left out."""
    told = {name: value for name, value in record.items() if name not in quiet}
    text = msgspec.json.encode(told, order="deterministic")
    return hashlib.blake2b(text, digest_size=_DIGEST).digest()


def full_key(name: str, key: tuple[str, ...]) -> str:
    """The key of a record among all records."""
    return f"{name}:{chr(31).join(key)}"
