"""Case files as somebody who means harm would write them: well signed, with anything inside."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import msgspec

from app.domain.evidence.items import Case
from app.exchange.chained import log_lines
from app.exchange.manifest import FORMAT, Manifest, Region, write_manifest
from app.vault import Vault
from app.vault.case_seal import seal_of
from crypto.age import encrypt
from tests.unit.exchange.sides import KEY


def forge(
    vault: Vault, case: Case, path: Path, records: list[Any], content: bytes = b"", **said: Any
) -> Path:
    """A case file of these records, signed by the case's key of a vault, sealed to the test's."""
    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in records)
    seal = seal_of(vault, case.id)
    log = b"".join(log_lines(seal.entries(), case.id))
    number, head = seal.head
    signer = vault.case_signer(case.id)
    told: dict[str, Any] = {
        "case": case.id,
        "format": FORMAT,
        "head": head,
        "identity": True,
        "left": (),
        "log": Region(hashlib.sha256(log).hexdigest(), len(log)),
        "made_at": "2026-11-23T00:00:00Z",
        "minor": False,
        "number": number,
        "open": (),
        "payloads": len(content),
        "program": "0",
        "public_key": signer.public_line(),
        "recipient": str(vault.case_identity(case.id).recipient),
        "records": Region(hashlib.sha256(lines).hexdigest(), len(lines)),
        "seen": (),
    }
    start, _digest = write_manifest(Manifest(**{**told, **said}), signer)
    with path.open("wb") as out:
        encrypt(io.BytesIO(start + lines + log + content), out, [KEY.recipient])
    return path


def item_line(words: str, *, carried: bool = True, **other: Any) -> list[Any]:
    """The record of an item of words."""
    told: dict[str, Any] = {
        "id": "i-000000000001",
        "kind": "text",
        "name": "a.txt",
        "size": len(words.encode()),
        "sha256": hashlib.sha256(words.encode()).hexdigest(),
        "media_type": "text/plain",
        "added_ms": 1,
        "origin": "",
        "modified": None,
        "parent": None,
        "relation": "",
        "bytes": carried,
    }
    return ["items", {**told, **other}]
