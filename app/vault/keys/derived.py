"""The keys that come from a vault's master key and epoch. Knows no files.

An epoch of zeros means the keys of format 1, which come from the master key alone. See FORMAT.md,
section "Keys".
"""

from __future__ import annotations

from crypto.age import HybridIdentity, X25519Identity
from crypto.kdf import Label, subkey
from crypto.slot_directory import NO_EPOCH
from crypto.sshsig import SigningKey


class DerivedKeys:
    """The keys of one open vault. :meth:`forget` wipes what can be wiped in Python.

    The epoch can be set anew, when the index was rewritten under another.
    """

    def __init__(self, master: bytes, epoch: bytes = NO_EPOCH) -> None:
        self._master = bytearray(master)
        self.epoch = epoch
        self.identity = X25519Identity(subkey(master, Label.IDENTITY))
        self.signer = SigningKey.from_seed(subkey(master, Label.LOG))

    @property
    def master(self) -> bytes:
        """The master key, for sealing it into another slot."""
        return bytes(self._master)

    def index_key(self, epoch: bytes | None = None) -> bytes:
        """The 32-byte key of the index in an epoch, this one if not given."""
        return subkey(self._seed(self.epoch if epoch is None else epoch), Label.INDEX)

    def spare_identity(self, epoch: bytes | None = None) -> X25519Identity:
        """The age identity of the spare segments in an epoch, this one if not given."""
        seed = self._seed(self.epoch if epoch is None else epoch)
        return X25519Identity(subkey(seed, Label.SPARE_IDENTITY))

    def drop_seed(self) -> bytes:
        """The 32 bytes of the identity for what is captured while the vault is locked."""
        return subkey(self.master, Label.DROP_IDENTITY)

    def case_identity(self, case_id: str) -> HybridIdentity:
        """The identity that case files for a case are sealed to."""
        return HybridIdentity(subkey(self.master + case_id.encode("ascii"), Label.CASE_IDENTITY))

    def case_signer(self, case_id: str) -> SigningKey:
        """The key that signs the case files of a case."""
        seed = subkey(self.master + case_id.encode("ascii"), Label.CASE_SIGNING)
        return SigningKey.from_seed(seed)

    def forget(self) -> None:
        """Overwrite the master key. What was derived goes with its objects. May be called again."""
        self._master[:] = bytes(len(self._master))
        self.epoch = NO_EPOCH

    def _seed(self, epoch: bytes) -> bytes:
        return self.master if epoch == NO_EPOCH else self.master + epoch
