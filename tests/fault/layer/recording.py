"""What the fault layer wrote down, as records in their order; the layout stands in faults.c."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_HEAD = struct.Struct("<BHHIQQ")


class Op(IntEnum):
    """What a record is about, numbered as in faults.c."""

    CREATE = 1
    WRITE = 2
    SYNC = 3
    RENAME = 4
    UNLINK = 5
    TRUNCATE = 6
    MKDIR = 7
    RMDIR = 8
    SAID = 9


@dataclass(frozen=True)
class Record:
    """One change: `offset` is the place of a write or the size after a truncation.

    `data` of SAID is what the process printed.
    """

    op: Op
    path: Path
    to: Path
    inode: int
    offset: int
    data: bytes


def records(log: Path) -> Iterator[Record]:
    """The records of a log; one cut short by a kill ends it."""
    raw = log.read_bytes()
    at = 0
    while at + _HEAD.size <= len(raw):
        op, first, second, size, inode, offset = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        path, to = raw[at : at + first], raw[at + first : at + first + second]
        at += first + second
        yield Record(
            Op(op),
            Path(path.decode()),
            Path(to.decode()),
            inode,
            offset,
            raw[at : at + size],
        )
        at += size
