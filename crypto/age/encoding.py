"""The text encodings inside age: canonical unpadded base64, and Bech32 (BIP 173) of any length.

C2SP age specification, sections "Conventions", "X25519 recipient stanza". Accepts exactly one
spelling of every value.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable

from crypto.errors import BadEncoding

_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_CHARSET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6
_MAX_BECH32 = 4096


def b64(data: bytes) -> str:
    """Return standard base64 without padding."""
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def unb64(text: str) -> bytes:
    """Read unpadded base64. Raises BadEncoding for padding, other letters or spare bits set."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise BadEncoding("not base64") from None
    if b64(data) != text:
        raise BadEncoding("base64 is not canonical")
    return data


def bech32_encode(prefix: str, data: bytes) -> str:
    """Return lower-case Bech32 of ``data`` under a lower-case human-readable prefix."""
    values = _regroup(data, 8, 5, pad=True)
    check = _polymod([*_expand(prefix), *values, *[0] * _CHECKSUM]) ^ 1
    values += [check >> 5 * (_CHECKSUM - 1 - i) & 31 for i in range(_CHECKSUM)]
    return prefix + "1" + "".join(_CHARSET[value] for value in values)


def bech32_decode(text: str) -> tuple[str, bytes]:
    """Return (prefix, data), the prefix in the case it was written. Raises BadEncoding."""
    if len(text) > _MAX_BECH32 or (text.lower() != text and text.upper() != text):
        raise BadEncoding("Bech32 of mixed case or too long")
    prefix, one, rest = text.rpartition("1")
    if not one or not prefix or len(rest) < _CHECKSUM or not prefix.isascii():
        raise BadEncoding("Bech32 without its parts")
    try:
        values = [_VALUES[letter] for letter in rest.lower()]
    except KeyError:
        raise BadEncoding("a letter that Bech32 does not have") from None
    if _polymod([*_expand(prefix.lower()), *values]) != 1:
        raise BadEncoding("Bech32 checksum")
    return prefix, bytes(_regroup(values[:-_CHECKSUM], 5, 8, pad=False))


def key_bytes(text: str, prefix: str, length: int) -> bytes:
    """Return the bytes of a key with exactly this prefix and length. Raises BadEncoding (key)."""
    try:
        found, data = bech32_decode(text)
    except BadEncoding as error:
        raise BadEncoding(str(error), code="key") from None
    if found != prefix or len(data) != length:
        raise BadEncoding("a key of another kind", code="key")
    return data


def _expand(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [*(code >> 5 for code in codes), 0, *(code & 31 for code in codes)]


def _polymod(values: Iterable[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= term
    return check


def _regroup(data: Iterable[int], size: int, into: int, *, pad: bool) -> list[int]:
    held, bits, result = 0, 0, []
    for value in data:
        held = (held << size | value) & 0xFFF
        bits += size
        while bits >= into:
            bits -= into
            result.append(held >> bits & ((1 << into) - 1))
    rest = held & ((1 << bits) - 1)
    if pad:
        if bits:
            result.append(rest << (into - bits) & ((1 << into) - 1))
    elif bits >= size or rest:
        raise BadEncoding("Bech32 with spare bits")
    return result
