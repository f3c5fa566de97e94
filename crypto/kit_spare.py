"""The spare line of a recovery kit: the master key sealed under the kit's own secret.

Pure bytes. With it a kit opens a vault of which both key files are gone. 76 bytes: vault id 16,
nonce 12, ChaCha20-Poly1305 of the master key under HKDF(secret, ``kit-spare``), associated data
``ongi-kit-v1`` and the vault id. See FORMAT.md, section "Recovery kit".
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import BadEncoding, WrongKey
from crypto.kdf import Label, subkey
from crypto.slots import MASTER_BYTES, VAULT_ID_BYTES

_BOUND = b"ongi-kit-v1"
_NONCE = 12
_TAG = 16
SPARE_BYTES = VAULT_ID_BYTES + _NONCE + MASTER_BYTES + _TAG


def seal_spare(secret: bytes, master: bytes, vault_id: bytes) -> bytes:
    """Return the spare line's bytes for a kit's secret and a vault's master key."""
    nonce = secrets.token_bytes(_NONCE)
    cipher = ChaCha20Poly1305(subkey(secret, Label.KIT_SPARE))
    return vault_id + nonce + cipher.encrypt(nonce, master, _BOUND + vault_id)


def open_spare(secret: bytes, spare: bytes) -> tuple[bytes, bytes]:
    """Return (vault id, master key). Raises BadEncoding (spare_size), WrongKey."""
    if len(spare) != SPARE_BYTES:
        raise BadEncoding(f"{len(spare)} bytes", code="spare_size")
    vault_id, sealed = spare[:VAULT_ID_BYTES], spare[VAULT_ID_BYTES:]
    cipher = ChaCha20Poly1305(subkey(secret, Label.KIT_SPARE))
    try:
        return vault_id, cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _BOUND + vault_id)
    except InvalidTag:
        raise WrongKey("the spare line is another secret's") from None
