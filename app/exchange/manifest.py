"""The signed list of a case file: what it holds, by whom, and what of the other side it knows.

Written by somebody else: strictly read, and nothing behind it is looked at before its signature
fits. FORMAT.md, section "Case file".
"""

from __future__ import annotations

import hashlib
from typing import Annotated, BinaryIO

import msgspec
from msgspec import Meta

from app.bundle.replies.about import CaseId, PublicKey, Sha256, Utc
from app.errors import FormatProblem, IntegrityProblem
from crypto import canon
from crypto.errors import BadEncoding, BadSignature
from crypto.sshsig import SigningKey, verify

FORMAT = "ongi-case-v1"
NAMESPACE = "ongi-case"
FIRST_LINE = b"ongi-case-v1\n"
MOST_BYTES = 16 * 1024 * 1024
_MOST_SIGNATURE = 4 * 1024
_END = b"-----END SSH SIGNATURE-----\n"
_MOST = 2**53 - 1

Size = Annotated[int, Meta(ge=0, le=_MOST)]
Recipient = Annotated[str, Meta(pattern=r"\Aage1[0-9a-z]{50,4000}\Z")]


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file: its bytes and their SHA-256."""

    sha256: Sha256
    size: Size


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a case file says of itself.

    `number` and `head` are the log's newest entry then; `recipient` is what an answer is sealed to.
    `seen` are the digests of the last files that were taken in there; `left` the SHA-256 of items
    that were not taken from them; `open` the records whose two versions nobody decided on yet.
    """

    case: CaseId
    format: str
    head: Sha256
    identity: bool
    left: Annotated[tuple[Sha256, ...], Meta(max_length=200_000)]
    log: Region
    made_at: Utc
    minor: bool
    number: Size
    open: Annotated[tuple[str, ...], Meta(max_length=100_000)]
    payloads: Size
    program: Annotated[str, Meta(max_length=40)]
    public_key: PublicKey
    recipient: Recipient
    records: Region
    seen: Annotated[tuple[Sha256, ...], Meta(max_length=1000)]


def write_manifest(manifest: Manifest, key: SigningKey) -> tuple[bytes, str]:
    """The beginning of a case file, up to its records, and the manifest's SHA-256."""
    line = canon.dumps(msgspec.to_builtins(manifest)) + b"\n"
    signature = key.sign(NAMESPACE, line).encode("ascii")
    return FIRST_LINE + line + signature, hashlib.sha256(line).hexdigest()


def read_manifest(src: BinaryIO, name: str) -> tuple[Manifest, str, int]:
    """The manifest at the beginning of a case file, its SHA-256, and where the records begin.

    Raises FormatProblem BND-070 (none), BND-071 (of a later version), IntegrityProblem BND-072 (the
    signature does not fit), and what reading raises.
    """
    first = src.readline(len(FIRST_LINE))
    if first != FIRST_LINE:
        later = first.startswith(b"ongi-case-v")
        raise FormatProblem("BND-071" if later else "BND-070", name=name)
    line = src.readline(MOST_BYTES)
    try:
        value = canon.loads(line.removesuffix(b"\n"), canonical=True, max_bytes=MOST_BYTES)
        manifest = msgspec.convert(value, Manifest)
    except (BadEncoding, msgspec.ValidationError):
        raise FormatProblem("BND-070", name=name) from None
    if manifest.format != FORMAT:
        raise FormatProblem("BND-071", name=name)
    signature = b""
    while not signature.endswith(_END):
        piece = src.readline(100)
        signature += piece
        if not piece or len(signature) > _MOST_SIGNATURE:
            raise IntegrityProblem("BND-072", name=name)
    try:
        verify(manifest.public_key, NAMESPACE, line, signature.decode("ascii", "replace"))
    except (BadSignature, BadEncoding):
        raise IntegrityProblem("BND-072", name=name) from None
    behind = len(first) + len(line) + len(signature)
    return manifest, hashlib.sha256(line).hexdigest(), behind
