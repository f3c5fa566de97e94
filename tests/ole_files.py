"""Writes compound files ([MS-CFB]), as old Office documents and mails of Outlook are.

Written for the tests from the specification, without the library that reads them in the product.
"""

from __future__ import annotations

import struct

SECTOR = 512
MINI = 64
CUTOFF = 4096
FREE, END, FAT_MARK = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
NONE = 0xFFFFFFFF
ROOT, STORAGE, STREAM = 5, 1, 2

Tree = dict[str, "bytes | Tree"]


def ole_file(tree: Tree) -> bytes:
    """A compound file with these streams, and these storages (inner dictionaries)."""
    return _Writer().write(tree)


class _Writer:
    def __init__(self) -> None:
        self.sectors: list[bytes] = []
        self.chain: list[int] = []
        self.minis = b""
        self.mini_chain: list[int] = []
        self.entries: list[list[object]] = [["Root Entry", ROOT, NONE, NONE, NONE, END, 0]]

    def write(self, tree: Tree) -> bytes:
        self.entries[0][4] = self._storage(tree)
        start = self._big(self.minis) if self.minis else END
        self.entries[0][5:] = [start, len(self.minis)]
        table = struct.pack(f"<{len(self.mini_chain)}I", *self.mini_chain)
        minis = self._big(_padded(table, b"\xff")) if table else END
        directory = self._big(_padded(b"".join(_entry(one) for one in self.entries), b"\0"))
        fats = 1
        while (len(self.chain) + fats) * 4 > fats * SECTOR:
            fats += 1
        places = [len(self.chain) + n for n in range(fats)]
        chain = self.chain + [FAT_MARK] * fats
        chain += [FREE] * (fats * SECTOR // 4 - len(chain))
        body = b"".join(self.sectors) + struct.pack(f"<{len(chain)}I", *chain)
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        head += struct.pack("<IIIII", 0, fats, directory, 0, CUTOFF)
        head += struct.pack("<IIII", minis, (len(table) + SECTOR - 1) // SECTOR, END, 0)
        places += [FREE] * (109 - len(places))
        return head + struct.pack("<109I", *places) + body

    def _storage(self, tree: Tree) -> int:
        """Entries of one storage, as a list to the right; their first number."""
        first = NONE
        for name, inside in reversed(tree.items()):
            number = len(self.entries)
            if isinstance(inside, bytes):
                start = self._stream(inside)
                self.entries.append([name, STREAM, NONE, first, NONE, start, len(inside)])
            else:
                self.entries.append([name, STORAGE, NONE, first, NONE, 0, 0])
                self.entries[number][4] = self._storage(inside)
            first = number
        return first

    def _stream(self, data: bytes) -> int:
        if not data:
            return END
        if len(data) >= CUTOFF:
            return self._big(data)
        start = len(self.minis) // MINI
        count = (len(data) + MINI - 1) // MINI
        self.minis += data.ljust(count * MINI, b"\0")
        self.mini_chain += [start + n + 1 for n in range(count - 1)] + [END]
        return start

    def _big(self, data: bytes) -> int:
        start = len(self.sectors)
        whole = _padded(data, b"\0")
        pieces = [whole[at : at + SECTOR] for at in range(0, len(whole), SECTOR)]
        self.sectors += pieces
        self.chain += [start + n + 1 for n in range(len(pieces) - 1)] + [END]
        return start


def _padded(data: bytes, by: bytes) -> bytes:
    return data + by * (-len(data) % SECTOR)


def _entry(one: list[object]) -> bytes:
    name, kind, left, right, child, start, size = one
    letters = str(name).encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", letters, len(letters), kind, 1, left, right, child,
        b"", 0, 0, 0, start, size,
    )  # fmt: skip


def mail_file(properties: dict[int, object], attachments: list[dict[int, object]] = ()) -> bytes:
    """A mail of Outlook: property number to text, bytes, or (a filetime) whole number."""
    tree: Tree = {"__nameid_version1.0": {"__substg1.0_00020102": b""}}
    head = struct.pack("<8x4I8x", 0, len(attachments), 0, len(attachments))
    tree |= _properties(properties, head)
    for number, one in enumerate(attachments):
        tree[f"__attach_version1.0_#{number:08X}"] = _properties(one, bytes(8))
    return ole_file(tree)


def _properties(properties: dict[int, object], head: bytes) -> Tree:
    streams: Tree = {}
    table = head
    for number, value in properties.items():
        if isinstance(value, int):
            table += struct.pack("<HHIQ", 0x0040, number, 6, value)
            continue
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        kind = 0x001F if isinstance(value, str) else 0x0102
        table += struct.pack("<HHIII", kind, number, 6, len(data), 0)
        streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return {"__properties_version1.0": table, **streams}


def summary(values: dict[int, object], page: int = 949) -> bytes:
    """A property stream ([MS-OLEPS]): texts in the code page, whole numbers, times as `(ticks,)`."""
    rows = [(1, struct.pack("<IhH", 2, page, 0))]
    for number, value in values.items():
        if isinstance(value, tuple):
            rows.append((number, struct.pack("<IQ", 64, value[0])))
        elif isinstance(value, int):
            rows.append((number, struct.pack("<Ii", 3, value)))
        else:
            text = str(value).encode(f"cp{page}") + b"\0"
            text += bytes(-len(text) % 4)
            rows.append((number, struct.pack("<II", 30, len(text)) + text))
    at = 8 + 8 * len(rows)
    table = body = b""
    for number, data in rows:
        table += struct.pack("<II", number, at + len(body))
        body += data
    section = struct.pack("<II", at + len(body), len(rows)) + table + body
    form = bytes.fromhex("e0859ff2f94f6810ab9108002b27b3d9")
    return struct.pack("<HHI16sI", 0xFFFE, 0, 2, b"", 1) + form + struct.pack("<I", 48) + section


def filetime(at_ms: int) -> int:
    """Hundreds of nanoseconds since 1601 for milliseconds of UTC."""
    return (at_ms + 11_644_473_600_000) * 10_000
