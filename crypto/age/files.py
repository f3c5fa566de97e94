"""Whole age files: header, then payload, in armor if wanted, as streams."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from typing import BinaryIO

from crypto.age.armor import ArmorWriter, dearmor
from crypto.age.chunks import CHUNK
from crypto.age.header import make_header, open_header, read_header
from crypto.age.reader import PayloadReader
from crypto.age.scrypt import ScryptIdentity
from crypto.age.stanza import Identity, Recipient, new_file_key
from crypto.age.writer import PayloadWriter
from crypto.errors import BadHeader, Truncated

_ARMOR_STARTS = frozenset(b"- \t\r\n")


def encrypt(
    src: BinaryIO, dst: BinaryIO, recipients: Sequence[Recipient], *, armor: bool = False
) -> None:
    """Write ``src`` to ``dst`` as an age file. Streams; closes nothing. Raises BadRecipients."""
    file_key = new_file_key()
    header = make_header(file_key, recipients)
    armored = ArmorWriter(dst) if armor else None
    out: BinaryIO = armored or dst
    out.write(header)
    writer = PayloadWriter(out, file_key)
    while data := src.read(4 * CHUNK):
        writer.write(data)
    writer.finish()
    if armored:
        armored.finish()


def decrypt(
    src: BinaryIO,
    dst: BinaryIO,
    identities: Sequence[Identity],
    *,
    max_work_factor: int | None = None,
) -> None:
    """Write the plaintext of an age file, armored or not, to ``dst``. Streams; closes nothing.

    Every byte written is authenticated, but after an error ``dst`` may hold the beginning of the
    plaintext: the caller throws it away. ``max_work_factor`` lowers the cap of passphrase
    identities. Raises WrongKey, BadHeader, WorkTooHigh, BadMac, BadArmor, BadPayload, Truncated.
    """
    if max_work_factor is not None:
        identities = [_capped(identity, max_work_factor) for identity in identities]
    with open_file(_plain_source(src), identities) as reader:
        dst.writelines(reader.chunks())


def open_file(
    src: BinaryIO, identities: Sequence[Identity], *, close_source: bool = False
) -> PayloadReader:
    """Return the plaintext of a binary age file that starts at the current place of ``src``.

    With a seekable ``src`` the result is seekable. Raises as :func:`decrypt`, without armor.
    """
    file_key = open_header(read_header(src), identities)
    start = src.tell() if src.seekable() else 0
    try:
        return PayloadReader(src, file_key, start=start, close_source=close_source)
    except Truncated as error:
        raise BadHeader("the file ends after its header", code=error.code) from None


def _capped(identity: Identity, max_work_factor: int) -> Identity:
    if isinstance(identity, ScryptIdentity):
        return identity.with_cap(max_work_factor)
    return identity


def _plain_source(src: BinaryIO) -> BinaryIO:
    """Look at the first byte, put it back, and take the armor off if there is one."""
    first = src.read(1)
    if src.seekable():
        src.seek(-len(first), os.SEEK_CUR)
        whole = src
    else:
        whole = io.BufferedReader(_Prefixed(first, src))
    return dearmor(whole) if first and first[0] in _ARMOR_STARTS else whole


class _Prefixed(io.RawIOBase):
    """A source that cannot seek, with the byte that was already read before it."""

    def __init__(self, first: bytes, src: BinaryIO) -> None:
        super().__init__()
        self._first = first
        self._src = src

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object, /) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self._first or self._src.read(len(view))
        self._first = b""
        view[: len(data)] = data
        return len(data)
