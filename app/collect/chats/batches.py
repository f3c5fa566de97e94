"""How records of a chat travel from the limited process that reads it: many at a time.

Both ends know these shapes. A batch's rooms come before its messages; a message's room stands in
its own batch or an earlier one.
"""

from __future__ import annotations

from typing import Any

import msgspec

from app.collect.chats.base import MessageRead, RoomRead
from app.domain.evidence.intake import DayOrder, NotUnderstood

MOST_SIBLINGS = 50_000
"""How many names of neighbouring files are told; they only help to find media by name."""
MOST_RECORDS = 500
MOST_CHARACTERS = 512 * 1024
"""A batch is told when its texts have passed this."""


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of the source. Its bytes lie behind those of the parts before it."""

    name: str
    size: int


class ChatAsked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which importer is to read what: `parts` has the source itself first. See `ReadContext`."""

    importer: str
    zone_minutes: int | None
    days: DayOrder
    siblings: list[str]
    parts: list[Part]


class Batch(msgspec.Struct, array_like=True):
    """Records in their order, each sort by itself."""

    rooms: list[RoomRead] = msgspec.field(default_factory=list)
    messages: list[MessageRead] = msgspec.field(default_factory=list)
    unread: list[NotUnderstood] = msgspec.field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rooms) + len(self.messages) + len(self.unread)


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Batch)


def encoded(batch: Batch) -> bytes:
    """The batch as bytes. Halves of characters, which UTF-8 has not, are spelt out."""
    try:
        return _ENCODER.encode(batch)
    except UnicodeEncodeError:
        return _ENCODER.encode(_spelt(msgspec.to_builtins(batch)))


def decoded(data: bytes) -> Batch:
    """The batch again. Raises msgspec.DecodeError for anything else."""
    return _DECODER.decode(data)


def _spelt(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_spelt(key): _spelt(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_spelt(inner) for inner in value]
    return value
