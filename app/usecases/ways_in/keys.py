"""The ways into a vault: see them, add, change and remove them. The kit is in `recovery`.

Everything is written to the custody log. A change takes the time of a key derivation at most.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from app.adapters import keyring_store
from app.errors import OngiError
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault
from app.vault.keys.keys_of_vault import fresh_secret
from app.vault.keys.keytable import KeySlot
from app.vault.keys.slotfile import read_copies
from crypto.errors import WrongKey
from crypto.slots import SlotBlock, SlotKind

__all__ = [
    "KeySlot",
    "add_passphrase",
    "change_passphrase",
    "forget_keyring",
    "keyring_in_use",
    "keyring_opens",
    "list_keys",
    "remove_key",
    "use_keyring",
]


def list_keys(vault: OpenVault) -> tuple[KeySlot, ...]:
    """All ways in, by place."""
    return vault.keys.list()


def change_passphrase(vault: OpenVault, old: str, new: str, job: Job) -> KeySlot:
    """Put a new passphrase in the place of an old one; the cost of a guess is measured anew.

    Raises AccessProblem VLT-001 (the old one is wrong), InputProblem (INP-001, VLT-011).
    """
    job.phase("vault.key")
    return vault.keys.change_passphrase(old, new)


def add_passphrase(vault: OpenVault, new: str, job: Job, *, label: str = "") -> KeySlot:
    """Add a passphrase for somebody else, or for another keyboard.

    Raises InputProblem (INP-001, VLT-011), AccessProblem VLT-023 where no place is left.
    """
    job.phase("vault.key")
    return vault.keys.add_passphrase(new, label=label)


def remove_key(vault: OpenVault, place: int) -> KeySlot:
    """Remove a way in; what it was. An entry in this computer's keyring goes with its slot.

    Raises InputProblem INP-023 where there is none, PolicyProblem VLT-019 for the last one that the
    person holds.
    """
    entry = _entry(vault) if _kind_at(vault, place) == "keyring" else None
    own = entry is not None and vault.keys.place_of(SlotKind.KEYRING, entry) == place
    gone = vault.keys.remove(place)
    if own:
        with suppress(OngiError):
            keyring_store.forget_secret(vault.keys.vault_id)
    return gone


def keyring_in_use(vault: OpenVault) -> bool:
    """Whether this computer's keyring opens the vault at this moment."""
    entry = _entry(vault)
    return entry is not None and vault.keys.place_of(SlotKind.KEYRING, entry) is not None


def keyring_opens(path: Path) -> bool:
    """Whether this computer's keyring opens the vault in a folder, which stays locked.

    Takes milliseconds: no passphrase is derived. False where that can't be told: no vault, damaged
    key files, no keyring, or one that refuses.
    """
    try:
        block = read_copies(path).newest
        if not isinstance(block, SlotBlock):
            return False
        block.open_secret(SlotKind.KEYRING, keyring_store.read_secret(block.vault_id))
    except (OngiError, WrongKey, OSError, ValueError):  # ValueError: a path with a zero byte in it
        return False
    return True


def use_keyring(vault: OpenVault, job: Job, *, label: str = "") -> KeySlot:
    """Let the keyring of this computer's account open the vault without typing.

    Whoever uses this account can then open it: the person must have been told. A key of this
    computer that is there already is replaced. Raises EnvironmentProblem VLT-020 where there is no
    keyring that can be used; nothing is changed then.
    """
    job.phase("vault.key")
    before = _entry(vault)
    place = None if before is None else vault.keys.place_of(SlotKind.KEYRING, before)
    secret = fresh_secret(SlotKind.KEYRING)
    keyring_store.keep_secret(vault.keys.vault_id, secret)
    try:
        return vault.keys.add_secret(
            SlotKind.KEYRING, secret, label=label, replacing=() if place is None else (place,)
        )
    except BaseException:
        with suppress(OngiError):
            if before is None:
                keyring_store.forget_secret(vault.keys.vault_id)
            else:
                keyring_store.keep_secret(vault.keys.vault_id, before)
        raise


def forget_keyring(vault: OpenVault) -> KeySlot | None:
    """Take the key out of this computer's keyring, and its slot out of the vault.

    Gives the slot that went; None where the entry opened none. Raises AccessProblem VLT-021 where
    there is no entry, EnvironmentProblem VLT-020, PolicyProblem VLT-019.
    """
    secret = keyring_store.read_secret(vault.keys.vault_id)
    place = vault.keys.place_of(SlotKind.KEYRING, secret)
    gone = None if place is None else vault.keys.remove(place)
    keyring_store.forget_secret(vault.keys.vault_id)
    return gone


def _entry(vault: OpenVault) -> bytes | None:
    """What this computer's keyring holds for the vault; None for nothing, or no keyring."""
    try:
        return keyring_store.read_secret(vault.keys.vault_id)
    except OngiError:
        return None


def _kind_at(vault: OpenVault, place: int) -> str:
    return next((key.kind for key in vault.keys.list() if key.place == place), "")
