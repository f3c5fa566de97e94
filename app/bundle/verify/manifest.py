"""The signed list of a bundle (`data/proofs/manifest.json`).

What is in it, whose log it belongs to, who signed.

Canonical JSON, read strictly: another spelling, another key or another type is refused. FORMAT.md,
section "Bundle".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.bundle.verify.names import safe_path
from crypto import canon
from crypto.canon import JsonValue
from crypto.errors import BadEncoding

FORMAT = "ongi-bundle-v1"
NAMESPACE = "ongi-bundle"
PRINCIPAL = "vault"

MANIFEST_PATH = "data/proofs/manifest.json"
SIGNATURE_PATH = "data/proofs/manifest.json.sig"
SIGNERS_PATH = "data/proofs/allowed_signers"
SIGNER_TOLD_PATH = "data/proofs/signer.json"
LOG_PATH = "data/custody/log.jsonl"
CHECKPOINT_PATH = "data/custody/checkpoint.txt"
CHECKPOINT_SIGNATURE_PATH = "data/custody/checkpoint.txt.sig"
UNLISTED = frozenset((MANIFEST_PATH, SIGNATURE_PATH))
"""Payload files that the list cannot name: itself and its signature."""

EXHIBIT = re.compile(r"data/exhibits/[A-Za-z0-9][A-Za-z0-9_-]{0,30}(\.[A-Za-z0-9]{1,12})?")
"""Where an exhibit lies: its name without the ending is what people call it by."""

_HEX = re.compile(r"[0-9a-f]{64}")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", re.ASCII)
_KEY = re.compile(r"ssh-ed25519 [A-Za-z0-9+/=]{20,200}")
_AGENT = re.compile(r"[!-~]{1,40}")


@dataclass(frozen=True, slots=True)
class FileLine:
    """One file: path in the bag, size in bytes, SHA-256; for an exhibit item and name as found."""

    path: str
    size: int
    sha256: str
    media_type: str
    item: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole list.

    `made_at` is UTC as `2026-11-23T01:02:03Z`; `head` is of the log after entry `number`.
    """

    case: str
    made_at: str
    tool: str
    version: str
    public_key: str
    number: int
    head: str
    files: tuple[FileLine, ...]

    @property
    def agent(self) -> str:
        """The program as `bag-info.txt` names it."""
        return f"{self.tool} {self.version}"

    @property
    def date(self) -> str:
        """The day of packing, in UTC."""
        return self.made_at[:10]

    @property
    def signers_line(self) -> bytes:
        """What `allowed_signers` must hold for `ssh-keygen -Y verify`."""
        return f'{PRINCIPAL} namespaces="{NAMESPACE},ongi-checkpoint" {self.public_key}\n'.encode(
            "ascii"
        )


def write_manifest(manifest: Manifest) -> bytes:
    """The bytes that are signed."""
    return canon.dumps(
        {
            "case": manifest.case,
            "custody": {"head": manifest.head, "number": manifest.number},
            "files": [_file(line) for line in sorted(manifest.files, key=lambda line: line.path)],
            "format": FORMAT,
            "made_at": manifest.made_at,
            "public_key": manifest.public_key,
            "tool": {"name": manifest.tool, "version": manifest.version},
        }
    )


def _file(line: FileLine) -> dict[str, str | int]:
    facts: dict[str, str | int] = {
        "media_type": line.media_type,
        "path": line.path,
        "sha256": line.sha256,
        "size": line.size,
    }
    return facts | {"item": line.item, "name": line.name} if line.item else facts


class NewerFormat(Exception):
    """The list says it is of a format that this version does not know."""


def read_manifest(data: bytes) -> Manifest:
    """The list that some bytes spell.

    Raises BadEncoding for a broken one, NewerFormat for an unknown format.
    """
    value = canon.loads(data, canonical=True)
    if not isinstance(value, dict):
        raise BadEncoding("not a bundle's list", code="manifest")
    kind = value.get("format")
    if isinstance(kind, str) and kind != FORMAT:
        raise NewerFormat
    match value:
        case {
            "case": str(case),
            "custody": {"head": str(head), "number": int(number)},
            "files": list(files),
            "format": str(),
            "made_at": str(made_at),
            "public_key": str(public_key),
            "tool": {"name": str(tool), "version": str(version)},
        } if len(value) == 7:
            manifest = Manifest(
                case, made_at, tool, version, public_key, number, head,
                tuple(_read_file(entry) for entry in files),
            )  # fmt: skip
            if _sound(manifest) and write_manifest(manifest) == data:
                return manifest
    raise BadEncoding("not a bundle's list", code="manifest")


def _sound(manifest: Manifest) -> bool:
    return bool(
        type(manifest.number) is int
        and manifest.number >= 1
        and _HEX.fullmatch(manifest.head)
        and _UTC.fullmatch(manifest.made_at)
        and _KEY.fullmatch(manifest.public_key)
        and _AGENT.fullmatch(manifest.tool)
        and _AGENT.fullmatch(manifest.version)
        and len({line.path for line in manifest.files}) == len(manifest.files)
    )


def _read_file(value: JsonValue) -> FileLine:
    if not isinstance(value, dict):
        raise BadEncoding("not a file of a bundle's list", code="manifest")
    match value:
        case {"media_type": str(kind), "path": str(path), "sha256": str(sha256), "size": int(size)}:
            item, name = _exhibit(value)
            if safe_path(path) and _HEX.fullmatch(sha256) and type(size) is int and size >= 0:
                return FileLine(path, size, sha256, kind, item, name)
    raise BadEncoding("not a file of a bundle's list", code="manifest")


def _exhibit(value: Mapping[str, JsonValue]) -> tuple[str, str]:
    item, name = value.get("item", ""), value.get("name", "")
    if not isinstance(item, str) or not isinstance(name, str):
        raise BadEncoding("not a file of a bundle's list", code="manifest")
    return item, name
