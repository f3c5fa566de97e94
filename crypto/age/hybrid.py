"""Post-quantum hybrid recipients and identities.

HPKE with MLKEM768-X25519, HKDF-SHA256 and ChaCha20-Poly1305.

C2SP age specification, section "mlkem768x25519 recipient stanza"; the KEM's key expansion is that
of draft-irtf-cfrg-concrete-hybrid-kems (SHAKE256 of a 32-byte seed).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from crypto.age.encoding import b64, bech32_encode, key_bytes
from crypto.age.stanza import Stanza, argument_bytes, arguments, check_body
from crypto.age.x25519 import exchange
from crypto.errors import BadEncoding

_TYPE = "mlkem768x25519"
_INFO = b"age-encryption.org/mlkem768x25519"
_SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_SEED_BYTES = 32
_MLKEM_SEED = 64
_MLKEM_PUBLIC = 1184
_PUBLIC_BYTES = _MLKEM_PUBLIC + 32
_SHARE_BYTES = 1088 + 32


class HybridRecipient:
    """A public key, spelt ``age1pq1…``."""

    group = "postquantum"
    alone = False

    def __init__(self, public: bytes) -> None:
        """Take the 1,216 bytes of the public key. Raises BadEncoding (key)."""
        self._public = public
        try:
            self._key = MLKEM768X25519PublicKey(
                MLKEM768PublicKey.from_public_bytes(public[:_MLKEM_PUBLIC]),
                X25519PublicKey.from_public_bytes(public[_MLKEM_PUBLIC:]),
            )
        except ValueError:
            raise BadEncoding("not an ML-KEM-768 key", code="key") from None

    @classmethod
    def parse(cls, text: str) -> HybridRecipient:
        """Read ``age1pq1…``. Raises BadEncoding (key)."""
        return cls(key_bytes(text, "age1pq", _PUBLIC_BYTES))

    def __str__(self) -> str:
        """Return ``age1pq1…``, about two thousand letters."""
        return bech32_encode("age1pq", self._public)

    def __repr__(self) -> str:
        """Return the class and the beginning of the public key."""
        return f"HybridRecipient({str(self)[:20]}…)"

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza for this key. Raises BadEncoding (key) for a low-order public key."""
        try:
            sealed = _SUITE.encrypt(file_key, self._key, _INFO)
        except ValueError:
            raise BadEncoding("a public key of low order", code="key") from None
        return Stanza(_TYPE, (b64(sealed[:_SHARE_BYTES]),), sealed[_SHARE_BYTES:])


class HybridIdentity:
    """A secret key, spelt ``AGE-SECRET-KEY-PQ-1…``; ``repr`` shows only its recipient."""

    def __init__(self, seed: bytes) -> None:
        """Take the 32 secret bytes."""
        self._seed = seed
        expanded = hashlib.shake_256(seed).digest(_MLKEM_SEED + 32)
        mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED])
        self._classical = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED:])
        self._key = MLKEM768X25519PrivateKey(mlkem, self._classical)
        self._public = (
            mlkem.public_key().public_bytes_raw() + self._classical.public_key().public_bytes_raw()
        )

    @classmethod
    def generate(cls) -> HybridIdentity:
        """Return a fresh identity."""
        return cls(secrets.token_bytes(_SEED_BYTES))

    @classmethod
    def parse(cls, text: str) -> HybridIdentity:
        """Read ``AGE-SECRET-KEY-PQ-1…``. Raises BadEncoding (key)."""
        return cls(key_bytes(text, "AGE-SECRET-KEY-PQ-", _SEED_BYTES))

    @property
    def recipient(self) -> HybridRecipient:
        """The public key that belongs to this identity."""
        return HybridRecipient(self._public)

    def __str__(self) -> str:
        """Return the secret key: only for writing it where secrets go."""
        return bech32_encode("age-secret-key-pq-", self._seed).upper()

    def __repr__(self) -> str:
        """Return the class and the beginning of the public key, never the secret."""
        return f"HybridIdentity({str(self.recipient)[:20]}…)"

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key or None. Raises BadHeader for a malformed stanza of this type."""
        for stanza in stanzas:
            if stanza.type != _TYPE:
                continue
            (text,) = arguments(stanza, 1)
            share = argument_bytes(text, _SHARE_BYTES)
            check_body(stanza.body)
            # HPKE reports a low-order share and a wrong key alike; the format tells them apart.
            exchange(self._classical, share[-32:])
            try:
                return _SUITE.decrypt(share + stanza.body, self._key, _INFO)
            except InvalidTag:
                continue
        return None
