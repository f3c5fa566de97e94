"""Does to a bundle what a vector file says: see tests/vectors/bundle/README.md."""

import hashlib
import io
import struct
import zipfile
from pathlib import Path
from typing import Any

import making
from packing_up import pack_up

from app.bundle import BundleMade
from app.bundle.verify.outer import BUNDLE, KEY
from crypto.age import HybridIdentity, ScryptRecipient, X25519Identity, encrypt

_CENTRAL = {
    "flags": (8, 2),
    "method": (10, 2),
    "size": (24, 4),
    "comment": (32, 2),
    "mode": (38, 4),
    "offset": (42, 4),
}
_LOCAL = {"flags": (6, 2), "method": (8, 2), "size": (22, 4)}


def apply(made: BundleMade, steps: list[dict[str, Any]]) -> None:
    outer = [step for step in steps if step["op"].startswith("outer.")]
    files = [step for step in steps if step["op"].startswith("file.")]
    archive = [step for step in steps if step["op"].startswith("zip.")]
    key = [step for step in steps if step["op"].startswith("key.")]
    pack = [step for step in steps if step["op"].startswith("pack.")]
    assert len(outer) + len(files) + len(archive) + len(key) + len(pack) == len(steps)
    data = making.archive_of(made)
    if files:
        data = _change_files(data, files)
    for step in archive:
        data = _change_archive(data, step)
    if files or archive:
        making.put_archive(made, data)
    for step in outer:
        _change_outer(made.path, step)
    for step in key:
        _change_key(made, step)
    if pack:
        pack_up(made.path, pack)


def _change_files(data: bytes, steps: list[dict[str, Any]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {
            info.filename.removeprefix("bag/"): archive.read(info) for info in archive.infolist()
        }
    for step in steps:
        if step["op"] == "file.add":
            assert step["path"] not in files
            files[step["path"]] = step["text"].encode()
        elif step["op"] == "file.drop":
            del files[step["path"]]
        elif step["op"] == "file.replace":
            old, new = step["old"].encode(), step["new"].encode()
            assert old in files[step["path"]], step
            files[step["path"]] = files[step["path"]].replace(old, new, 1)
        elif step["op"] == "file.rebag":
            files = making.rebagged(files)
        else:
            raise AssertionError(step)
    return making.zipped(files)


def _change_archive(data: bytes, step: dict[str, Any]) -> bytes:
    if step["op"] == "zip.append":
        return data + bytes.fromhex(step["hex"])
    if step["op"] == "zip.prepend":
        return bytes.fromhex(step["hex"]) + data
    if step["op"] == "zip.rename":
        old, new = step["old"].encode("latin-1"), step["new"].encode("latin-1")
        assert len(old) == len(new), step
        count = {"local": 1, "both": -1}[step["where"]]
        assert data.count(b"bag/" + old) == 2, step
        return data.replace(b"bag/" + old, b"bag/" + new, count)
    if step["op"] == "zip.end":
        return (
            data[: -22 + step["at"]]
            + bytes.fromhex(step["hex"])
            + data[-22 + step["at"] + len(step["hex"]) // 2 :]
        )
    assert step["op"] == "zip.field", step
    name = b"bag/" + step["path"].encode()
    changed = bytearray(data)
    places = [(data.index(name) - 30, _LOCAL), (data.rindex(name) - 46, _CENTRAL)]
    for start, fields in places[1 if step["where"] == "central" else 0 :]:
        at, width = fields[step["field"]]
        value = step["value"]
        struct.pack_into("<H" if width == 2 else "<L", changed, start + at, value)
    return bytes(changed)


def _change_key(made: BundleMade, step: dict[str, Any]) -> None:
    """Other words in the key file, under the same passphrase; or another kind of key altogether."""
    identity: X25519Identity | HybridIdentity = making.identity_of(made)
    if step["op"] == "key.hybrid":
        archive, identity = making.archive_of(made), HybridIdentity(bytes(range(32)))
        with (made.path / BUNDLE).open("wb") as file:
            encrypt(io.BytesIO(archive), file, [identity.recipient])
    else:
        assert step["op"] == "key.text", step
    own = str(identity)
    text = step["text"].replace("{identity}", own).replace("{lower}", own.lower())
    with (made.path / KEY).open("wb") as file:
        encrypt(io.BytesIO(text.encode("latin-1")), file, [ScryptRecipient(made.passphrase, 4)])


def _split(path: Path, size: int) -> None:
    """Into parts and their list, by other means than the program's own."""
    data = path.read_bytes()
    path.unlink()
    lines = []
    for number, at in enumerate(range(0, len(data), size), 1):
        part = path.with_name(f"{path.name}.{number:03d}")
        part.write_bytes(data[at : at + size])
        lines.append(f"{hashlib.sha256(part.read_bytes()).hexdigest()}  {part.name}\n")
    path.with_name("parts.sha256").write_text("".join(lines), "ascii")


def _change_outer(folder: Path, step: dict[str, Any]) -> None:
    path = folder / step["file"]
    if step["op"] == "outer.split":
        _split(path, step["size"])
        return
    if step["op"] == "outer.swap":
        other = folder / step["other"]
        first, second = path.read_bytes(), other.read_bytes()
        path.write_bytes(second)
        other.write_bytes(first)
        return
    if step["op"] == "outer.remove":
        path.unlink()
        return
    data = bytearray(path.read_bytes() if path.exists() else b"")
    if step["op"] == "outer.flip":
        data[step["at"]] ^= 1
    elif step["op"] == "outer.letter":
        data[step["at"]] = ord("B") if data[step["at"]] == ord("A") else ord("A")
    elif step["op"] == "outer.cut":
        del data[-step["bytes"] :]
    elif step["op"] == "outer.append":
        data += bytes.fromhex(step["hex"])
    elif step["op"] == "outer.write":
        data = bytearray(step["text"].encode())
    else:
        raise AssertionError(step)
    path.write_bytes(data)
