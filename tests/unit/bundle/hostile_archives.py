"""Bad archives by rule: every field of every record, every kind of name, order, overlap, bomb."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from hostile_source import Case, zip_case

_LOCAL = {
    "magic": (0, 4), "needed": (4, 2), "flags": (6, 2), "method": (8, 2), "time": (10, 2),
    "date": (12, 2), "crc": (14, 4), "packed": (18, 4), "size": (22, 4), "name length": (26, 2),
    "extra length": (28, 2),
}  # fmt: skip
_CENTRAL = {
    "magic": (0, 4), "made by": (4, 2), "needed": (6, 2), "flags": (8, 2), "method": (10, 2),
    "time": (12, 2), "date": (14, 2), "crc": (16, 4), "packed": (20, 4), "size": (24, 4),
    "name length": (28, 2), "extra length": (30, 2), "comment length": (32, 2), "disk": (34, 2),
    "inner": (36, 2), "outer": (38, 4), "offset": (42, 4),
}  # fmt: skip
_END = {
    "magic": (0, 4), "disk": (4, 2), "directory disk": (6, 2), "here": (8, 2), "all": (10, 2),
    "size": (12, 4), "offset": (16, 4), "comment length": (20, 2),
}  # fmt: skip
_VICTIMS = ("bagit.txt", "data/exhibits/E001.jpg", "tagmanifest-sha256.txt")
_NAMES = (
    "/etc/passwd", "../x", "bag/../../x", "bag/./x", "bag//x", "bag/", "bag", "bag/x/", "C:\\x", "C:x",
    "bag\\x", "bag/a\\..\\b", "bag/.hidden", "bag/~", "bag/a b", "bag/con", "bag/CON.txt", "bag/Lpt1.x",
    "bag/aux", "bag/x.", "bag/x ", "bag/\x00x", "bag/x\x00.jpg", "bag/\x1b[31m", "bag/\r\nx", "bag/\tx",
    "bag/\u202egpj.exe", "bag/\u200bx", "bag/\uff0e\uff0e/x", "bag/cafe\u0301", "bag/caf\u00e9",
    "bag/\U0001f600", "bag/-rf", "bag/%2e%2e/x", "bag/$(x)", "bag/`x`", "bag/a;b", "bag/a|b", "bag/*",
    "bag/x:y", "bag/<script>", "bag/&lt;", "BAG/x", "Bag/x", "bag/" + "x" * 65, "bag/" + "a/" * 7 + "x",
    "bag/" + "a" * 60 + "/" + "b" * 60, "bag/" + "x" * 4000, "", "\\\\server\\share", "bag/DATA/x",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """All bad archives."""
    yield from _fields("local", b"PK\x03\x04", _LOCAL)
    yield from _fields("central", b"PK\x01\x02", _CENTRAL)
    for field, place in _END.items():
        for value in _values(place[1]):
            yield zip_case(f"end {field} {value:#x}", _set_end(place, value))
    for number, name in enumerate(_NAMES):
        yield zip_case(f"name {number} {name[:12]!a}", _renamed(name.encode()))
    yield from _whole()


def _values(width: int) -> tuple[int, ...]:
    top = (1 << 8 * width) - 1
    return (0, 1, 8, 0x800, top - 1, top) if width == 2 else (0, 1, top >> 1, top)


def _fields(which: str, magic: bytes, fields: dict[str, tuple[int, int]]) -> Iterator[Case]:
    for victim in _VICTIMS:
        for field, place in fields.items():
            for value in _values(place[1]):
                name = f"{which} {victim[:8]} {field} {value:#x}"
                yield zip_case(name, _set_field(magic, victim, place, value))


def _set_field(magic: bytes, victim: str, place: tuple[int, int], value: int):
    def change(archive: bytes) -> bytes:
        end = f"bag/{victim}".encode()
        head = 30 if magic == b"PK\x03\x04" else 46
        at = archive.index(end) if head == 30 else archive.rindex(end)
        assert archive[at - head : at - head + 4] == magic
        return _written(archive, at - head + place[0], place[1], value)

    return change


def _set_end(place: tuple[int, int], value: int):
    return lambda archive: _written(archive, len(archive) - 22 + place[0], place[1], value)


def _written(archive: bytes, at: int, width: int, value: int) -> bytes:
    """The archive with another number, or with the next lower one where it stood already."""
    old = archive[at : at + width]
    new = value.to_bytes(width, "little")
    if new == old:
        new = (value ^ 2).to_bytes(width, "little")
    return archive[:at] + new + archive[at + width :]


def _renamed(name: bytes):
    """A further file under any name, in an archive that is otherwise in the one right shape."""

    def change(archive: bytes) -> bytes:
        return _with_entry(archive, name, b"x")

    return change


def _with_entry(archive: bytes, name: bytes, data: bytes, offset: int | None = None) -> bytes:
    count, size, start = struct.unpack("<HLL", archive[-12:-2])
    sums = struct.pack("<LLL", zlib.crc32(data), len(data), len(data))
    fixed = struct.pack("<HHHH", 0, 0, 0x800, 0x5D77) + sums + struct.pack("<HH", len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<H", 20) + fixed + name + data
    central = b"PK\x01\x02" + struct.pack("<HH", 3 << 8 | 20, 20) + fixed
    place = start if offset is None else offset
    central += struct.pack("<HHHLL", 0, 0, 0, 0o100644 << 16, place) + name
    directory = archive[start : start + size] + central
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, count + 1, count + 1, len(directory),
                      start + len(local), 0)  # fmt: skip
    return archive[:start] + local + directory + end


def _whole() -> Iterator[Case]:
    first = b"bag/bagit.txt"
    yield zip_case("twice", lambda a: _with_entry(a, first, b"x"))
    yield zip_case("twice in other case", lambda a: _with_entry(a, b"bag/BagIt.txt", b"x"))
    yield zip_case("same bytes under two names", lambda a: _with_entry(a, b"bag/x", b"x", 0))
    yield zip_case("added", lambda a: _with_entry(a, b"bag/data/x.txt", b"x"))
    yield zip_case("added empty", lambda a: _with_entry(a, b"bag/data/x.txt", b""))
    yield zip_case("zip in a zip", lambda a: _with_entry(a, b"bag/data/bag.zip", a))
    yield zip_case("no bytes", lambda _a: b"")
    yield zip_case("end only", lambda _a: b"PK\x05\x06" + bytes(18))
    yield zip_case("two archives", lambda a: a + a)
    yield zip_case("something before", lambda a: b"#!/bin/sh\n" + a)
    yield zip_case("something behind", lambda a: a + b"\n")
    yield zip_case("comment", lambda a: a[:-2] + b"\x05\0PK\x05\x06x")
    for part in range(1, 16):
        yield zip_case(f"cut {part}", lambda a, part=part: a[: len(a) * part // 16])
    for mode in (0o120777, 0o040755, 0o020666, 0o060666, 0o010644, 0o140755, 0o104755):
        yield zip_case(f"mode {mode:o}", _set_mode(mode))
    yield zip_case("wide end for a small one", _wide_end(0))
    yield zip_case("wide end that lies", _wide_end(1 << 62))
    yield zip_case("200,001 files claimed", _set_count(200_001))
    yield zip_case("65,534 files claimed", lambda a: a[:-14] + b"\xfe\xff\xfe\xff" + a[-10:])
    yield zip_case("bomb", _bomb)
    yield zip_case("packed again by Python", _by_python)


def _set_mode(mode: int):
    return _set_field(b"PK\x01\x02", _VICTIMS[1], (38, 4), mode << 16)


def _wide_end(lie: int):
    def change(archive: bytes) -> bytes:
        count, size, start = struct.unpack("<HLL", archive[-12:-2])
        wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size,
                           start | lie)  # fmt: skip
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(archive) - 22, 1)
        return archive[:-22] + wide + locator + archive[-22:]

    return change


def _set_count(count: int):
    def change(archive: bytes) -> bytes:
        _, size, start = struct.unpack("<HLL", archive[-12:-2])
        wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 3 << 8 | 45, 45, 0, 0, count, count,
                           size, start)  # fmt: skip
        locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(archive) - 22, 1)
        tail = archive[-22:-14] + b"\xff\xff\xff\xff" + archive[-10:]
        return archive[:-22] + wide + locator + tail

    return change


def _bomb(_archive: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/bagit.txt", bytes(20_000_000))
    return out.getvalue()


def _by_python(archive: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    return out.getvalue()
