"""Reads the key slot block of format 1, which had passphrases only; it is never written again.

Pure bytes in; must not touch files. Layout (integers big-endian), 2,176 bytes in all: magic 16,
salt 16, memory KiB u32, passes u32, lanes u32, generation u64, directory 44, 16 slots of 128,
SHA-256 of all before. A slot's associated data is the first 44 bytes, ``slot`` and its number. See
FORMAT.md, section "Keys".
"""

from __future__ import annotations

import hashlib
import struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import BadEncoding, WrongKey
from crypto.kdf import SALT_BYTES, Argon2, Label, derive_passphrase, subkey
from crypto.slots import MASTER_BYTES, MAX_LABEL_BYTES, SLOT_BYTES, SLOT_COUNT, OpenedSlot, SlotKind

MAGIC = b"ongi-slots-v1\0\0\0"

_PREAMBLE = struct.Struct(f">16s{SALT_BYTES}sIII")
_GENERATION = struct.Struct(">Q")
_NONCE = 12
_SLOT_PLAIN = struct.Struct(f">B{MASTER_BYTES}sB{MAX_LABEL_BYTES}s")
_DIGEST = 32
_SLOTS_AT = _PREAMBLE.size + _GENERATION.size + 44
BLOCK_BYTES = _SLOTS_AT + SLOT_COUNT * SLOT_BYTES + _DIGEST


class SlotBlockV1:
    """A block of format 1, to be opened by its passphrase and replaced by one of today's."""

    def __init__(self, data: bytes) -> None:
        """Hold the bytes that :meth:`parse` or :meth:`salvage` took."""
        self._preamble = data[: _PREAMBLE.size]
        (self.generation,) = _GENERATION.unpack_from(data, _PREAMBLE.size)
        self._slots = [
            data[at : at + SLOT_BYTES] for at in range(_SLOTS_AT, BLOCK_BYTES - _DIGEST, SLOT_BYTES)
        ]

    @classmethod
    def parse(cls, data: bytes) -> SlotBlockV1:
        """Read a block. Raises BadEncoding (slots_size, slots_magic, slots_damaged, kdf_cost)."""
        if data[: len(MAGIC)] != MAGIC:
            raise BadEncoding("not a slot block of format 1", code="slots_magic")
        if len(data) != BLOCK_BYTES:
            raise BadEncoding(f"{len(data)} bytes", code="slots_size")
        if hashlib.sha256(data[:-_DIGEST]).digest() != data[-_DIGEST:]:
            raise BadEncoding("slot block checksum", code="slots_damaged")
        block = cls(data)
        _ = block.params
        return block

    @classmethod
    def salvage(cls, data: bytes) -> SlotBlockV1:
        """Read what may be a damaged block, to be tried slot by slot; see `crypto.slots`."""
        whole = data[:BLOCK_BYTES].ljust(BLOCK_BYTES, b"\0")
        return cls(MAGIC + whole[len(MAGIC) :])

    @property
    def params(self) -> Argon2:
        """What one passphrase guess costs. Raises BadEncoding (kdf_cost)."""
        return Argon2(*_PREAMBLE.unpack(self._preamble)[2:])

    def open_passphrase(self, passphrase: str) -> OpenedSlot:
        """Try one derivation on all slots. Raises WrongKey when none opens, OutOfMemory."""
        salt = _PREAMBLE.unpack(self._preamble)[1]
        derived = derive_passphrase(passphrase, salt, self.params)
        cipher = ChaCha20Poly1305(subkey(derived, Label.SLOT_PASSPHRASE))
        for index, slot in enumerate(self._slots):
            bound = self._preamble + b"slot" + bytes([index])
            try:
                plain = cipher.decrypt(slot[:_NONCE], slot[_NONCE:], bound)
            except InvalidTag:
                continue
            _kind, master, size, label = _SLOT_PLAIN.unpack(plain)
            return OpenedSlot(master, index, SlotKind.PASSPHRASE, label[:size].decode("utf-8"))
        raise WrongKey("no slot opens with this passphrase")
