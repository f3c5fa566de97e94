"""Stanzas, the interfaces of recipients and identities, and the small ciphers they share.

C2SP age specification, section "Recipient stanza".
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto.age.encoding import unb64
from crypto.errors import BadEncoding, BadHeader

FILE_KEY_BYTES = 16
WRAPPED_BYTES = FILE_KEY_BYTES + 16
_ZERO_NONCE = bytes(12)


@dataclass(frozen=True)
class Stanza:
    """One recipient's line and body: its type, the other arguments, the decoded body."""

    type: str
    args: tuple[str, ...]
    body: bytes


class Recipient(Protocol):
    """Someone a file can be sealed for."""

    @property
    def group(self) -> str:
        """Recipients of different groups are never mixed in one file."""
        ...

    @property
    def alone(self) -> bool:
        """Whether this recipient must be the only one."""
        ...

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza that gives this recipient the file key."""
        ...


class Identity(Protocol):
    """Someone who can open a file."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key, or None if no stanza is for this identity. Raises BadHeader."""
        ...


def new_file_key() -> bytes:
    """Return 16 fresh random bytes: the key of one file."""
    return secrets.token_bytes(FILE_KEY_BYTES)


def hkdf(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    """Return 32 bytes of HKDF-SHA256."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def seal_key(wrap_key: bytes, file_key: bytes) -> bytes:
    """Seal a file key. The nonce is zero: every wrap key is used once."""
    return ChaCha20Poly1305(wrap_key).encrypt(_ZERO_NONCE, file_key, None)


def unseal_key(wrap_key: bytes, body: bytes) -> bytes | None:
    """Return the file key or None. Other lengths are refused first (partitioning oracles)."""
    check_body(body)
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(_ZERO_NONCE, body, None)
    except InvalidTag:
        return None


def check_body(body: bytes) -> None:
    """Raise BadHeader unless the body can hold exactly one sealed file key."""
    if len(body) != WRAPPED_BYTES:
        raise BadHeader("the sealed file key has another length", code="stanza")


def arguments(stanza: Stanza, count: int) -> tuple[str, ...]:
    """Return the arguments after the type. Raises BadHeader unless there are ``count``."""
    if len(stanza.args) != count:
        raise BadHeader(f"{stanza.type} with {len(stanza.args)} arguments", code="stanza")
    return stanza.args


def argument_bytes(text: str, length: int) -> bytes:
    """Return the decoded bytes of an argument. Raises BadHeader unless there are ``length``."""
    try:
        data = unb64(text)
    except BadEncoding as error:
        raise BadHeader(str(error), code="stanza") from None
    if len(data) != length:
        raise BadHeader("an argument of another length", code="stanza")
    return data
