"""Passphrase recipients. C2SP age specification, section "scrypt recipient stanza".

The work factor of a foreign file is compared with a cap before anything is derived: each step
doubles time and memory (2**18 takes 256 MiB, 2**20 takes 1 GiB).
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from crypto.age.encoding import b64
from crypto.age.stanza import Stanza, argument_bytes, arguments, check_body, seal_key, unseal_key
from crypto.errors import BadHeader, OutOfMemory, WorkTooHigh

DEFAULT_WORK_FACTOR = 18
DEFAULT_MAX_WORK_FACTOR = 20

_TYPE = "scrypt"
_LABEL = b"age-encryption.org/v1/scrypt"
_SALT_BYTES = 16
_WORK = re.compile(r"[1-9][0-9]?")
_HIGHEST = 30


class ScryptRecipient:
    """Whoever knows the passphrase. The text is used as it is, in UTF-8: normalise before."""

    group = "passphrase"
    alone = True

    def __init__(self, passphrase: str, work_factor: int = DEFAULT_WORK_FACTOR) -> None:
        """Take a passphrase and log2 of the scrypt work factor (1 to 30)."""
        if not 1 <= work_factor <= _HIGHEST:
            raise ValueError("work factor out of range")
        self._passphrase = passphrase
        self._work_factor = work_factor

    def __repr__(self) -> str:
        """Return the class and cost, never the passphrase."""
        return f"ScryptRecipient(work_factor={self._work_factor})"

    def wrap(self, file_key: bytes) -> Stanza:
        """Return the stanza for this passphrase, with a fresh salt. Raises OutOfMemory."""
        salt = secrets.token_bytes(_SALT_BYTES)
        wrap_key = _derive(self._passphrase, salt, self._work_factor)
        return Stanza(_TYPE, (b64(salt), str(self._work_factor)), seal_key(wrap_key, file_key))


class ScryptIdentity:
    """A passphrase to open a file with, and the highest work factor it may ask for."""

    def __init__(self, passphrase: str, max_work_factor: int = DEFAULT_MAX_WORK_FACTOR) -> None:
        """Take a passphrase and the cap (log2)."""
        self._passphrase = passphrase
        self._max_work_factor = max_work_factor

    def __repr__(self) -> str:
        """Return the class and cap, never the passphrase."""
        return f"ScryptIdentity(max_work_factor={self._max_work_factor})"

    def with_cap(self, max_work_factor: int) -> ScryptIdentity:
        """Return the same passphrase with a cap that is not above ``max_work_factor``."""
        return ScryptIdentity(self._passphrase, min(self._max_work_factor, max_work_factor))

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """Return the file key or None. Raises BadHeader, WorkTooHigh, OutOfMemory."""
        for stanza in stanzas:
            if stanza.type != _TYPE:
                continue
            if len(stanzas) != 1:
                raise BadHeader("a passphrase stanza must be alone", code="scrypt_not_alone")
            salt_text, work_text = arguments(stanza, 2)
            salt = argument_bytes(salt_text, _SALT_BYTES)
            if not _WORK.fullmatch(work_text):
                raise BadHeader("malformed work factor", code="stanza")
            work_factor = int(work_text)
            if work_factor > self._max_work_factor:
                raise WorkTooHigh(f"work factor {work_factor}")
            check_body(stanza.body)
            return unseal_key(_derive(self._passphrase, salt, work_factor), stanza.body)
        return None


def _derive(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    text = passphrase.encode("utf-8", "surrogatepass")
    kdf = Scrypt(salt=_LABEL + salt, length=32, n=1 << work_factor, r=8, p=1)
    try:
        return kdf.derive(text)
    except MemoryError as error:
        raise OutOfMemory(f"scrypt with work factor {work_factor}") from error
