"""X25519 recipients and identities. C2SP age specification, section "X25519 recipient stanza"."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from crypto.age.encoding import b64, bech32_encode, key_bytes
from crypto.age.stanza import (
    Stanza,
    argument_bytes,
    arguments,
    check_body,
    hkdf,
    seal_key,
    unseal_key,
)
from crypto.errors import BadEncoding, BadHeader

_TYPE = "X25519"
_INFO = b"age-encryption.org/v1/X25519"
_KEY_BYTES = 32


class X25519Recipient:
    """A public key, spelt ``age1…``."""

    group = "classical"
    alone = False

    def __init__(self, public: bytes) -> None:
        """Take the 32 bytes of the public key."""
        self._public = public
        self._key = X25519PublicKey.from_public_bytes(public)

    @classmethod
    def parse(cls, text: str) -> X25519Recipient:
        """Read ``age1…``. Raises BadEncoding (key)."""
        return cls(key_bytes(text, "age", _KEY_BYTES))

    def __str__(self) -> str:
        """Return ``age1…``."""
        return bech32_encode("age", self._public)

    def __repr__(self) -> str:
        """Return the class and the public key."""
        return f"X25519Recipient({self})"

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza for this key. Raises BadEncoding (key) for a low-order public key."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        try:
            shared = ephemeral.exchange(self._key)
        except ValueError:
            raise BadEncoding("a public key of low order", code="key") from None
        wrap_key = hkdf(shared, share + self._public, _INFO)
        return Stanza(_TYPE, (b64(share),), seal_key(wrap_key, file_key))


class X25519Identity:
    """A secret key, spelt ``AGE-SECRET-KEY-1…``; ``repr`` shows only its recipient."""

    def __init__(self, secret: bytes) -> None:
        """Take the 32 secret bytes."""
        self._secret = secret
        self._key = X25519PrivateKey.from_private_bytes(secret)
        self._public = self._key.public_key().public_bytes_raw()

    @classmethod
    def generate(cls) -> X25519Identity:
        """Return a fresh identity."""
        return cls(secrets.token_bytes(_KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> X25519Identity:
        """Read ``AGE-SECRET-KEY-1…``. Raises BadEncoding (key)."""
        return cls(key_bytes(text, "AGE-SECRET-KEY-", _KEY_BYTES))

    @property
    def recipient(self) -> X25519Recipient:
        """The public key that belongs to this identity."""
        return X25519Recipient(self._public)

    def __str__(self) -> str:
        """Return the secret key: only for writing it where secrets go."""
        return bech32_encode("age-secret-key-", self._secret).upper()

    def __repr__(self) -> str:
        """Return the class and the public key, never the secret."""
        return f"X25519Identity({self.recipient})"

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key or None. Raises BadHeader for a malformed X25519 stanza."""
        for stanza in stanzas:
            if stanza.type != _TYPE:
                continue
            (text,) = arguments(stanza, 1)
            share = argument_bytes(text, _KEY_BYTES)
            check_body(stanza.body)
            shared = exchange(self._key, share)
            wrap_key = hkdf(shared, share + self._public, _INFO)
            if (file_key := unseal_key(wrap_key, stanza.body)) is not None:
                return file_key
        return None


def exchange(key: X25519PrivateKey, share: bytes) -> bytes:
    """Return the shared secret. Raises BadHeader when it would be all zero (a low-order share)."""
    try:
        return key.exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        raise BadHeader("a share of low order", code="stanza") from None
