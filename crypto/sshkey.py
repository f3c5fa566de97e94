"""Ed25519 signing keys as OpenSSH keeps them in files, so that `ssh-keygen` can use them too.

Keys under a passphrase are refused: what signs a receipt is no key to anything else. Knows no
paths; reads and gives text.
"""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_ssh_private_key,
)

from crypto.errors import BadEncoding
from crypto.sshsig import SigningKey

MOST_BYTES = 16 * 1024


def new_key() -> tuple[SigningKey, bytes]:
    """A fresh key, and the bytes of the file that keeps it (`OPENSSH PRIVATE KEY`)."""
    key = Ed25519PrivateKey.generate()
    text = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    return SigningKey(key), text


def read_key(data: bytes) -> SigningKey:
    """The key that a file keeps.

    Raises BadEncoding (private_key) for anything but an Ed25519 key without a passphrase.
    """
    if len(data) > MOST_BYTES:
        raise BadEncoding("too long for a key", code="private_key")
    try:
        key = load_ssh_private_key(data, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise BadEncoding("no key, or one under a passphrase", code="private_key") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise BadEncoding("a key of another kind", code="private_key")
    return SigningKey(key)
