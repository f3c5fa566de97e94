"""The spare line as letters: sixteen groups of eight, with a checksum of its own.

Base32 of the 76 bytes of `crypto.kit_spare` and the first four of their SHA-256.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re

from crypto.kit_spare import SPARE_BYTES

GROUPS = 16
_CHECK_BYTES = 4
_GROUP = re.compile(r"(?<!\S)[A-Z2-7]{8}(?!\S)")


def spare_groups(spare: bytes) -> tuple[str, ...]:
    """The sixteen groups."""
    text = base64.b32encode(spare + _check(spare)).decode("ascii")
    return tuple(text[at : at + 8] for at in range(0, len(text), 8))


def take_spare(text: str) -> tuple[bytes | None, str]:
    """The spare line in a text, None without a whole one, and the text without its groups."""
    groups = _GROUP.findall(text)
    if len(groups) != GROUPS:
        return None, text
    rest = _GROUP.sub(" ", text)
    try:
        data = base64.b32decode("".join(groups))
    except binascii.Error:
        return None, rest
    spare, check = data[:SPARE_BYTES], data[SPARE_BYTES:]
    return (spare if check == _check(spare) else None), rest


def _check(spare: bytes) -> bytes:
    return hashlib.sha256(spare).digest()[:_CHECK_BYTES]
