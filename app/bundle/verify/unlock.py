"""From a passphrase to the key of a bundle.

`key-passphrase.age` holds the identity `bundle.age` is sealed to.

The work a passphrase file may ask for is capped before anything is derived. FORMAT.md, section
"Bundle".
"""

from __future__ import annotations

import io

from app.bundle.verify.outer import MAX_KEY
from app.errors import AccessProblem, EnvironmentProblem, FormatProblem
from crypto.age import ScryptIdentity, X25519Identity, decrypt
from crypto.errors import CryptoError, OutOfMemory, WorkTooHigh, WrongKey
from crypto.words import normalise

MAX_WORK_FACTOR = 20
"""log2 of scrypt's N.

2**20 takes 1 GiB of memory and some seconds; nothing of ours asks for more than 2**18.
"""


class BadKeyFile(Exception):
    """`key-passphrase.age` is not one: damaged, too long, or without an identity in it."""


def key_from_passphrase(key_file: bytes, passphrase: str) -> X25519Identity:
    """The bundle's identity. Case, spaces and dashes of the typed words don't matter.

    Raises AccessProblem (BND-001), FormatProblem (BND-004: too much work),
    EnvironmentProblem (ENV-010), BadKeyFile.
    """
    if len(key_file) > MAX_KEY:
        raise BadKeyFile
    out = io.BytesIO()
    try:
        decrypt(io.BytesIO(key_file), out, [ScryptIdentity(normalise(passphrase), MAX_WORK_FACTOR)])
    except WrongKey:
        raise AccessProblem("BND-001") from None
    except WorkTooHigh:
        raise FormatProblem("BND-004") from None
    except OutOfMemory:
        raise EnvironmentProblem("ENV-010") from None
    except CryptoError:
        raise BadKeyFile from None
    return key_from_text(out.getvalue().decode("ascii", "replace"))


def key_from_text(text: str) -> X25519Identity:
    """The identity in an age identity file: one line, others begin with `#`. Raises BadKeyFile."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
    try:
        return X25519Identity.parse(lines[0])
    except (CryptoError, IndexError):
        raise BadKeyFile from None
