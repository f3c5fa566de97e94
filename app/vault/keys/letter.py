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
from crypto.age import Identity, Recipient, decrypt, encrypt
from crypto.errors import BadEncoding

MOST_LETTER_BYTES = 64 * 1024
MOST_IDENTITY_BYTES = 64 * 1024
_FORMAT = "ongi-letter-v1"
_SECRET_BYTES = 32
_VAULT_ID_BYTES = 16


def fingerprint(recipient: Recipient) -> str:
    """What tells a recipient from others, short enough to compare: 32 hexadecimal digits."""
    return hashlib.sha256(str(recipient).encode("ascii")).hexdigest()[:32]


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
