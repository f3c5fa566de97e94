"""The key slot block: the vault's master key, sealed once for every way to open it.

Pure bytes in and out; must not touch files. Layout (integers big-endian), 2,176 bytes in all::

    magic 16 | salt 16 | memory KiB u32 | passes u32 | lanes u32   the fixed preamble
    generation u64   grows with every rewrite
    directory 44     nonce 12, AEAD under a subkey of the master key
    16 slots of 128  nonce 12, AEAD under the slot's own key
    SHA-256          of everything before: tells damage from a wrong passphrase

A slot seals kind u8, master key 32, label length u8, label, zeros. Unused slots are random bytes,
so nobody without a key can count the used ones. The directory holds one kind byte a slot, for
whoever holds the master key, so that a free slot can be found without the keys of the others. One
salt and one cost serve all passphrase slots: one derivation is tried on all 16. Associated data is
preamble, part name and slot number; the generation is left out, since a rewrite cannot re-seal
slots whose keys it does not have.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import BadEncoding, CryptoError, WrongKey
from crypto.kdf import SALT_BYTES, Argon2, Label, derive_passphrase, subkey

MASTER_BYTES = 32
SLOT_COUNT = 16
SLOT_BYTES = 128
MAX_LABEL_BYTES = 66

_MAGIC = b"ongi-slots-v1\0\0\0"
_PREAMBLE = struct.Struct(f">16s{SALT_BYTES}sIII")
_GENERATION = struct.Struct(">Q")
_NONCE = 12
_TAG = 16
_SLOT_PLAIN = struct.Struct(f">B{MASTER_BYTES}sB{MAX_LABEL_BYTES}s")
_DIRECTORY_BYTES = _NONCE + SLOT_COUNT + _TAG
_DIGEST = 32
BLOCK_BYTES = (
    _PREAMBLE.size + _GENERATION.size + _DIRECTORY_BYTES + SLOT_COUNT * SLOT_BYTES + _DIGEST
)


class SlotKind(IntEnum):
    """What opens a slot. Zero means free, in the directory only."""

    PASSPHRASE = 1
    RECOVERY = 2
    KEYRING = 3
    COUNSELLOR = 4


@dataclass(frozen=True)
class OpenedSlot:
    """What a slot gave: the master key (never shown by ``repr``), its place, kind and label."""

    master: bytes = field(repr=False)
    index: int
    kind: SlotKind = SlotKind.PASSPHRASE
    label: str = ""


class SlotBlock:
    """The slot block in memory. Not thread-safe. Make one with :meth:`create` or :meth:`parse`."""

    def __init__(
        self, preamble: bytes, generation: int, directory: bytes, slots: Sequence[bytes]
    ) -> None:
        """Hold parts that :meth:`create` or :meth:`parse` has checked."""
        _magic, self._salt, memory, passes, lanes = _PREAMBLE.unpack(preamble)
        self._params = Argon2(memory, passes, lanes)
        self._preamble = preamble
        self._generation = generation
        self._directory = directory
        self._slots = list(slots)
        self._directory_key: bytes | None = None

    @classmethod
    def create(cls, params: Argon2) -> SlotBlock:
        """Return an empty block with a fresh salt: 16 random slots, generation 0."""
        preamble = _PREAMBLE.pack(
            _MAGIC,
            secrets.token_bytes(SALT_BYTES),
            params.memory_kib,
            params.passes,
            params.lanes,
        )
        slots = [secrets.token_bytes(SLOT_BYTES) for _ in range(SLOT_COUNT)]
        return cls(preamble, 0, b"", slots)

    @classmethod
    def parse(cls, data: bytes) -> SlotBlock:
        """Read a block. Raises BadEncoding (slots_size, slots_magic, slots_damaged, kdf_cost)."""
        if data[: len(_MAGIC)] != _MAGIC:
            raise BadEncoding("not a slot block", code="slots_magic")
        if len(data) != BLOCK_BYTES:
            raise BadEncoding(f"{len(data)} bytes", code="slots_size")
        body, digest = data[:-_DIGEST], data[-_DIGEST:]
        if hashlib.sha256(body).digest() != digest:
            raise BadEncoding("slot block checksum", code="slots_damaged")
        at = _PREAMBLE.size
        (generation,) = _GENERATION.unpack_from(body, at)
        at += _GENERATION.size
        directory = body[at : at + _DIRECTORY_BYTES]
        at += _DIRECTORY_BYTES
        slots = [body[i : i + SLOT_BYTES] for i in range(at, len(body), SLOT_BYTES)]
        return cls(body[: _PREAMBLE.size], generation, directory, slots)

    def to_bytes(self, generation: int) -> bytes:
        """Return the block's bytes, marked with this generation (0 to 2**64 - 1).

        A block that holds no key yet gets a random directory, so that it looks like any other.
        """
        directory = self._directory or secrets.token_bytes(_DIRECTORY_BYTES)
        body = b"".join([self._preamble, _GENERATION.pack(generation), directory, *self._slots])
        self._generation = generation
        return body + hashlib.sha256(body).digest()

    @property
    def generation(self) -> int:
        """The generation that was read or last written."""
        return self._generation

    @property
    def params(self) -> Argon2:
        """What one passphrase guess costs."""
        return self._params

    @property
    def used(self) -> dict[int, SlotKind]:
        """Slot numbers in use and their kinds. Raises WrongKey (locked) if not opened before."""
        return {i: SlotKind(kind) for i, kind in enumerate(self._kinds()) if kind}

    def add_passphrase(
        self, master: bytes, passphrase: str, index: int | None = None, *, label: str = ""
    ) -> int:
        """Seal the master key under a passphrase and return the slot's number.

        Without ``index`` the first free slot is taken; with one, whatever was there is replaced.
        ``label`` has up to 66 bytes of UTF-8. Raises WrongKey when ``master`` is not this block's,
        CryptoError (slots_full) when no slot is free.
        """
        if len(master) != MASTER_BYTES:
            raise ValueError("the master key has 32 bytes")
        self._unlock_directory(master)
        place = self._free_slot() if index is None else _checked_index(index)
        key = self._passphrase_key(passphrase)
        self._slots[place] = self._seal(key, place, SlotKind.PASSPHRASE, master, label)
        self._mark(place, SlotKind.PASSPHRASE)
        return place

    def open_passphrase(self, passphrase: str) -> OpenedSlot:
        """Try one derivation on all slots. Raises WrongKey when none opens."""
        cipher = ChaCha20Poly1305(self._passphrase_key(passphrase))
        for index, slot in enumerate(self._slots):
            try:
                plain = cipher.decrypt(slot[:_NONCE], slot[_NONCE:], self._bound(b"slot", index))
            except InvalidTag:
                continue
            kind, master, size, label = _SLOT_PLAIN.unpack(plain)
            # A spoilt directory stops changes to the slots, it must not lock the owner out.
            with contextlib.suppress(WrongKey):
                self._unlock_directory(master)
            return OpenedSlot(master, index, SlotKind(kind), label[:size].decode("utf-8"))
        raise WrongKey("no slot opens with this passphrase")

    def remove(self, index: int) -> None:
        """Fill a slot with random bytes. Needs an opened block, else WrongKey (locked).

        This does not undo a master key that somebody already has.
        """
        place = _checked_index(index)
        self._kinds()
        self._slots[place] = secrets.token_bytes(SLOT_BYTES)
        self._mark(place, 0)

    def _passphrase_key(self, passphrase: str) -> bytes:
        derived = derive_passphrase(passphrase, self._salt, self._params)
        return subkey(derived, Label.SLOT_PASSPHRASE)

    def _bound(self, part: bytes, index: int) -> bytes:
        return self._preamble + part + bytes([index])

    def _seal(self, key: bytes, index: int, kind: SlotKind, master: bytes, label: str) -> bytes:
        text = label.encode("utf-8")
        if len(text) > MAX_LABEL_BYTES:
            raise ValueError("the slot label is too long")
        plain = _SLOT_PLAIN.pack(kind, master, len(text), text)
        nonce = secrets.token_bytes(_NONCE)
        return nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, self._bound(b"slot", index))

    def _unlock_directory(self, master: bytes) -> None:
        key = subkey(master, Label.SLOT_DIRECTORY)
        if not self._directory:
            self._directory_key = key
            self._write_kinds(bytes(SLOT_COUNT))
            return
        previous, self._directory_key = self._directory_key, key
        try:
            self._kinds()
        except WrongKey:
            self._directory_key = previous
            raise

    def _kinds(self) -> bytes:
        if self._directory_key is None:
            raise WrongKey("open the block first", code="locked")
        nonce, sealed = self._directory[:_NONCE], self._directory[_NONCE:]
        try:
            return ChaCha20Poly1305(self._directory_key).decrypt(
                nonce, sealed, self._bound(b"directory", 0)
            )
        except InvalidTag:
            raise WrongKey("the master key is not this block's") from None

    def _write_kinds(self, kinds: bytes) -> None:
        if self._directory_key is None:
            raise WrongKey("open the block first", code="locked")
        nonce = secrets.token_bytes(_NONCE)
        sealed = ChaCha20Poly1305(self._directory_key).encrypt(
            nonce, kinds, self._bound(b"directory", 0)
        )
        self._directory = nonce + sealed

    def _mark(self, index: int, kind: int) -> None:
        kinds = bytearray(self._kinds())
        kinds[index] = kind
        self._write_kinds(bytes(kinds))

    def _free_slot(self) -> int:
        index = self._kinds().find(0)
        if index < 0:
            raise CryptoError("all slots are in use", code="slots_full")
        return index


def _checked_index(index: int) -> int:
    if not 0 <= index < SLOT_COUNT:
        raise ValueError("slot numbers run from 0 to 15")
    return index
