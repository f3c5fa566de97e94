"""A case that two vaults work on: hand-overs of it, what both changed, the other side's log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class ExchangeWay(StrEnum):
    """In which direction a case went."""

    OUT = "out"
    IN = "in"


class Choice(StrEnum):
    """What became of a record that both sides changed."""

    OPEN = ""
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    SAME = "same"  # both sides say the same by now


@dataclass(frozen=True, slots=True)
class Exchange:
    """One case file that was made here or taken in. Times in UTC milliseconds, this computer's.

    `peer` is what the person calls the other side, `signer` the fingerprint of the other side's key
    for the case (empty while it is not known), `digest` the SHA-256 of the file's signed list in
    hexadecimal. `log_number` and `log_head` tell where the log of whoever made it stood.
    """

    id: str
    case: str
    way: ExchangeWay
    peer: str
    signer: str
    digest: str
    log_number: int
    log_head: str
    at_ms: int
    base: bytes = field(repr=False, default=b"")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that both sides changed. `kind` is its table, `record` its key.

    `ours` and `theirs` are the records, None where one side took it out. Ours stands in its place
    until somebody decides.
    """

    id: str
    case: str
    exchange: str
    kind: str
    record: str
    ours: Mapping[str, object] | None
    theirs: Mapping[str, object] | None
    choice: Choice
    came_ms: int
    decided_ms: int | None = None


@dataclass(frozen=True, slots=True)
class PeerEntry:
    """An entry of another vault's custody log on the case, as it came. As `CustodyEntry`.

    `act` may be a word that this version does not know.
    """

    signer: str
    number: int
    at_ms: int
    act: str
    subject: str
    details: Mapping[str, str | int]
    head: str
