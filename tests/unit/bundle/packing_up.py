"""A changed bundle as one ZIP of its folder, as a mail program makes it, with one thing wrong with it.

What the steps `pack.…` of tests/vectors/bundle/README.md do; they run last.
"""

import os
import struct
import subprocess
import warnings
import zipfile
from pathlib import Path
from typing import Any
from unittest import mock

ZIPPED = "bundle.zip"
_RECORD = {
    "flags": (8, 2),
    "method": (10, 2),
    "stored": (20, 4),
    "size": (24, 4),
    "offset": (42, 4),
}
_HEADER = {"flags": (6, 2), "method": (8, 2)}


def lies_at(folder: Path) -> Path:
    """What a person chooses: the ZIP where the folder holds one, else the folder."""
    zipped = folder / ZIPPED
    return zipped if zipped.is_file() else folder


def unpacked(folder: Path) -> Path | None:
    """Where a bundle lies once somebody has unpacked its ZIP with `unzip`; None where none does."""
    zipped = lies_at(folder)
    if zipped == folder:
        return folder
    out = folder / "unpacked"
    command = ["unzip", "-q", "-n", "-P", "x", zipped, "-d", out]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=30)
    homes = [one.parent for one in out.rglob("bundle.age") if one.is_file()]
    return homes[0] if len(homes) == 1 else None


def pack_up(folder: Path, steps: list[dict[str, Any]]) -> None:
    """Put the folder's files into one ZIP in it, and do to that what the further steps say."""
    first, *others = steps
    assert first["op"] == "pack.zip", first
    data = _zip_of(folder, first)
    for step in others:
        data = _changed(data, step)
    for path in folder.iterdir():
        path.unlink()
    (folder / ZIPPED).write_bytes(data)


def _zip_of(folder: Path, step: dict[str, Any]) -> bytes:
    top, out = step.get("top", "bundle/"), folder.with_name(folder.name + "-packed")
    how = zipfile.ZIP_DEFLATED if step.get("packed") else zipfile.ZIP_STORED
    limit = 100 if step.get("wide") else zipfile.ZIP64_LIMIT
    with (
        warnings.catch_warnings(),
        mock.patch.object(zipfile, "ZIP64_LIMIT", limit),
        mock.patch.object(os, "sep", "/"),
        zipfile.ZipFile(out, "w", how) as archive,
    ):
        warnings.simplefilter("ignore", UserWarning)  # a name twice is meant
        for path in sorted(folder.iterdir()):
            archive.writestr(_info(f"{top}{path.name}"), path.read_bytes(), how)
        for name, text in step.get("add", []):
            archive.writestr(_info(name), text, zipfile.ZIP_STORED)
    data = out.read_bytes()
    out.unlink()
    return data


def _info(name: str) -> zipfile.ZipInfo:
    """As the system writes it whose separator it has."""
    info = zipfile.ZipInfo(name)
    info.create_system = 0 if "\\" in name else 3
    return info


def _changed(data: bytes, step: dict[str, Any]) -> bytes:
    if step["op"] == "pack.cut":
        return data[: -step["bytes"]]
    if step["op"] == "pack.append":
        return data + bytes.fromhex(step["hex"])
    if step["op"] == "pack.prepend":
        return bytes.fromhex(step["hex"]) + data
    if step["op"] == "pack.end":
        at, new = len(data) + step["at"], bytes.fromhex(step["hex"])
        return data[:at] + new + data[at + len(new) :]
    name = step["path"].encode()
    if step["op"] == "pack.rename":
        new = step["new"].encode("latin-1")
        assert len(new) == len(name)
        assert data.count(name) == 2, step
        return data.replace(name, new, {"local": 1, "both": -1}[step["where"]])
    assert step["op"] == "pack.field", step
    changed = bytearray(data)
    places = [(data.index(name) - 30, _HEADER), (data.rindex(name) - 46, _RECORD)]
    for start, fields in places[1 if step["where"] == "central" else 0 :]:
        at, width = fields[step["field"]]
        struct.pack_into("<H" if width == 2 else "<L", changed, start + at, step["value"])
    return bytes(changed)
