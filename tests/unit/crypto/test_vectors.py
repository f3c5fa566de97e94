"""The project's own vectors and, where they lie beside the checkout, the C2SP ones."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from crypto.age import (
    HybridIdentity,
    Identity,
    ScryptIdentity,
    X25519Identity,
    dearmor,
    decrypt,
    open_file,
)
from crypto.chain import SignedCheckpoint, verify_chain
from crypto.errors import BadChain, CryptoError
from crypto.slots import OpenedSlot, SlotBlock, SlotKind
from crypto.sshsig import verify

ROOT = Path(__file__).resolve().parents[3]
VECTORS = ROOT / "tests" / "vectors"
CCTV = ROOT.parent / "shared" / "samples" / "cctv-age"
CCTV_FILES = sorted(CCTV.iterdir()) if CCTV.is_dir() else []
CCTV_NAMES = {
    "BadArmor": "armor failure",
    "BadHeader": "header failure",
    "WorkTooHigh": "header failure",
    "BadMac": "HMAC failure",
    "WrongKey": "no match",
    "BadPayload": "payload failure",
    "Truncated": "payload failure",
}


class OneWay(io.RawIOBase):
    """Bytes that cannot be seeked and come in odd pieces, like a pipe."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        piece = self._data.read(min(len(view), 7001))
        view[: len(piece)] = piece
        return len(piece)


def _vectors(area: str) -> list[Path]:
    files = sorted((VECTORS / area).glob("*.json"))
    assert files, f"no vectors in {area}"
    return files


def _name(path: Path) -> str:
    return path.stem


def _identities(keys: list[str], passphrases: list[str]) -> list[Identity]:
    found: list[Identity] = [
        HybridIdentity.parse(key) if "-PQ-" in key else X25519Identity.parse(key) for key in keys
    ]
    return found + [ScryptIdentity(text) for text in passphrases]


def _open(src: BinaryIO, identities: list[Identity], *, armor: bool) -> bytes:
    with open_file(dearmor(src) if armor else src, identities) as reader:
        return reader.read()


def _decrypt(src: BinaryIO, identities: list[Identity]) -> bytes:
    out = io.BytesIO()
    decrypt(src, out, identities)
    return out.getvalue()


@pytest.mark.parametrize("path", _vectors("age"), ids=_name)
@pytest.mark.parametrize("way", ["whole file", "one way"])
def test_own_age_vector_has_its_stated_outcome(path: Path, way: str) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    data = zlib.decompress(base64.b64decode(vector["file_zlib"]))
    passphrase = vector["passphrase"]
    identities = _identities(vector["identities"], [passphrase] if passphrase else [])
    src: BinaryIO = io.BytesIO(data) if way == "whole file" else io.BufferedReader(OneWay(data))
    if vector["expect"] == "success":
        plain = _decrypt(src, identities)
        assert hashlib.sha256(plain).hexdigest() == vector["sha256"]
        return
    with pytest.raises(CryptoError) as caught:
        _open(src, identities, armor=vector["armor"])
    assert (type(caught.value).__name__, caught.value.code) == (vector["expect"], vector["code"])


@pytest.mark.skipif(not CCTV_FILES, reason="the C2SP vectors are not beside the checkout")
def test_all_c2sp_vectors_are_there() -> None:
    assert len(CCTV_FILES) == 143


@pytest.mark.parametrize("path", CCTV_FILES, ids=_name)
@pytest.mark.parametrize("way", ["whole file", "one way"])
def test_c2sp_age_vector_has_its_stated_outcome(path: Path, way: str) -> None:
    head, _, data = path.read_bytes().partition(b"\n\n")
    fields = defaultdict(list)
    for line in head.decode().split("\n"):
        key, _, value = line.partition(": ")
        fields[key].append(value)
    if fields["compressed"]:
        data = zlib.decompress(data)
    identities = _identities(fields["identity"], fields["passphrase"])
    src: BinaryIO = io.BytesIO(data) if way == "whole file" else io.BufferedReader(OneWay(data))
    try:
        plain = _open(src, identities, armor=bool(fields["armored"]))
    except CryptoError as error:
        outcome = CCTV_NAMES[type(error).__name__]
    else:
        outcome = "success"
        assert hashlib.sha256(plain).hexdigest() == fields["payload"][0]
    assert outcome == fields["expect"][0]


def _open_slot(block: SlotBlock, vector: dict[str, Any]) -> OpenedSlot:
    if "secret" not in vector:
        return block.open_passphrase(vector["passphrase"])
    return block.open_secret(SlotKind(vector["kind"]), bytes.fromhex(vector["secret"]))


@pytest.mark.parametrize("path", _vectors("slots"), ids=_name)
def test_slot_vector_has_its_stated_outcome(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    data = bytes.fromhex(vector["block"])
    if vector["expect"] == "success":
        block = SlotBlock.parse(data)
        opened = _open_slot(block, vector)
        assert opened.master.hex() == vector["master"]
        assert block.epoch.hex() == vector.get("epoch", "0" * 64)
        assert (opened.index, opened.label) == (vector["index"], vector["label"])
        assert block.generation == vector["generation"]
        return
    with pytest.raises(CryptoError) as caught:
        _open_slot(SlotBlock.parse(data), vector)
    assert (type(caught.value).__name__, caught.value.code) == (vector["expect"], vector["code"])


@pytest.mark.parametrize("path", _vectors("sshsig"), ids=_name)
def test_signature_vector_has_its_stated_outcome(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    message = vector["message"].encode()
    call = (vector["public_line"], vector["namespace"], message, vector["signature"])
    if vector["expect"] == "success":
        verify(*call)
        return
    with pytest.raises(CryptoError) as caught:
        verify(*call)
    assert (type(caught.value).__name__, caught.value.code) == (vector["expect"], vector["code"])


@pytest.mark.parametrize("path", _vectors("chain"), ids=_name)
def test_chain_vector_has_its_stated_outcome(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    entries = [entry.encode() for entry in vector["entries"]]
    heads = [bytes.fromhex(h) for h in vector["heads"]] if vector["heads"] is not None else None
    checkpoints = [
        SignedCheckpoint(c["message"].encode(), c["signature"]) for c in vector["checkpoints"]
    ]

    def walk() -> tuple[int, bytes]:
        return verify_chain(
            entries, heads=heads, checkpoints=checkpoints, public_line=vector["public_line"]
        )

    if vector["expect"] == "success":
        assert walk() == (vector["number"], bytes.fromhex(vector["head"]))
        return
    with pytest.raises(BadChain) as caught:
        walk()
    assert (caught.value.number, caught.value.code) == (vector["number"], vector["code"])
