"""The custody log as a bundle carries it.

What is for its recipient whole, all else by number and digest alone.

One line of canonical JSON an entry, so the chain can be followed from its beginning without showing
what is withheld. A withheld entry's digest could be tested against a guess, but entries hold
random identifiers. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from crypto import canon
from crypto.canon import JsonValue
from crypto.chain import GENESIS, entry_digest, link_digest
from crypto.errors import BadEncoding

MAX_LINE = 256 * 1024
_HEX = re.compile(r"[0-9a-f]{64}")
_TAKEN = ("item.taken", "item.made", "item.seen_again")


@dataclass(frozen=True, slots=True)
class LogLine:
    """One entry: number, head after it (hexadecimal), digest, and facts unless withheld."""

    number: int
    head: str
    digest: bytes
    facts: Mapping[str, JsonValue] | None


class BrokenLog(Exception):
    """The log does not fit together. `number` is the first entry that does not."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def write_line(number: int, entry: bytes, head: bytes, *, shown: bool) -> bytes:
    """A line of the log.

    `entry` is the canonical JSON that the chain links. Raises BadEncoding if it is not.
    """
    if not shown:
        return (
            canon.dumps({"digest": entry_digest(entry).hex(), "head": head.hex(), "number": number})
            + b"\n"
        )
    facts = canon.loads(entry, canonical=True, max_bytes=MAX_LINE)
    return canon.dumps({"entry": facts, "head": head.hex(), "number": number}) + b"\n"


def read_lines(src: BinaryIO) -> Iterator[LogLine]:
    """The lines of a log, one by one; memory stays flat.

    Raises BrokenLog at a line that is none.
    """
    number = 0
    while line := src.readline(MAX_LINE + 1):
        number += 1
        if len(line) > MAX_LINE or not line.endswith(b"\n"):
            raise BrokenLog(number)
        try:
            value = canon.loads(line[:-1], canonical=True)
        except BadEncoding:
            raise BrokenLog(number) from None
        yield _line(value, number)


def _line(value: JsonValue, number: int) -> LogLine:
    if not isinstance(value, dict) or len(value) != 3:
        raise BrokenLog(number)
    match value:
        case {"entry": dict(facts), "head": str(head), "number": int(given)} if _same(
            given, number
        ) and _same(facts.get("number", number), number):
            return LogLine(number, head, entry_digest(canon.dumps(facts)), facts)
        case {"digest": str(digest), "head": str(head), "number": int(given)} if _same(
            given, number
        ) and _HEX.fullmatch(digest):
            return LogLine(number, head, bytes.fromhex(digest), None)
    raise BrokenLog(number)


def _same(given: JsonValue, number: int) -> bool:
    """Whether a value is this number; JSON's `true` is not 1, though Python takes it for that."""
    return type(given) is int and given == number


@dataclass(frozen=True, slots=True)
class Followed:
    """What following the chain gave.

    The last number, the head after it, each item's SHA-256 as taken in, and the head after the
    entry that was asked for (empty where the log has none of that number).
    """

    number: int
    head: str
    taken: Mapping[str, str]
    asked_head: str = ""


def follow(lines: Iterable[LogLine], *, asked: int = 0) -> Followed:
    """Recompute every head from the beginning; `asked` is the number of an entry to remember.

    Raises BrokenLog at the first that differs, or if empty.

    Also raises BrokenLog where two entries give the same item another SHA-256.
    """
    head, number = GENESIS, 0
    asked_head = ""
    taken: dict[str, str] = {}
    for line in lines:
        number = line.number
        head = link_digest(head, line.digest)
        if head.hex() != line.head:
            raise BrokenLog(number)
        if number == asked:
            asked_head = line.head
        if line.facts is not None:
            _note_taken(line.facts, taken, number)
    if number == 0:
        raise BrokenLog(1)
    return Followed(number, head.hex(), taken, asked_head)


def _note_taken(facts: Mapping[str, JsonValue], taken: dict[str, str], number: int) -> None:
    match facts:
        case {"act": str(act), "subject": str(item), "details": {"sha256": str(sha256)}} if (
            act in _TAKEN
        ):
            if taken.setdefault(item, sha256) != sha256:
                raise BrokenLog(number)
