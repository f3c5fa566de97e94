"""Check sums that web archives carry for their own contents: compared, never trusted further.

A digest that fits says that the file is as its writer closed it. Whoever can write the file can
write the digest too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Protocol

RIGHT = "right"
WRONG = "wrong"
NOT_GIVEN = "not_given"
NOT_CHECKED = "not_checked"
_ALGORITHMS = ("md5", "sha1", "sha256", "sha512")


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def digest(self) -> bytes: ...


class Digest:
    """One stated digest (`sha1:…` in base 32, `sha256:…` in hexadecimal) and what it comes to."""

    def __init__(self, stated: str) -> None:
        algorithm, _, value = stated.strip()[:300].partition(":")
        name = algorithm.strip().lower().replace("-", "")
        self._stated = bool(stated.strip())
        self._hash: _Hash | None = None
        self._wanted = b""
        if name in _ALGORITHMS:
            made = hashlib.new(name, usedforsecurity=False)
            self._wanted = _value(value.strip(), made.digest_size)
            self._hash = made if self._wanted else None

    def update(self, piece: bytes) -> None:
        """Add bytes."""
        if self._hash is not None:
            self._hash.update(piece)

    def outcome(self, *, comparable: bool = True) -> str:
        """`right`, `wrong`, `not_given`, or `not_checked` (unknown kind, or not comparable)."""
        if not self._stated:
            return NOT_GIVEN
        if self._hash is None:
            return NOT_CHECKED
        if self._hash.digest() == self._wanted:
            return RIGHT
        return WRONG if comparable else NOT_CHECKED


def _value(text: str, size: int) -> bytes:
    """The bytes of a digest in hexadecimal or base 32; nothing where it is neither."""
    try:
        if len(text) == 2 * size:
            return bytes.fromhex(text)
        bare = text.upper().rstrip("=")
        found = base64.b32decode(bare + "=" * (-len(bare) % 8))
    except (ValueError, binascii.Error):
        return b""
    return found if len(found) == size else b""
