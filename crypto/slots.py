"""The key slot block: the vault's master key, sealed once for every way to open it.

Pure bytes in and out; must not touch files. Layout (integers big-endian), 2,256 bytes in all::

    magic 16 | vault id 16 | salt 16 | memory KiB u32 | passes u32 | lanes u32   the preamble
    generation u64   grows with every rewrite
    directory 108    see `crypto.slot_directory`
    16 slots of 128  nonce 12, AEAD under the slot's own key
    SHA-256          of everything before: tells damage from a wrong key

A slot seals kind u8, master key 32, label length u8, label, zeros. Unused slots are random bytes,
so nobody without a key can count the used ones. One salt and one cost serve all passphrase slots:
one derivation is tried on all 16. Associated data of a passphrase slot is the preamble, ``slot``
and the slot's number; other kinds take magic and vault id alone in the preamble's place, so that
they outlive a change of the cost. The generation is left out, since a rewrite cannot re-seal slots
whose keys it does not have. See FORMAT.md, section "Keys"; `crypto.slots_v1` reads the form before.
"""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import BadEncoding, CryptoError, WrongKey
from crypto.kdf import SALT_BYTES, Argon2, Label, derive_passphrase, subkey
from crypto.slot_directory import CELL_BYTES, NO_EPOCH, Directory

MASTER_BYTES = 32
VAULT_ID_BYTES = 16
SLOT_COUNT = 16
SLOT_BYTES = 128
MOST_GENERATIONS = 2**62
MAX_LABEL_BYTES = 66

_MAGIC = b"ongi-slots-v2\0\0\0"
_BASE = len(_MAGIC) + VAULT_ID_BYTES
_PREAMBLE = struct.Struct(f">16s{VAULT_ID_BYTES}s{SALT_BYTES}sIII")
_GENERATION = struct.Struct(">Q")
_NONCE = 12
_SLOT_PLAIN = struct.Struct(f">B{MASTER_BYTES}sB{MAX_LABEL_BYTES}s")
_DIGEST = 32
_DIRECTORY_AT = _PREAMBLE.size + _GENERATION.size
_SLOTS_AT = _DIRECTORY_AT + CELL_BYTES
BLOCK_BYTES = _SLOTS_AT + SLOT_COUNT * SLOT_BYTES + _DIGEST


class SlotKind(IntEnum):
    """What opens a slot. Zero means free, in the directory only."""

    PASSPHRASE = 1
    RECOVERY = 2
    KEYRING = 3
    COUNSELLOR = 4


_SECRET_LABELS = {
    SlotKind.RECOVERY: (Label.SLOT_RECOVERY, 16),
    SlotKind.KEYRING: (Label.SLOT_KEYRING, 32),
    SlotKind.COUNSELLOR: (Label.SLOT_COUNSELLOR, 32),
}
"""Of each kind that opens by a secret: the label of its key, and how many bytes the secret has."""


@dataclass(frozen=True)
class OpenedSlot:
    """What a slot gave: the master key (never shown by ``repr``), its place, kind and label."""

    master: bytes = field(repr=False)
    index: int
    kind: SlotKind = SlotKind.PASSPHRASE
    label: str = ""


class SlotBlock:
    """The slot block in memory.

    Not thread-safe. Make one with :meth:`create`, :meth:`parse` or :meth:`salvage`.
    """

    def __init__(
        self, preamble: bytes, generation: int, directory: bytes, slots: Sequence[bytes]
    ) -> None:
        """Hold parts that :meth:`create`, :meth:`parse` or :meth:`salvage` has cut."""
        self._preamble = preamble
        self._generation = generation
        self._directory = Directory(directory, self._base + b"directory")
        self._slots = list(slots)

    @classmethod
    def create(
        cls, params: Argon2, *, vault_id: bytes | None = None, generation: int = 0
    ) -> SlotBlock:
        """Return an empty block with a fresh salt and 16 random slots.

        ``vault_id`` is given only where a block that is lost is made anew.
        """
        identifier = secrets.token_bytes(VAULT_ID_BYTES) if vault_id is None else vault_id
        if len(identifier) != VAULT_ID_BYTES:
            raise ValueError("a vault id has 16 bytes")
        slots = [secrets.token_bytes(SLOT_BYTES) for _ in range(SLOT_COUNT)]
        return cls(_preamble(identifier, params), generation, b"", slots)

    @classmethod
    def parse(cls, data: bytes) -> SlotBlock:
        """Read a block. Raises BadEncoding (slots_size, slots_magic, slots_damaged, kdf_cost)."""
        if data[: len(_MAGIC)] != _MAGIC:
            raise BadEncoding("not a slot block", code="slots_magic")
        if len(data) != BLOCK_BYTES:
            raise BadEncoding(f"{len(data)} bytes", code="slots_size")
        if hashlib.sha256(data[:-_DIGEST]).digest() != data[-_DIGEST:]:
            raise BadEncoding("slot block checksum", code="slots_damaged")
        block = cls._cut(data)
        if block.generation > MOST_GENERATIONS:
            raise BadEncoding("generation", code="slots_damaged")
        _ = block.params  # a cost out of range is refused before anything is derived
        return block

    @classmethod
    def salvage(cls, data: bytes) -> SlotBlock:
        """Read what may be a damaged block, cut or changed anywhere, to be tried slot by slot.

        Each slot vouches for itself, so a right key opens what is whole of it. The generation
        counts as 0; the cost is as good as the bytes: :attr:`params` and passphrases may raise
        BadEncoding (kdf_cost).
        """
        whole = data[:BLOCK_BYTES].ljust(BLOCK_BYTES, b"\0")
        at = _PREAMBLE.size
        return cls._cut(_MAGIC + whole[len(_MAGIC) : at] + bytes(8) + whole[at + 8 :])

    @classmethod
    def _cut(cls, data: bytes) -> SlotBlock:
        (generation,) = _GENERATION.unpack_from(data, _PREAMBLE.size)
        slots = [
            data[at : at + SLOT_BYTES] for at in range(_SLOTS_AT, BLOCK_BYTES - _DIGEST, SLOT_BYTES)
        ]
        directory = data[_DIRECTORY_AT:_SLOTS_AT]
        return cls(data[: _PREAMBLE.size], generation, directory, slots)

    def to_bytes(self, generation: int) -> bytes:
        """Return the block's bytes, marked with this generation (0 to 2**64 - 1).

        A block that holds no key yet gets a random directory, so that it looks like any other.
        """
        preamble, *others = self.content
        body = b"".join([preamble, _GENERATION.pack(generation), *others])
        self._generation = generation
        return body + hashlib.sha256(body).digest()

    @property
    def content(self) -> tuple[bytes, ...]:
        """Preamble, directory and slots: what the copies of one block have in common."""
        directory = self._directory.cell or secrets.token_bytes(CELL_BYTES)
        return (self._preamble, directory, *self._slots)

    @property
    def directory(self) -> bytes:
        """The sealed directory; every change of a slot seals it anew."""
        return self._directory.cell

    @property
    def generation(self) -> int:
        """The generation that was read or last written."""
        return self._generation

    @property
    def vault_id(self) -> bytes:
        """The vault's 16 random bytes: they tell it from others, and say nothing else."""
        return self._preamble[len(_MAGIC) : _BASE]

    @property
    def params(self) -> Argon2:
        """What one passphrase guess costs. Raises BadEncoding (kdf_cost) if salvaged and spoilt."""
        return Argon2(*_PREAMBLE.unpack(self._preamble)[3:])

    @property
    def is_open(self) -> bool:
        """Whether the directory was opened, so that slots can be changed."""
        return self._directory.is_open

    def unlock(self, master: bytes) -> None:
        """Open the directory by the master key itself. Raises WrongKey: damaged, or another's."""
        self._directory.unlock(master)

    @property
    def used(self) -> dict[int, SlotKind]:
        """Slot numbers in use and their kinds. Raises WrongKey (locked) if not opened before."""
        return {i: SlotKind(kind) for i, kind in enumerate(self._directory.kinds) if kind}

    @property
    def epoch(self) -> bytes:
        """The epoch of the vault's keys, 32 bytes. Raises WrongKey (locked) if not opened."""
        return self._directory.epochs[0]

    @property
    def next_epoch(self) -> bytes:
        """The epoch a change is on its way to; zeros: none. Raises WrongKey (locked)."""
        return self._directory.epochs[1]

    def set_epochs(self, now: bytes, following: bytes = NO_EPOCH) -> None:
        """Set the epoch and the next one. Raises WrongKey (locked) if not opened before."""
        self._directory.set_epochs(now, following)

    def add_passphrase(
        self, master: bytes, passphrase: str, index: int | None = None, *, label: str = ""
    ) -> int:
        """Seal the master key under a passphrase and return the slot's number.

        Without ``index`` the first free slot is taken; with one, whatever was there is replaced.
        ``label`` has up to 66 bytes of UTF-8. Raises WrongKey when ``master`` is not this block's,
        CryptoError (slots_full) when no slot is free.
        """
        place = self._place(master, index)
        key = self._passphrase_key(passphrase)
        return self._put(key, place, SlotKind.PASSPHRASE, master, label)

    def add_secret(
        self,
        master: bytes,
        kind: SlotKind,
        secret: bytes,
        index: int | None = None,
        *,
        label: str = "",
    ) -> int:
        """Seal the master key under a secret: 16 bytes for RECOVERY, 32 for the other kinds.

        Otherwise like :meth:`add_passphrase`.
        """
        place = self._place(master, index)
        return self._put(_secret_key(kind, secret), place, kind, master, label)

    def recalibrate(
        self,
        master: bytes,
        passphrase: str,
        params: Argon2,
        index: int | None = None,
        *,
        label: str = "",
    ) -> int:
        """Give the block a new salt and cost and this passphrase in place of its one passphrase.

        Returns the slot's number. Raises ValueError where several passphrases are in use: they
        share the cost, and the others cannot be re-sealed; otherwise like :meth:`add_passphrase`.
        """
        place = self._place(master, index)
        before = [i for i, kind in self.used.items() if kind is SlotKind.PASSPHRASE]
        if len(before) > 1:
            raise ValueError("the cost is shared by several passphrases")
        preamble = _preamble(self.vault_id, params)
        salt = _PREAMBLE.unpack(preamble)[2]
        derived = derive_passphrase(passphrase, salt, params)
        self._preamble = preamble
        for old in before:
            self.remove(old)
        key = subkey(derived, Label.SLOT_PASSPHRASE)
        return self._put(key, place, SlotKind.PASSPHRASE, master, label)

    def rebuild_directory(self, master: bytes, kinds: Mapping[int, SlotKind], epoch: bytes) -> None:
        """Put a new directory in place of a damaged one, from what is known elsewhere."""
        self._directory.begin_anew(master, kinds, epoch)

    def open_passphrase(self, passphrase: str) -> OpenedSlot:
        """Try one derivation on all slots. Raises WrongKey when none opens, OutOfMemory."""
        return self._try(self._passphrase_key(passphrase), SlotKind.PASSPHRASE)

    def open_secret(self, kind: SlotKind, secret: bytes) -> OpenedSlot:
        """Try a secret of a kind on all slots. Raises WrongKey when none opens."""
        return self._try(_secret_key(kind, secret), kind)

    def remove(self, index: int) -> None:
        """Fill a slot with random bytes. Needs an opened block, else WrongKey (locked).

        This does not undo a master key that somebody already has.
        """
        place = _checked_index(index)
        self._directory.mark(place, 0)
        self._slots[place] = secrets.token_bytes(SLOT_BYTES)

    @property
    def _base(self) -> bytes:
        return self._preamble[:_BASE]

    def _passphrase_key(self, passphrase: str) -> bytes:
        salt = _PREAMBLE.unpack(self._preamble)[2]
        derived = derive_passphrase(passphrase, salt, self.params)
        return subkey(derived, Label.SLOT_PASSPHRASE)

    def _bound(self, kind: SlotKind, index: int) -> bytes:
        begin = self._preamble if kind is SlotKind.PASSPHRASE else self._base
        return begin + b"slot" + bytes([index])

    def _try(self, key: bytes, kind: SlotKind) -> OpenedSlot:
        cipher = ChaCha20Poly1305(key)
        for index, slot in enumerate(self._slots):
            try:
                plain = cipher.decrypt(slot[:_NONCE], slot[_NONCE:], self._bound(kind, index))
            except InvalidTag:
                continue
            found, master, size, label = _SLOT_PLAIN.unpack(plain)
            # A spoilt directory stops changes to the slots, it must not lock the owner out.
            with contextlib.suppress(WrongKey):
                self._directory.unlock(master)
            return OpenedSlot(master, index, SlotKind(found), label[:size].decode("utf-8"))
        raise WrongKey("no slot opens with this key")

    def _place(self, master: bytes, index: int | None) -> int:
        if len(master) != MASTER_BYTES:
            raise ValueError("the master key has 32 bytes")
        self._directory.unlock(master)
        return self._free_slot() if index is None else _checked_index(index)

    def _put(self, key: bytes, index: int, kind: SlotKind, master: bytes, label: str) -> int:
        text = label.encode("utf-8")
        if len(text) > MAX_LABEL_BYTES:
            raise ValueError("the slot label is too long")
        plain = _SLOT_PLAIN.pack(kind, master, len(text), text)
        nonce = secrets.token_bytes(_NONCE)
        sealed = ChaCha20Poly1305(key).encrypt(nonce, plain, self._bound(kind, index))
        self._directory.mark(index, kind)
        self._slots[index] = nonce + sealed
        return index

    def _free_slot(self) -> int:
        index = self._directory.kinds.find(0)
        if index < 0:
            raise CryptoError("all slots are in use", code="slots_full")
        return index


def _preamble(vault_id: bytes, params: Argon2) -> bytes:
    salt = secrets.token_bytes(SALT_BYTES)
    cost = (params.memory_kib, params.passes, params.lanes)
    return _PREAMBLE.pack(_MAGIC, vault_id, salt, *cost)


def _secret_key(kind: SlotKind, secret: bytes) -> bytes:
    if kind not in _SECRET_LABELS:
        raise ValueError("a passphrase is no secret of this kind")
    label, size = _SECRET_LABELS[kind]
    if len(secret) != size:
        raise ValueError(f"the secret of this kind of slot has {size} bytes")
    return subkey(secret, label)


def _checked_index(index: int) -> int:
    if not 0 <= index < SLOT_COUNT:
        raise ValueError("slot numbers run from 0 to 15")
    return index
