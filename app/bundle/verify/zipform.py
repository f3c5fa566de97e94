"""The one shape of ZIP that a bundle uses, as bytes.

Stored entries, sizes and CRC up front, nothing else.

For a list of entries there is exactly one right archive, so a reader makes the bytes it expects and
compares: no place is left where two readers could see two archives. PKWARE APPNOTE 6.3: 4.3.7
(local header), 4.3.12 (central directory), 4.3.14 to 4.3.16 (ends), 4.5.3 (ZIP64). ZIP64 fields
appear only where a value does not fit. Must neither read nor write files.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

LIMIT32 = 0xFFFFFFFF
LIMIT16 = 0xFFFF
END_BYTES = 22
END64_BYTES = 56
LOCATOR_BYTES = 20

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LOCAL_BYTES = _LOCAL.size
_CENTRAL_BYTES = _CENTRAL.size

_UNIX = 3 << 8
_FILE_0644 = 0o100644 << 16
_PLAIN, _WITH_64 = 20, 45


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """One file of the archive.

    `stamp` is the DOS date and time (two 16-bit words, date high), `offset` the place of its local
    header, sizes in bytes.
    """

    name: str
    size: int
    crc32: int
    stamp: int
    offset: int

    @property
    def data_offset(self) -> int:
        """The place of the first byte of the content."""
        return self.offset + local_header_size(self.name, self.size)

    @property
    def end(self) -> int:
        """The place after the last byte of the content."""
        return self.data_offset + self.size


def dos_stamp(moment: datetime) -> int:
    """A time as DOS keeps it (no zone, steps of two seconds, years 1980 to 2107)."""
    year = min(max(moment.year, 1980), 2107)
    date = (year - 1980) << 9 | moment.month << 5 | moment.day
    return date << 16 | moment.hour << 11 | moment.minute << 5 | moment.second // 2


def local_header_size(name: str, size: int) -> int:
    """How long the local header of an entry is, in bytes."""
    return _LOCAL_BYTES + len(name) + (20 if size >= LIMIT32 else 0)


def local_header(entry: ZipEntry) -> bytes:
    """The bytes in front of an entry's content."""
    name = entry.name.encode("ascii")
    wide = entry.size >= LIMIT32
    extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.size) if wide else b""
    size = LIMIT32 if wide else entry.size
    head = _LOCAL.pack(
        b"PK\x03\x04", _WITH_64 if wide else _PLAIN, 0, 0, entry.stamp & LIMIT16, entry.stamp >> 16,
        entry.crc32, size, size, len(name), len(extra),
    )  # fmt: skip
    return head + name + extra


def central_record(entry: ZipEntry) -> bytes:
    """An entry's record in the central directory."""
    name = entry.name.encode("ascii")
    wide_size, wide_offset = entry.size >= LIMIT32, entry.offset >= LIMIT32
    values = [entry.size, entry.size] * wide_size + [entry.offset] * wide_offset
    extra = struct.pack(f"<2H{len(values)}Q", 1, 8 * len(values), *values) if values else b""
    size = LIMIT32 if wide_size else entry.size
    version = _WITH_64 if values else _PLAIN
    head = _CENTRAL.pack(
        b"PK\x01\x02", _UNIX | version, version, 0, 0, entry.stamp & LIMIT16, entry.stamp >> 16,
        entry.crc32, size, size, len(name), len(extra), 0, 0, 0, _FILE_0644,
        LIMIT32 if wide_offset else entry.offset,
    )  # fmt: skip
    return head + name + extra


def end_records(count: int, directory_size: int, directory_offset: int) -> bytes:
    """What follows the central directory.

    The ZIP64 end and its locator if needed, then the end record.
    """
    tail = b""
    if count >= LIMIT16 or directory_size >= LIMIT32 or directory_offset >= LIMIT32:
        tail = _END64.pack(
            b"PK\x06\x06", END64_BYTES - 12, _UNIX | _WITH_64, _WITH_64, 0, 0,
            count, count, directory_size, directory_offset,
        )  # fmt: skip
        tail += _LOCATOR.pack(b"PK\x06\x07", 0, directory_offset + directory_size, 1)
    few = min(count, LIMIT16)
    size, offset = min(directory_size, LIMIT32), min(directory_offset, LIMIT32)
    return tail + _END.pack(b"PK\x05\x06", 0, 0, few, few, size, offset, 0)


def read_end(tail: bytes) -> tuple[int, int, int]:
    """Count of entries, size and offset of the directory, from the end of an archive.

    `tail` is the last 98 bytes or the whole archive if shorter. The result is only a claim: the
    caller makes `end_records` of it and compares. Raises ValueError if no end record stands at the
    very end.
    """
    if len(tail) < END_BYTES or tail[-END_BYTES:][:4] != b"PK\x05\x06":
        raise ValueError("no end record")
    _, _, _, _, count, size, offset, _ = _END.unpack(tail[-END_BYTES:])
    wide = tail[-(END_BYTES + LOCATOR_BYTES + END64_BYTES) : -(END_BYTES + LOCATOR_BYTES)]
    if len(wide) == END64_BYTES and wide[:4] == b"PK\x06\x06":
        _, _, _, _, _, _, _, count, size, offset = _END64.unpack(wide)
    return count, size, offset


def read_central(data: bytes, at: int) -> tuple[ZipEntry, int]:
    """The record at a place of the central directory and the place after it.

    Only a claim, as in `read_end`. Raises ValueError if there is no record or its name is not
    ASCII.
    """
    if data[at : at + 4] != b"PK\x01\x02" or at + _CENTRAL_BYTES > len(data):
        raise ValueError("no central record")
    fields = _CENTRAL.unpack_from(data, at)
    time, date, crc, size, name_size, extra_size, offset = (
        fields[5], fields[6], fields[7], fields[9], fields[10], fields[11], fields[16],
    )  # fmt: skip
    begin = at + _CENTRAL_BYTES
    name = data[begin : begin + name_size].decode("ascii")
    extra = data[begin + name_size : begin + name_size + extra_size]
    size, offset = _widened(extra, size, offset)
    return ZipEntry(name, size, crc, date << 16 | time, offset), begin + name_size + extra_size


def _widened(extra: bytes, size: int, offset: int) -> tuple[int, int]:
    values = iter(struct.unpack(f"<{len(extra[4:]) // 8}Q", extra[4 : 4 + len(extra[4:]) // 8 * 8]))
    if size == LIMIT32:
        size = next(values, size)
        next(values, size)
    if offset == LIMIT32:
        offset = next(values, offset)
    return size, offset


def directory(entries: Sequence[ZipEntry]) -> bytes:
    """The central directory of some entries."""
    return b"".join(central_record(entry) for entry in entries)
