"""A counsellor's letter: the secret of one key slot, sealed for the counsellor's own age key.

The letter is a standard age file that lies outside the vault: so nobody can count or see such keys
in the folder. Inside is canonical JSON: `format` (`ongi-letter-v1`), `vault` and `secret`, both
hexadecimal. Pure bytes; everything read here may have been written by anybody. See FORMAT.md,
section "Keys".
"""

from __future__ import annotations

import hashlib
import io

from crypto import canon
from crypto.age import (
    HybridIdentity,
    HybridRecipient,
    Identity,
    Recipient,
    X25519Identity,
    X25519Recipient,
    decrypt,
    encrypt,
)
from crypto.errors import BadEncoding

MOST_LETTER_BYTES = 64 * 1024
MOST_IDENTITY_BYTES = 64 * 1024
_MOST_IDENTITIES = 100
_FORMAT = "ongi-letter-v1"
_SECRET_BYTES = 32
_VAULT_ID_BYTES = 16
_HYBRID = ("AGE1PQ1", "AGE-SECRET-KEY-PQ-1")


def read_recipient(text: str) -> Recipient:
    """Read `age1…` or `age1pq1…`. Raises BadEncoding."""
    word = text.strip()
    if word.upper().startswith(_HYBRID):
        return HybridRecipient.parse(word)
    return X25519Recipient.parse(word)


def fingerprint(recipient: Recipient) -> str:
    """What tells a recipient from others, short enough to compare: 32 hexadecimal digits."""
    return hashlib.sha256(str(recipient).encode("ascii")).hexdigest()[:32]


def read_identities(text: str) -> list[Identity]:
    """Read an identity file as age has it: a key a line, `#` before remarks.

    Raises BadEncoding for a line that is no key, none at all, or more than a hundred.
    """
    lines = [line.strip() for line in text.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if not 1 <= len(keys) <= _MOST_IDENTITIES:
        raise BadEncoding(f"{len(keys)} identities", code="identities")
    return [
        HybridIdentity.parse(key) if key.upper().startswith(_HYBRID) else X25519Identity.parse(key)
        for key in keys
    ]


def seal_letter(vault_id: bytes, secret: bytes, recipient: Recipient) -> bytes:
    """Return the bytes of a letter. Raises BadEncoding for a recipient that can't be used."""
    document = canon.dumps({"format": _FORMAT, "secret": secret.hex(), "vault": vault_id.hex()})
    sealed = io.BytesIO()
    encrypt(io.BytesIO(document), sealed, [recipient])
    return sealed.getvalue()


def open_letter(data: bytes, identities: list[Identity]) -> tuple[bytes, bytes]:
    """Return (vault id, secret) of a letter.

    Raises WrongKey where no identity opens it, BadEncoding for what is no letter inside, and what
    `crypto.age.decrypt` raises for what is no age file or damaged.
    """
    plain = io.BytesIO()
    decrypt(io.BytesIO(data), plain, identities)
    document = canon.loads(plain.getvalue(), canonical=True)
    match document:
        case {"format": str(kind), "secret": str(secret), "vault": str(vault), **others}:
            if kind == _FORMAT and not others:
                return _hex(vault, _VAULT_ID_BYTES), _hex(secret, _SECRET_BYTES)
    raise BadEncoding("not a letter", code="letter")


def _hex(text: str, size: int) -> bytes:
    try:
        value = bytes.fromhex(text)
    except ValueError:
        raise BadEncoding("not hexadecimal", code="letter") from None
    if len(value) != size or value.hex() != text:
        raise BadEncoding("not of its size", code="letter")
    return value
