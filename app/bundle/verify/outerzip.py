"""The directory of a ZIP that somebody made of a bundle's folder, read strictly.

Anybody may have packed it, so nothing it says is believed but names and places, and those are
bounds-checked. What programs take in different ways is refused, so that the page
(resources/viewer/page/outerzip.js, the same rules) and this reader see the same files: a directory
that is not right before the end, another count, two answers to one question. Never unpacks.
PKWARE APPNOTE 6.3; FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_RECORD = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s22x2H")
_FIELD = struct.Struct("<2H")
_WIDE16, _WIDE32 = 0xFFFF, 0xFFFFFFFF
_WIDE_FIELD = 1
_LOCKED = 1
_MAX_FILES = 3000
_MAX_DIRECTORY = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """One file: its folder (ends with a slash, or empty) and name, and where it says it lies.

    `raw` is the name as it stands, `packed` whether it is compressed or locked, `size` and
    `stored` its length outside and inside the ZIP in bytes, `offset` the place of its header.
    """

    folder: str
    name: str
    raw: bytes
    packed: bool
    size: int
    stored: int
    offset: int


def members_of(file: BinaryIO) -> list[Member]:
    """Every file of a ZIP, in the order of its directory. Raises ValueError, OSError."""
    total = file.seek(0, os.SEEK_END)
    count, begin, size = _directory(file, total)
    data = _at(file, begin, size)
    found = list(_records(data))
    if len(found) != count:
        raise ValueError("count")
    return found


def start_of(file: BinaryIO, member: Member) -> int:
    """The place of a stored member's first byte; all of it lies in the file. Raises ValueError."""
    magic, name_size, extra_size = _LOCAL.unpack(_at(file, member.offset, _LOCAL.size))
    begin = member.offset + _LOCAL.size
    if magic != b"PK\x03\x04" or _at(file, begin, name_size) != member.raw:
        raise ValueError("local header")
    start: int = begin + name_size + extra_size
    if member.size != member.stored or start + member.size > file.seek(0, os.SEEK_END):
        raise ValueError("size")
    return start


def _at(file: BinaryIO, place: int, size: int) -> bytes:
    if place < 0 or place + size > file.seek(0, os.SEEK_END):
        raise ValueError("a place outside")
    file.seek(place)
    data = file.read(size)
    if len(data) != size:
        raise ValueError("shorter")
    return data


def _directory(file: BinaryIO, total: int) -> tuple[int, int, int]:
    """Count of records, place and size of the directory, which ends where the end begins."""
    place = total - _END.size
    magic, _, _, _, count, size, offset, comment = _END.unpack(_at(file, place, _END.size))
    if magic != b"PK\x05\x06" or comment:
        raise ValueError("end")
    behind = place - _LOCATOR.size
    if behind >= 0 and _at(file, behind, 4) == b"PK\x06\x07":
        place = behind - _END64.size
        wide = _wide_end(file, place)
        for narrow, full, most in zip(
            (count, size, offset), wide, (_WIDE16, _WIDE32, _WIDE32), strict=True
        ):
            if narrow not in (full, most):
                raise ValueError("two ends")
        count, size, offset = wide
    if count > _MAX_FILES or size > _MAX_DIRECTORY or offset + size != place:
        raise ValueError("directory")
    return count, offset, size


def _wide_end(file: BinaryIO, place: int) -> tuple[int, int, int]:
    end = _END64.unpack(_at(file, place, _END64.size))
    _, _, said, _ = _LOCATOR.unpack(_at(file, place + _END64.size, _LOCATOR.size))
    if end[0] != b"PK\x06\x06" or said != place:
        raise ValueError("ZIP64 end")
    count, size, offset = end[7:]
    return count, size, offset


def _records(data: bytes) -> Iterator[Member]:
    at = 0
    while at < len(data):
        if at + _RECORD.size > len(data):
            raise ValueError("record")
        fields = _RECORD.unpack_from(data, at)
        named = at + _RECORD.size
        extra = named + fields[10]
        behind = extra + fields[11]
        at = behind + fields[12]
        if fields[0] != b"PK\x01\x02" or at > len(data):
            raise ValueError("record")
        raw = data[named:extra]
        size, stored, offset = _widened(data[extra:behind], (fields[9], fields[8], fields[16]))
        # Some programs of Windows write their own separator.
        folder, slash, name = raw.decode("latin-1").replace("\\", "/").rpartition("/")
        packed = fields[4] != 0 or bool(fields[3] & _LOCKED)
        yield Member(folder + slash, name, raw, packed, size, stored, offset)


def _widened(extra: bytes, values: Sequence[int]) -> Sequence[int]:
    """The 64-bit numbers for those that have no room in their record. Raises ValueError."""
    lacking = values.count(_WIDE32)
    at = 0
    while lacking:
        if at + _FIELD.size > len(extra):
            raise ValueError("extra field")
        kind, size = _FIELD.unpack_from(extra, at)
        at += _FIELD.size + size
        if at > len(extra) or (kind == _WIDE_FIELD and size < 8 * lacking):
            raise ValueError("extra field")
        if kind == _WIDE_FIELD:
            wide = iter(struct.unpack_from(f"<{lacking}Q", extra, at - size))
            return [next(wide) if value == _WIDE32 else value for value in values]
    return values
