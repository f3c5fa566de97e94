"""The age header: reading it from a stream, its strict grammar, its authentication code.

C2SP age specification, section "Header". All sizes and counts are capped, since the bytes are
hostile.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import BinaryIO

from crypto.age.encoding import b64, unb64
from crypto.age.stanza import FILE_KEY_BYTES, Identity, Recipient, Stanza, hkdf
from crypto.errors import BadEncoding, BadHeader, BadMac, BadRecipients, WrongKey

VERSION_LINE = b"age-encryption.org/v1\n"
MAX_HEADER_BYTES = 128 * 1024
MAX_STANZAS = 64
MAX_ARGUMENTS = 32

_MAX_LINE = 8 * 1024
_COLUMNS = 64
_MAC_MARK = b"---"
_MAC_BYTES = 32


def read_header(src: BinaryIO) -> bytes:
    """Read exactly the header's bytes from ``src``, which is left at the payload's nonce.

    Only finds the end and caps the size; the grammar is checked by :func:`parse_header`.
    Raises BadHeader.
    """
    line = src.readline(len(VERSION_LINE))
    if line != VERSION_LINE:
        raise BadHeader("not an age version 1 file", code="version")
    lines, size = [line], len(line)
    while not line.startswith(_MAC_MARK):
        line = src.readline(_MAX_LINE)
        size += len(line)
        if not line.endswith(b"\n") or size > MAX_HEADER_BYTES:
            raise BadHeader("the header is cut off or too long")
        lines.append(line)
    return b"".join(lines)


def parse_header(header: bytes) -> tuple[list[Stanza], bytes, bytes]:
    """Return (stanzas, authenticated part, authentication code). Raises BadHeader."""
    if not header.startswith(VERSION_LINE) or len(header) > MAX_HEADER_BYTES:
        raise BadHeader("not an age version 1 header", code="version")
    lines = header[len(VERSION_LINE) :].split(b"\n")
    stanzas: list[Stanza] = []
    at = 0
    while not lines[at].startswith(_MAC_MARK):
        stanza, at = _parse_stanza(lines, at)
        stanzas.append(stanza)
        if len(stanzas) > MAX_STANZAS:
            raise BadHeader("too many stanzas", code="too_many_stanzas")
    if lines[at + 1 :] != [b""]:
        raise BadHeader("bytes after the header")
    mark, space, text = lines[at].partition(b" ")
    mac = _decode(text)
    if mark != _MAC_MARK or not space or len(mac) != _MAC_BYTES:
        raise BadHeader("malformed authentication code")
    if not stanzas:
        raise BadHeader("no recipients", code="stanza")
    if len(stanzas) > 1 and any(stanza.type == "scrypt" for stanza in stanzas):
        raise BadHeader("a passphrase stanza must be alone", code="scrypt_not_alone")
    signed = header[: len(header) - len(lines[at]) - 1 + len(_MAC_MARK)]
    return stanzas, signed, mac


def make_header(file_key: bytes, recipients: Sequence[Recipient]) -> bytes:
    """Return a header that gives ``file_key`` to all recipients.

    Raises BadRecipients for none or too many, for a passphrase beside others, and for post-quantum
    beside classical ones (whose weakest member would decide).
    """
    if len(file_key) != FILE_KEY_BYTES:
        raise ValueError("a file key has 16 bytes")
    if not 1 <= len(recipients) <= MAX_STANZAS:
        raise BadRecipients(f"{len(recipients)} recipients")
    if len(recipients) > 1 and any(recipient.alone for recipient in recipients):
        raise BadRecipients("a passphrase must be the only recipient")
    if len({recipient.group for recipient in recipients}) > 1:
        raise BadRecipients("post-quantum and classical recipients do not mix")
    signed = VERSION_LINE + b"".join(_format(r.wrap(file_key)) for r in recipients) + _MAC_MARK
    return signed + b" " + b64(_mac(file_key, signed)).encode("ascii") + b"\n"


def open_header(header: bytes, identities: Sequence[Identity]) -> bytes:
    """Return the file key of a header.

    Raises BadHeader, WorkTooHigh, WrongKey (no identity fits), BadMac (opened, but changed).
    """
    stanzas, signed, mac = parse_header(header)
    for identity in identities:
        file_key = identity.unwrap(stanzas)
        if file_key is None:
            continue
        if not hmac.compare_digest(_mac(file_key, signed), mac):
            raise BadMac("the header was changed")
        return file_key
    raise WrongKey("no identity fits")


def _mac(file_key: bytes, signed: bytes) -> bytes:
    return hmac.digest(hkdf(file_key, None, b"header"), signed, hashlib.sha256)


def _format(stanza: Stanza) -> bytes:
    first = " ".join(["->", stanza.type, *stanza.args])
    body = b64(stanza.body)
    # The last line is always short: a body that fills its lines ends in an empty one.
    lines = [body[i : i + _COLUMNS] for i in range(0, len(body) + 1, _COLUMNS)]
    return "\n".join([first, *lines, ""]).encode("ascii")


def _parse_stanza(lines: list[bytes], at: int) -> tuple[Stanza, int]:
    words = lines[at].split(b" ")
    if words[0] != b"->" or not 2 <= len(words) <= MAX_ARGUMENTS + 1:
        raise BadHeader("malformed stanza line", code="stanza")
    if not all(word and all(0x21 <= byte <= 0x7E for byte in word) for word in words):
        raise BadHeader("malformed stanza argument", code="stanza")
    names = [word.decode("ascii") for word in words[1:]]
    body: list[bytes] = []
    for end in range(at + 1, len(lines) - 1):
        line = lines[end]
        if len(line) > _COLUMNS:
            raise BadHeader("a stanza body line is too long", code="stanza")
        body.append(line)
        if len(line) < _COLUMNS:
            return Stanza(names[0], tuple(names[1:]), _decode(b"".join(body))), end + 1
    raise BadHeader("a stanza without an end", code="stanza")


def _decode(text: bytes) -> bytes:
    try:
        return unb64(text.decode("ascii"))
    except (BadEncoding, UnicodeDecodeError):
        raise BadHeader("malformed base64 in the header") from None
