"""The text forms of age keys: which kind a text is, identity files, and numbers to read aloud.

The caller bounds how much text comes in. Reads no file and keeps nothing. C2SP age specification,
sections "X25519 recipient stanza" and "mlkem768x25519 recipient stanza"; identity files as
`age-keygen` writes them.
"""

from __future__ import annotations

import hashlib

from crypto.age.hybrid import HybridIdentity, HybridRecipient
from crypto.age.stanza import Identity
from crypto.age.x25519 import X25519Identity, X25519Recipient
from crypto.errors import BadEncoding

MOST_KEYS = 100
GROUPS, GROUP_DIGITS = 6, 5
SPOKEN_BITS = 99
"""What the numbers hold: 30 decimal digits.

To be taken for one given key, somebody has to make 2**99 keys.
"""
_HYBRID = ("AGE1PQ1", "AGE-SECRET-KEY-PQ-1")
_SPOKEN = b"ongi/v1/key-numbers\0"


def read_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Read `age1…` or `age1pq1…`, in the upper case of a QR code too. Raises BadEncoding."""
    word = text.strip()
    if word.isupper():
        word = word.lower()
    if word.upper().startswith(_HYBRID):
        return HybridRecipient.parse(word)
    return X25519Recipient.parse(word)


def read_recipients(text: str) -> list[X25519Recipient | HybridRecipient]:
    """Read a recipient file as age has it: a key a line, `#` before remarks.

    Raises BadEncoding for a line that is no key, none at all, or more than a hundred.
    """
    return [read_recipient(line) for line in _key_lines(text)]


def read_identities(text: str) -> list[Identity]:
    """Read an identity file as age has it: a key a line, `#` before remarks.

    Raises BadEncoding for a line that is no key, none at all, or more than a hundred.
    """
    return [
        HybridIdentity.parse(key) if key.upper().startswith(_HYBRID) else X25519Identity.parse(key)
        for key in _key_lines(text)
    ]


def spoken(recipient: X25519Recipient | HybridRecipient) -> str:
    """A public key's numbers: six groups of five digits, the same words in every language."""
    return spoken_text(str(recipient))


def spoken_text(public_key: str) -> str:
    """The same for the text of any other public key, such as a line `ssh-ed25519 AAAA…`."""
    digest = hashlib.sha256(_SPOKEN + public_key.encode("ascii")).digest()
    digits = f"{int.from_bytes(digest, 'big') % 10 ** (GROUPS * GROUP_DIGITS):030d}"
    return " ".join(
        digits[at : at + GROUP_DIGITS] for at in range(0, GROUPS * GROUP_DIGITS, GROUP_DIGITS)
    )


def _key_lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    if not 1 <= len(keys) <= MOST_KEYS:
        raise BadEncoding(f"{len(keys)} keys", code="identities")
    return keys
