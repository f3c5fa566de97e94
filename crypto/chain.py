"""A hash chain over log entries, and signed checkpoints of its head.

An entry is any bytes. The head after it is SHA-256 over a fixed label, the head before it and the
entry's own SHA-256, so no entry can be changed, dropped, added or moved without changing every
later head; and the chain can still be followed where an entry is withheld and only its digest is
shown. A checkpoint is canonical JSON that names a head and its number, signed in OpenSSH's format.
Knows neither what an entry says nor where it lies.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crypto import canon
from crypto.errors import BadChain, BadEncoding, BadSignature
from crypto.sshsig import SigningKey, verify

HEAD_BYTES = 32
GENESIS = hashlib.sha256(b"ongi/v1/chain-genesis").digest()
CHECKPOINT_NAMESPACE = "ongi-checkpoint"

_LINK_LABEL = b"ongi/v1/chain-link\0"
_TYPE = "ongi-checkpoint-v1"
_HEAD = re.compile(r"[0-9a-f]{64}")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", re.ASCII)
_MAX_CHECKPOINT = 64 * 1024


@dataclass(frozen=True)
class Checkpoint:
    """A head after ``number`` entries, when it was taken (UTC), and what else was stated."""

    number: int
    head: bytes
    at: str
    facts: Mapping[str, canon.JsonValue] = field(default_factory=dict)


@dataclass(frozen=True)
class SignedCheckpoint:
    """The exact bytes of a checkpoint and the armored signature over them."""

    message: bytes
    signature: str


def link(previous: bytes, entry: bytes) -> bytes:
    """Return the 32-byte head after ``entry``, given the head before it (GENESIS for the first)."""
    return link_digest(previous, entry_digest(entry))


def entry_digest(entry: bytes) -> bytes:
    """Return the SHA-256 of an entry, which can stand for it where the entry itself is withheld."""
    return hashlib.sha256(entry).digest()


def link_digest(previous: bytes, digest: bytes) -> bytes:
    """Like :func:`link`, for an entry of which only the digest is shown."""
    if len(previous) != HEAD_BYTES or len(digest) != HEAD_BYTES:
        raise ValueError("a head and a digest have 32 bytes")
    return hashlib.sha256(_LINK_LABEL + previous + digest).digest()


def checkpoint_message(
    number: int,
    head: bytes,
    *,
    at: str,
    facts: Mapping[str, canon.JsonValue] | None = None,
) -> bytes:
    """Return the bytes to sign: the head after ``number`` entries.

    ``at`` is UTC, as ``2026-01-31T09:00:00Z``; ``facts`` are further statements, such as the number
    of items. Raises ValueError for a bad number, head or time, BadEncoding for facts without
    canonical form.
    """
    if number < 0 or len(head) != HEAD_BYTES or not _UTC.fullmatch(at):
        raise ValueError("a checkpoint needs a number, a head of 32 bytes and a UTC time")
    return canon.dumps(
        {
            "at": at,
            "facts": dict(facts or {}),
            "head": head.hex(),
            "number": number,
            "type": _TYPE,
        }
    )


def read_checkpoint(message: bytes) -> Checkpoint:
    """Read what :func:`checkpoint_message` wrote. Raises BadEncoding (checkpoint, canon)."""
    value = canon.loads(message, canonical=True, max_bytes=_MAX_CHECKPOINT)
    if not isinstance(value, dict) or len(value) != 5:
        raise BadEncoding("not a checkpoint", code="checkpoint")
    match value:
        case {
            "at": str(at),
            "facts": dict(facts),
            "head": str(head),
            "number": int(number),
            "type": kind,
        } if kind == _TYPE and number >= 0 and not isinstance(number, bool):
            if _HEAD.fullmatch(head) and _UTC.fullmatch(at):
                return Checkpoint(number, bytes.fromhex(head), at, facts)
    raise BadEncoding("not a checkpoint", code="checkpoint")


def sign_checkpoint(key: SigningKey, message: bytes) -> SignedCheckpoint:
    """Sign a checkpoint's bytes under the checkpoint namespace."""
    return SignedCheckpoint(message, key.sign(CHECKPOINT_NAMESPACE, message))


def verify_checkpoint(public_line: str, signed: SignedCheckpoint) -> Checkpoint:
    """Return a checkpoint whose signature fits. Raises BadSignature, BadEncoding."""
    verify(public_line, CHECKPOINT_NAMESPACE, signed.message, signed.signature)
    return read_checkpoint(signed.message)


def verify_chain(
    entries: Iterable[bytes],
    *,
    heads: Iterable[bytes] | None = None,
    checkpoints: Sequence[SignedCheckpoint] = (),
    public_line: str = "",
    start: tuple[int, bytes] = (0, GENESIS),
) -> tuple[int, bytes]:
    """Walk the entries and return (number of the last entry, head). Memory stays flat.

    ``heads`` are the stored heads, one an entry, so that the first wrong one is named;
    ``checkpoints`` are checked by signature and by their head; ``start`` begins behind an entry
    whose head is known already. Raises BadChain with the number of the first entry that does not
    fit (codes chain_head, chain_length, checkpoint_signature, checkpoint_head, checkpoint_beyond).
    """
    number, head = start
    wanted: dict[int, list[bytes]] = {}
    for place, signed in enumerate(checkpoints, 1):
        checkpoint = _checked(public_line, signed, place)
        if checkpoint.number >= number:
            wanted.setdefault(checkpoint.number, []).append(checkpoint.head)
    _compare(wanted.pop(number, []), number, head)
    stored = iter(heads) if heads is not None else None
    for entry in entries:
        number += 1
        head = link(head, entry)
        if stored is not None and (given := next(stored, None)) != head:
            raise BadChain(number, code="chain_head" if given is not None else "chain_length")
        _compare(wanted.pop(number, []), number, head)
    if stored is not None and next(stored, None) is not None:
        raise BadChain(number + 1, "a head without its entry", code="chain_length")
    if wanted:
        raise BadChain(
            number + 1, "a checkpoint of entries that are gone", code="checkpoint_beyond"
        )
    return number, head


def _checked(public_line: str, signed: SignedCheckpoint, place: int) -> Checkpoint:
    try:
        return verify_checkpoint(public_line, signed)
    except (BadSignature, BadEncoding) as error:
        raise BadChain(place, f"checkpoint: {error}", code="checkpoint_signature") from error


def _compare(wanted: Iterable[bytes], number: int, head: bytes) -> None:
    if any(other != head for other in wanted):
        raise BadChain(number, "a checkpoint has another head", code="checkpoint_head")
