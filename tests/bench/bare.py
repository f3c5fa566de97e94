"""The same hash, cipher and sync by bare library calls: what this machine allows at all.

Nothing is read back, logged, kept or found again, and the key is forgotten.
"""

from __future__ import annotations

import hashlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

_CHUNK, _TAG, _CHUNKS = 64 * 1024, 16, 4


def store(files: list[Path], out: Path) -> None:
    """Hash and seal files into a folder, hashing beside; all durable at the end."""
    made = []
    with ThreadPoolExecutor(1) as beside:
        for path in files:
            file = (out / path.name).open("xb", buffering=0)
            made.append(file)
            with path.open("rb", buffering=0) as src:
                _seal(src, file, beside)
    for file in made:
        os.fsync(file.fileno())
        file.close()
    folder = os.open(out, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _seal(src: BinaryIO, file: BinaryIO, beside: ThreadPoolExecutor) -> None:
    cipher, digest = ChaCha20Poly1305(os.urandom(32)), hashlib.sha256()
    buffers = [memoryview(bytearray(_CHUNKS * _CHUNK)) for _ in range(2)]
    sealed = memoryview(bytearray(_CHUNKS * (_CHUNK + _TAG)))
    number, turn = 0, 0
    hashing: Future[None] | None = None
    while count := src.readinto(buffers[turn]):  # type: ignore[attr-defined]
        piece = buffers[turn][:count]
        if hashing is not None:
            hashing.result()
        hashing = beside.submit(digest.update, piece)
        end = 0
        for start in range(0, count, _CHUNK):
            chunk = piece[start : start + _CHUNK]
            into = sealed[end : end + len(chunk) + _TAG]
            cipher.encrypt_into(number.to_bytes(12, "big"), chunk, None, into)
            number += 1
            end += len(into)
        file.write(sealed[:end])
        turn = 1 - turn
    if hashing is not None:
        hashing.result()
