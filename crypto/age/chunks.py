"""The chunk cipher of age payloads: 64 KiB chunks, an 11-byte counter, a last-chunk flag.

C2SP age specification, section "Payload". Knows no stream; the writer and the reader are built on
it.
"""

from __future__ import annotations

from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.age.stanza import FILE_KEY_BYTES, hkdf
from crypto.errors import BadPayload, Truncated

CHUNK = 64 * 1024
TAG = 16
SEALED = CHUNK + TAG
NONCE_BYTES = 16

Bytes = bytes | bytearray | memoryview


class ChunkCipher:
    """Seals and opens the chunks of one payload by their number. Not thread-safe."""

    def __init__(self, file_key: bytes, nonce: bytes) -> None:
        """Derive the payload key from the file key and the payload's 16-byte nonce."""
        if len(file_key) != FILE_KEY_BYTES:
            raise ValueError("a file key has 16 bytes")
        self._cipher = ChaCha20Poly1305(hkdf(file_key, nonce, b"payload"))

    def seal(self, index: int, data: Bytes, into: memoryview, *, last: bool) -> None:
        """Seal chunk ``index`` into ``into``, which has the chunk's length plus 16."""
        self._cipher.encrypt_into(_nonce(index, last), data, None, into)

    def open(self, index: int, sealed: Bytes, into: memoryview, *, last: bool) -> int:
        """Open chunk ``index`` into ``into`` and return its length.

        Raises Truncated when more chunks should follow it, BadPayload otherwise. After
        an error ``into`` may hold unauthenticated bytes: keep them from everyone.
        """
        size = len(sealed) - TAG
        if size < 0 or (size == 0 and index > 0):
            raise Truncated("the payload is cut off")
        if self._opens(index, sealed, into[:size], last):
            return size
        if self._opens(index, sealed, into[:size], not last):
            if last:
                raise Truncated("the payload ends before its last chunk")
            raise BadPayload("bytes after the last chunk", code="trailing")
        raise BadPayload(f"chunk {index} does not authenticate")

    def _opens(self, index: int, sealed: Bytes, into: memoryview, last: bool) -> bool:
        try:
            self._cipher.decrypt_into(_nonce(index, last), sealed, None, into)
        except InvalidTag:
            return False
        return True


def read_full(src: BinaryIO, into: memoryview) -> int:
    """Fill ``into`` from ``src`` as far as its bytes go and return how many came."""
    done = 0
    read_into = getattr(src, "readinto", None)
    while done < len(into):
        if read_into is not None:
            count = read_into(into[done:]) or 0
        else:
            data = src.read(len(into) - done)
            count = len(data)
            into[done : done + count] = data
        if not count:
            break
        done += count
    return done


def _nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
