"""From a passphrase, or from a recipient's own key, to the key of a bundle.

`key-passphrase.age` and each `key-NAME.age` hold the identity `bundle.age` is sealed to. A key file
that is damaged or for somebody else never keeps the others from being tried.

The work a passphrase file may ask for is capped before anything is derived, and so are the number
and size of key files. FORMAT.md, section "Bundle".
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence

from app.bundle.verify.outer import MAX_KEY
from app.bundle.verify.outside import KEY, KEY_NAME, NotAnOutside, Outside, Packed, read_small
from app.errors import AccessProblem, EnvironmentProblem, FormatProblem
from crypto.age import Identity, ScryptIdentity, X25519Identity, decrypt, read_identities
from crypto.errors import CryptoError, OutOfMemory, WorkTooHigh, WrongKey
from crypto.words import normalise

MOST_KEY_FILES = 64
"""How many recipients' key files are tried, by name; a bundle is made with no more."""
MOST_IDENTITY_TEXT = 64 * 1024

MAX_WORK_FACTOR = 20
"""log2 of scrypt's N.

2**20 takes 1 GiB of memory and some seconds; nothing of ours asks for more than 2**18.
"""


_BINARY = b"age-encryption.org/v1\n"
_BLANKS = " \t\v\f\r"
_IDENTITY = re.compile(r"AGE-SECRET-KEY-1[0-9A-Z]{58}")


class BadKeyFile(Exception):
    """A key file is not one: damaged, too long, or without an identity in it."""


def key_from_passphrase(key_file: bytes, passphrase: str) -> X25519Identity:
    """The bundle's identity. Case, spaces and dashes of the typed words don't matter.

    Raises AccessProblem (BND-001), FormatProblem (BND-004: too much work),
    EnvironmentProblem (ENV-010), BadKeyFile.
    """
    if not _is_key_file(key_file):
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


def _is_key_file(data: bytes) -> bool:
    """Whether it is of the size and form that a bundle's key files have: binary, not in armor."""
    return len(data) <= MAX_KEY and data.startswith(_BINARY)


def key_from_text(text: str) -> X25519Identity:
    """The identity in a bundle's key file, by one rule for all readers. Raises BadKeyFile.

    The first line that neither is blank nor begins with `#`; what follows it is passed over. Only
    LF ends a line, and only in upper case is it an identity: what one program takes and another
    doesn't, none does.
    """
    for line in text.split("\n"):
        word = line.strip(_BLANKS)
        if not word or line.startswith("#"):
            continue
        try:
            if _IDENTITY.fullmatch(word):
                return X25519Identity.parse(word)
        except CryptoError:
            pass
        break
    raise BadKeyFile


def keys_from_identity(text: str, files: Outside) -> Iterator[tuple[X25519Identity, str]]:
    """What the identities in a text may open a bundle with, each with the name of its key file.

    First the text's own identities, with an empty name: one may be the bundle's. Then what the
    recipients' key files give them. Raises BadKeyFile for a text that holds no identities.
    """
    try:
        if len(text) > MOST_IDENTITY_TEXT:
            raise BadKeyFile
        given = read_identities(text)
    except CryptoError:
        raise BadKeyFile from None
    for one in given:
        if isinstance(one, X25519Identity):
            yield one, ""
    for name in sorted(_key_files(files))[:MOST_KEY_FILES]:
        key = _key_for(given, name, files)
        if key is not None:
            yield key, name


def has_key_files(files: Outside) -> bool:
    """Whether files with recipients' keys lie there, by their names."""
    return bool(_key_files(files))


def _key_files(files: Outside) -> list[str]:
    return [name for name in files.names if KEY_NAME.fullmatch(name) and name != KEY]


def _key_for(given: Sequence[Identity], name: str, files: Outside) -> X25519Identity | None:
    """What a recipient's key file holds for these identities; None where it is not for them."""
    out = io.BytesIO()
    try:
        data = read_small(files, name, MAX_KEY) or b""
        if not _is_key_file(data):
            return None
        decrypt(io.BytesIO(data), out, given)
        return key_from_text(out.getvalue().decode("ascii", "replace"))
    except (CryptoError, BadKeyFile, OSError, Packed, NotAnOutside):
        return None
