"""The sealed directory of a key slot block: what each slot is, and the epoch of the vault's keys.

Pure bytes; must not touch files. It is one cell of 108 bytes: nonce 12, then ChaCha20-Poly1305
under HKDF(master key, ``slot-directory``) of 16 kind bytes (0: free), the epoch and the next epoch
(zeros: none), 32 bytes each. It is for whoever holds the master key, so that a free slot is found
without the keys of the others. See FORMAT.md, section "Keys".
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from crypto.errors import WrongKey
from crypto.kdf import Label, subkey

EPOCH_BYTES = 32
NO_EPOCH = bytes(EPOCH_BYTES)

_SLOTS = 16
_NONCE = 12
_TAG = 16
_PLAIN = struct.Struct(f">{_SLOTS}s{EPOCH_BYTES}s{EPOCH_BYTES}s")
CELL_BYTES = _NONCE + _PLAIN.size + _TAG


@dataclass(frozen=True)
class _Entries:
    kinds: bytes = bytes(_SLOTS)
    epoch: bytes = NO_EPOCH
    next_epoch: bytes = NO_EPOCH


class Directory:
    """The cell of one block. Locked until :meth:`unlock`; a change is sealed at once."""

    def __init__(self, cell: bytes, bound: bytes) -> None:
        """Take the cell as it was read (empty: none yet) and its associated data."""
        self.cell = cell
        self._bound = bound
        self._key: bytes | None = None
        self._entries: _Entries | None = None

    @property
    def is_open(self) -> bool:
        """Whether it was unlocked by the master key it was made with."""
        return self._entries is not None

    def unlock(self, master: bytes) -> None:
        """Open it, or begin an empty one. Raises WrongKey: damaged, or another's master key."""
        key = subkey(master, Label.SLOT_DIRECTORY)
        if not self.cell:
            self._key = key
            self._seal(_Entries())
            return
        try:
            plain = ChaCha20Poly1305(key).decrypt(
                self.cell[:_NONCE], self.cell[_NONCE:], self._bound
            )
        except InvalidTag:
            raise WrongKey("the master key is not this block's") from None
        self._key, self._entries = key, _Entries(*_PLAIN.unpack(plain))

    def begin_anew(self, master: bytes, kinds: Mapping[int, int], epoch: bytes) -> None:
        """Put a new directory in place of one that is damaged."""
        self._key = subkey(master, Label.SLOT_DIRECTORY)
        self._seal(_Entries(bytes(kinds.get(place, 0) for place in range(_SLOTS)), epoch))

    @property
    def kinds(self) -> bytes:
        """One kind byte a slot. Raises WrongKey (locked) if not unlocked."""
        return self._opened().kinds

    @property
    def epochs(self) -> tuple[bytes, bytes]:
        """The epoch and the next one. Raises WrongKey (locked) if not unlocked."""
        return self._opened().epoch, self._opened().next_epoch

    def mark(self, place: int, kind: int) -> None:
        """Note what a slot is now. Raises WrongKey (locked) if not unlocked."""
        kinds = bytearray(self.kinds)
        kinds[place] = kind
        self._seal(replace(self._opened(), kinds=bytes(kinds)))

    def set_epochs(self, now: bytes, following: bytes) -> None:
        """Note the epochs. Raises WrongKey (locked), ValueError for a wrong size."""
        if len(now) != EPOCH_BYTES or len(following) != EPOCH_BYTES:
            raise ValueError("an epoch has 32 bytes")
        self._seal(replace(self._opened(), epoch=now, next_epoch=following))

    def _opened(self) -> _Entries:
        if self._entries is None:
            raise WrongKey("open the block first", code="locked")
        return self._entries

    def _seal(self, entries: _Entries) -> None:
        if self._key is None:
            raise WrongKey("open the block first", code="locked")
        nonce = secrets.token_bytes(_NONCE)
        plain = _PLAIN.pack(entries.kinds, entries.epoch, entries.next_epoch)
        self.cell = nonce + ChaCha20Poly1305(self._key).encrypt(nonce, plain, self._bound)
        self._entries = entries
