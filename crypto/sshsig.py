"""OpenSSH file signatures: Ed25519 over SHA-512, as in OpenSSH's PROTOCOL.sshsig.

Anyone with OpenSSH can check them by ``ssh-keygen -Y verify``. Other key types and SHA-256 are
refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import textwrap
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from crypto.errors import BadEncoding, BadSignature

SEED_BYTES = 32

_MAGIC = b"SSHSIG"
_VERSION = 1
_KEY_TYPE = b"ssh-ed25519"
_HASH = b"sha512"
_BEGIN = "-----BEGIN SSH SIGNATURE-----"
_END = "-----END SSH SIGNATURE-----"
_COLUMNS = 70
_MAX_TEXT = 16 * 1024
_READ = 256 * 1024
_PRIME = 2**255 - 19
_LOW_ORDER = frozenset(
    [
        0,
        1,
        _PRIME - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    ]
)
"""The y of the points of low order: by such a "key", one signature fits any message."""
_NAMESPACE = re.compile(r"[a-z0-9][a-z0-9@._-]{0,99}")
_COMMENT = re.compile(r"[!-~][ -~]*")

Message = bytes | BinaryIO


class SigningKey:
    """An Ed25519 key that signs; ``repr`` shows only its fingerprint."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        """Take a key of the library."""
        self._key = key
        self._blob = _key_blob(key.public_key().public_bytes_raw())

    @classmethod
    def from_seed(cls, seed: bytes) -> SigningKey:
        """Return the key of a 32-byte seed. Raises ValueError for another length."""
        return cls(Ed25519PrivateKey.from_private_bytes(seed))

    def public_line(self, comment: str = "") -> str:
        """Return ``ssh-ed25519 AAAA… comment``. The comment is one line of ASCII, or ValueError."""
        if comment and not _COMMENT.fullmatch(comment):
            raise ValueError("the comment is one line of ASCII")
        line = f"{_KEY_TYPE.decode()} {base64.b64encode(self._blob).decode()}"
        return f"{line} {comment}" if comment else line

    def sign(self, namespace: str, message: Message) -> str:
        """Return the armored signature of a message (bytes, or a stream read to its end).

        ``namespace`` keeps signatures for one purpose from passing for another; it has up to 100
        lower-case letters, digits and ``@._-``, else ValueError.
        """
        if not _NAMESPACE.fullmatch(namespace):
            raise ValueError("not a signature namespace")
        name = namespace.encode("ascii")
        signature = self._key.sign(_signed_bytes(name, message))
        blob = b"".join(
            [
                _MAGIC,
                _VERSION.to_bytes(4, "big"),
                _string(self._blob),
                _string(name),
                _string(b""),
                _string(_HASH),
                _string(_string(_KEY_TYPE) + _string(signature)),
            ]
        )
        return _armored(blob)

    def __repr__(self) -> str:
        """Return the class and the key's fingerprint."""
        return f"SigningKey({_fingerprint(self._blob)})"


def verify(public_line: str, namespace: str, message: Message, signature: str) -> None:
    """Check an armored signature of a message by the key of ``public_line``.

    Raises BadEncoding (signature_form, public_line) for malformed text, BadSignature for a
    signature of another key (signature_key), purpose (signature_namespace) or message (signature).
    Only the one spelling that `SigningKey.sign` and ssh-keygen give is read.
    """
    key_blob = _public_blob(public_line)
    fields = _Fields(_unarmor(signature))
    fields.expect(_MAGIC + _VERSION.to_bytes(4, "big"))
    signer, name, reserved, algorithm = (fields.string() for _ in range(4))
    inner = _Fields(fields.string())
    fields.end()
    key_type, raw = inner.string(), inner.string()
    inner.end()
    if algorithm != _HASH or key_type != _KEY_TYPE or reserved:
        raise BadEncoding("a signature of another algorithm", code="signature_form")
    if signer != key_blob:
        raise BadSignature("made by another key", code="signature_key")
    if name != namespace.encode("utf-8"):
        raise BadSignature("made for another purpose", code="signature_namespace")
    try:
        key = Ed25519PublicKey.from_public_bytes(key_blob[-32:])
        key.verify(raw, _signed_bytes(name, message))
    except InvalidSignature:
        raise BadSignature("the message was changed") from None


def fingerprint(public_line: str) -> str:
    """Return ``SHA256:…`` of a public key line, as OpenSSH prints it. Raises BadEncoding."""
    return _fingerprint(_public_blob(public_line))


def _fingerprint(blob: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(blob).digest()).rstrip(b"=")
    return "SHA256:" + digest.decode("ascii")


def _key_blob(public: bytes) -> bytes:
    return _string(_KEY_TYPE) + _string(public)


def _string(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _signed_bytes(name: bytes, message: Message) -> bytes:
    digest = hashlib.sha512()
    if isinstance(message, bytes):
        digest.update(message)
    else:
        while data := message.read(_READ):
            digest.update(data)
    parts = [_string(name), _string(b""), _string(_HASH), _string(digest.digest())]
    return _MAGIC + b"".join(parts)


def _public_blob(line: str) -> bytes:
    words = line.strip().split(" ", 2) if len(line) <= _MAX_TEXT else []
    if len(words) < 2 or words[0] != _KEY_TYPE.decode():
        raise BadEncoding("not an ssh-ed25519 line", code="public_line")
    try:
        blob = base64.b64decode(words[1], validate=True)
    except (binascii.Error, ValueError):
        raise BadEncoding("not base64", code="public_line") from None
    if len(blob) != len(_key_blob(bytes(32))) or blob != _key_blob(blob[-32:]):
        raise BadEncoding("not an Ed25519 key", code="public_line")
    y = int.from_bytes(blob[-32:], "little") & (1 << 255) - 1
    if y >= _PRIME or y in _LOW_ORDER:
        raise BadEncoding("a key that anybody can sign by", code="public_line")
    return blob


def _armored(blob: bytes) -> str:
    lines = textwrap.wrap(base64.b64encode(blob).decode("ascii"), _COLUMNS)
    return "\n".join([_BEGIN, *lines, _END, ""])


def _unarmor(text: str) -> bytes:
    lines = text.split("\n") if len(text) <= _MAX_TEXT else []
    try:
        blob = base64.b64decode("".join(lines[1:-2]), validate=True)
    except (binascii.Error, ValueError):
        raise BadEncoding("not base64", code="signature_form") from None
    # One blob has one text: what can be written in two ways is nobody's proof of either.
    if text != _armored(blob):
        raise BadEncoding("not an SSH signature", code="signature_form")
    return blob


class _Fields:
    """Reads length-prefixed strings; anything short or left over is BadEncoding."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def expect(self, start: bytes) -> None:
        if self._take(len(start)) != start:
            raise BadEncoding("not version 1 of the format", code="signature_form")

    def string(self) -> bytes:
        return self._take(int.from_bytes(self._take(4), "big"))

    def end(self) -> None:
        if self._data:
            raise BadEncoding("bytes after the end", code="signature_form")

    def _take(self, count: int) -> bytes:
        if count > len(self._data):
            raise BadEncoding("cut off", code="signature_form")
        taken, self._data = self._data[:count], self._data[count:]
        return taken
