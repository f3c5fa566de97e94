"""Roots that lie on this computer with the library for TLS, by their pinned fingerprints.

Some authorities do not send their root along. Mozilla's list, which `requests` brings with it, has
most of them: a root is taken out of it only if its SHA-256 is pinned. Nothing is asked for.
"""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from app.bundle.verify.pem import certificates_in

_MAX_BYTES = 4 * 1024 * 1024


def roots_beside(pins: Container[str]) -> tuple[bytes, ...]:
    """The certificates (DER) among those of the TLS library whose SHA-256 is one of `pins`."""
    from requests.utils import DEFAULT_CA_BUNDLE_PATH

    path = Path(DEFAULT_CA_BUNDLE_PATH)
    if not path.is_file() or path.stat().st_size > _MAX_BYTES:
        return ()
    return certificates_in(path.read_bytes(), pins)
