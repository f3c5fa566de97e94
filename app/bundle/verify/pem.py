"""Certificates in a text: found by their pinned fingerprints, written as PEM. RFC 7468."""

from __future__ import annotations

import base64
import re
from collections.abc import Container, Iterable
from hashlib import sha256

_BLOCK = re.compile(
    rb"-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----", re.ASCII
)
_WIDTH = 64


def certificates_in(text: bytes, pins: Container[str]) -> tuple[bytes, ...]:
    """The certificates (DER) in a text of PEM blocks whose SHA-256 (hexadecimal) is in `pins`."""
    found = []
    for block in _BLOCK.findall(text):
        try:
            der = base64.b64decode(b"".join(block.split()), validate=True)
        except ValueError:
            continue
        if sha256(der).hexdigest() in pins:
            found.append(der)
    return tuple(found)


def pem_of(certificates: Iterable[bytes]) -> bytes:
    """Certificates (DER) as one text, with a line before each that says its fingerprint."""
    return b"".join(map(_block, certificates))


def _block(der: bytes) -> bytes:
    text = base64.b64encode(der).decode("ascii")
    lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
    mark = sha256(der).hexdigest()
    whole = ["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----"]
    return "".join(f"{line}\n" for line in [f"# SHA-256 {mark}", *whole]).encode("ascii")
