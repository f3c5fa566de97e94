"""Writing an age payload as a stream. C2SP age specification, section "Payload".

Buffers are made once and reused: letting the library allocate each chunk costs three times the
cipher.
"""

from __future__ import annotations

import secrets
from typing import BinaryIO

from crypto.age.chunks import CHUNK, NONCE_BYTES, SEALED, TAG, Bytes, ChunkCipher

_BATCH = 4


class PayloadWriter:
    """Seals what is written to it. :meth:`finish` must be called once, else the payload is cut off.

    Closes nothing. ``stored_size`` counts the bytes given to ``dst``, nonce included.
    """

    def __init__(self, dst: BinaryIO, file_key: bytes, *, nonce: bytes | None = None) -> None:
        """Write a fresh nonce to ``dst``. ``nonce`` is for test vectors only: never repeat one."""
        nonce = secrets.token_bytes(NONCE_BYTES) if nonce is None else nonce
        self._cipher = ChunkCipher(file_key, nonce)
        self._dst = dst
        self._pending = bytearray(CHUNK)
        self._held = 0
        self._out = memoryview(bytearray(_BATCH * SEALED))
        self._filled = 0
        self._index = 0
        self._finished = False
        write_all(dst, memoryview(nonce))
        self.stored_size = NONCE_BYTES

    def write(self, data: Bytes) -> int:
        """Take all of ``data`` and return its length in bytes.

        The last up to 64 KiB stay back, since only :meth:`finish` knows which chunk is the last.
        """
        if self._finished:
            raise ValueError("the payload is finished")
        view = memoryview(data).cast("B")
        total = len(view)
        if self._held:
            view = self._fill(view)
        # Here nothing is held or everything fitted. At least one byte stays for the last chunk.
        whole = max(0, (len(view) - 1) // CHUNK)
        for start in range(0, whole * CHUNK, CHUNK):
            self._seal(view[start : start + CHUNK], last=False)
        rest = view[whole * CHUNK :]
        self._pending[self._held : self._held + len(rest)] = rest
        self._held += len(rest)
        return total

    def finish(self) -> None:
        """Seal the last chunk, which marks the end. Neither flushes nor closes ``dst``."""
        if self._finished:
            raise ValueError("the payload is finished")
        self._finished = True
        self._seal(memoryview(self._pending)[: self._held], last=True)

    def _fill(self, view: memoryview) -> memoryview:
        """Move bytes into the held chunk; seal it once more is known to follow; return the rest."""
        count = min(CHUNK - self._held, len(view))
        self._pending[self._held : self._held + count] = view[:count]
        self._held += count
        view = view[count:]
        if len(view):
            self._seal(memoryview(self._pending), last=False)
            self._held = 0
        return view

    def _seal(self, chunk: memoryview, *, last: bool) -> None:
        """Seal a chunk behind the others of its batch; write a batch that is full or the last."""
        end = self._filled + len(chunk) + TAG
        self._cipher.seal(self._index, chunk, self._out[self._filled : end], last=last)
        self._index += 1
        self._filled = end
        if last or end == len(self._out):
            write_all(self._dst, self._out[:end])
            self.stored_size += end
            self._filled = 0


def write_all(dst: BinaryIO, view: memoryview) -> None:
    """Write all of a piece: an unbuffered file may take less than it was given. Raises OSError."""
    while len(view):
        view = view[dst.write(view) :]
