"""The question put to a time stamping authority (RFC 3161, section 2.4.1), from a digest alone.

The library builds questions from the data only; here nothing but the SHA-256 is at hand.
"""

from __future__ import annotations

_SHA256 = bytes.fromhex("300d06096086480165030402010500")  # AlgorithmIdentifier with NULL
_DIGEST_BYTES = 32
_MAX_NONCE = 64
_TRUE = b"\x01\x01\xff"


def stamp_request(digest: bytes, nonce: bytes) -> bytes:
    """DER of a question for the certificates too, without a wish for a policy.

    `digest` is a SHA-256; `nonce` 8 to 64 random bytes, a number in network order. Raises
    ValueError for other sizes.
    """
    if len(digest) != _DIGEST_BYTES or not 8 <= len(nonce) <= _MAX_NONCE:
        raise ValueError("digest or nonce")
    imprint = _tagged(0x30, _SHA256 + _tagged(0x04, digest))
    number = int.from_bytes(nonce, "big")
    text = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return _tagged(0x30, _tagged(0x02, b"\x01") + imprint + _tagged(0x02, text) + _TRUE)


def _tagged(tag: int, content: bytes) -> bytes:
    """One DER element; nothing here is longer than 255 bytes."""
    size = len(content)
    return bytes((tag, size) if size < 0x80 else (tag, 0x81, size)) + content
