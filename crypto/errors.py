"""The errors that ``crypto`` raises, each with a stable code.

They carry no text for a person: the layer above translates ``code`` and type. The detail is for
developers and tests, and never holds a secret or decrypted bytes.
"""

from __future__ import annotations

from typing import ClassVar


class CryptoError(Exception):
    """Base of every expected failure in this package.

    ``code`` names the cause in a stable way; a subclass has a default that a raise may narrow.
    """

    default_code: ClassVar[str] = "crypto"

    def __init__(self, detail: str = "", *, code: str | None = None) -> None:
        """Keep a developer's ``detail`` and a stable ``code`` (the class's own if not given)."""
        self.code: str = code if code is not None else self.default_code
        super().__init__(detail or self.code)


class WrongKey(CryptoError):
    """No identity, passphrase or slot fits. An expected outcome, not damage."""

    default_code = "no_match"


class BadRecipients(CryptoError):
    """The caller's choice of recipients is not one the format allows."""

    default_code = "recipients"


class OutOfMemory(CryptoError):
    """The key derivation asks for more memory than the machine gives."""

    default_code = "memory"


class BadHeader(CryptoError):
    """An age header breaks the grammar or a stanza in it is malformed."""

    default_code = "header"


class WorkTooHigh(BadHeader):
    """A passphrase stanza asks for more work than the caller allows; nothing was derived."""

    default_code = "work_factor"


class BadMac(CryptoError):
    """The header was opened but its authentication code is wrong: it was changed."""

    default_code = "mac"


class BadPayload(CryptoError):
    """The payload was changed or damaged."""

    default_code = "payload"


class Truncated(BadPayload):
    """The payload ends before its last chunk: something was cut off."""

    default_code = "truncated"


class BadArmor(CryptoError):
    """The text armor breaks the grammar."""

    default_code = "armor"


class BadEncoding(CryptoError):
    """A key, block or document is not in its one valid form."""

    default_code = "encoding"


class BadSignature(CryptoError):
    """The signature does not belong to this message, key or purpose."""

    default_code = "signature"


class BadChain(CryptoError):
    """An entry or checkpoint does not fit the hash chain.

    ``number`` counts entries from 1 and names the first one that cannot be vouched for.
    """

    default_code = "chain"

    def __init__(self, number: int, detail: str = "", *, code: str | None = None) -> None:
        """Keep the ``number`` of the first entry that does not fit."""
        self.number = number
        super().__init__(detail or f"entry {number}", code=code)


class BadWords(CryptoError):
    """Written-down words do not give back what was written.

    ``position`` is that of the word from 1, or how many there are where their count is wrong.
    """

    default_code = "words_check"

    def __init__(self, detail: str = "", *, code: str | None = None, position: int = 0) -> None:
        """Keep the ``position``, 0 where none is meant."""
        self.position = position
        super().__init__(detail, code=code)


class BadParts(CryptoError):
    """A part of a split secret is not whole, or parts do not make a secret together.

    ``needed`` is how many make one, 0 where that is not the point.
    """

    default_code = "parts_differ"

    def __init__(self, detail: str = "", *, code: str | None = None, needed: int = 0) -> None:
        """Keep how many parts are ``needed``."""
        self.needed = needed
        super().__init__(detail, code=code)
