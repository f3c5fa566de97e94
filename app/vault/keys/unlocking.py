"""From what the person brings to the master key: both copies of the slots, or what is left.

Reads only. A right key opens a damaged key file as far as its own slot is whole, and no key is
called wrong while a copy is damaged. See FORMAT.md, section "Keys".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import AccessProblem, InputProblem, IntegrityProblem
from app.vault.failures import enough_memory, translated
from app.vault.keys.derived import DerivedKeys
from app.vault.keys.slotfile import AnyBlock, SlotCopies, read_copies
from app.vault.keys.ways_in import ByKeyring, ByKit, ByLetter, ByPassphrase, Key
from app.vault.opening.headfile import HeadFiles
from crypto.errors import BadEncoding, WrongKey
from crypto.kdf import DEFAULT
from crypto.kit_spare import open_spare
from crypto.slot_directory import NO_EPOCH
from crypto.slots import OpenedSlot, SlotBlock, SlotKind
from crypto.slots_v1 import SlotBlockV1

_REFUSALS = {ByPassphrase: "VLT-001", ByKit: "VLT-018", ByKeyring: "VLT-021", ByLetter: "VLT-018"}


@dataclass(frozen=True)
class Unlocked:
    """What a key gave, before the index is opened.

    `block` is what the next change of keys starts from; `slot` is the slot that opened, None where
    a kit's spare line did without any. `epochs` are those that the slots tell of, the one in force
    first; empty where their directory is damaged. `before` is the block of format 1 that was found
    in the place of today's. `stale`: one copy of the slots is older and has to follow the other.
    `notices` are codes of what should be known.
    """

    master: bytes = field(repr=False)
    block: SlotBlock
    slot: OpenedSlot | None
    epochs: tuple[bytes, ...] = field(repr=False)
    before: SlotBlockV1 | None = None
    stale: bool = False
    notices: tuple[str, ...] = ()


def unlock(root: Path, key: Key) -> Unlocked:
    """Find the master key.

    Raises InputProblem INP-001 (an empty passphrase); AccessProblem VLT-001 (passphrase), VLT-018
    (kit or letter), VLT-021 (keyring); FormatProblem VLT-002; IntegrityProblem VLT-005 (no key file
    is left), VLT-017 (a key file is damaged, and the key may be right); EnvironmentProblem VLT-016,
    VLT-020 (no keyring), ENV-….
    """
    if isinstance(key, ByPassphrase) and not key.text:
        raise InputProblem("INP-001")
    with translated(root.name):
        copies = read_copies(root)
    found: list[Unlocked] = []
    with enough_memory():
        for block, is_damaged in _candidates(copies):
            try:
                slot = _opened(block, key)
            except (WrongKey, BadEncoding, AccessProblem):
                # The last of them: the keyring knows no vault of this block's (damaged?) name.
                continue
            found.append(_from_slot(copies, block, slot, is_damaged=is_damaged))
            if not is_damaged and (copies.whole or fits_heads(root, slot.master)):
                break
    if found:
        # The same passphrase may open the key file of another vault that was put here.
        return next((one for one in found if fits_heads(root, one.master)), found[0])
    if isinstance(key, ByKit) and key.spare is not None:
        try:
            return _from_spare(copies, key.secret, key.spare)
        except (WrongKey, BadEncoding):
            pass
    if copies.damaged or _is_spoilt(copies, key):
        raise IntegrityProblem("VLT-017")
    if copies.newest is None:
        raise IntegrityProblem("VLT-005")
    raise AccessProblem(_REFUSALS[type(key)])


def _is_spoilt(copies: SlotCopies, key: Key) -> bool:
    """Whether a key opens the older copy only, and the newer one is none that came of it.

    The older one is never opened by: the key may have been taken out since. Then the newer one has
    a directory that this vault's master key sealed after that of the older.
    """
    if copies.older is None:
        return False
    try:
        with enough_memory():
            slot = _opened(copies.older, key)
    except (WrongKey, BadEncoding, AccessProblem):
        return False
    if not isinstance(copies.newest, SlotBlock) or not isinstance(copies.older, SlotBlock):
        return True
    try:
        copies.newest.unlock(slot.master)
    except WrongKey:
        return True
    return copies.newest.directory == copies.older.directory


def fits_heads(root: Path, master: bytes) -> bool:
    """Whether a head in the folder is of the vault with this master key. Raises no error."""
    derived = DerivedKeys(master)
    try:
        return HeadFiles(root, derived.identity, derived.signer).newest() is not None
    except OSError:
        return False


def _candidates(copies: SlotCopies) -> Iterator[tuple[AnyBlock, bool]]:
    if copies.newest is not None:
        yield copies.newest, False
    for block in copies.damaged:
        yield block, True


def _opened(block: AnyBlock, key: Key) -> OpenedSlot:
    match key:
        case ByPassphrase(text):
            return block.open_passphrase(text)
        case _ if isinstance(block, SlotBlockV1):
            raise WrongKey("format 1 had passphrases only")
        case ByKit(secret):
            return block.open_secret(SlotKind.RECOVERY, secret)
        case ByLetter(secret):
            return block.open_secret(SlotKind.COUNSELLOR, secret)
        case ByKeyring():
            # Slow to load, and the way in of few.
            from app.adapters.keyring_store import read_secret

            return block.open_secret(SlotKind.KEYRING, read_secret(block.vault_id))


def _from_slot(
    copies: SlotCopies, block: AnyBlock, slot: OpenedSlot, *, is_damaged: bool
) -> Unlocked:
    notices = () if copies.whole else ("VLT-022" if is_damaged else "VLT-015",)
    if isinstance(block, SlotBlockV1):
        fresh = SlotBlock.create(block.params)
        fresh.rebuild_directory(slot.master, {slot.index: SlotKind.PASSPHRASE}, NO_EPOCH)
        return Unlocked(slot.master, fresh, slot, (NO_EPOCH,), block, notices=notices)
    epochs: tuple[bytes, ...] = ()
    if block.is_open:
        following = () if block.next_epoch == NO_EPOCH else (block.next_epoch,)
        epochs = (block.epoch, *following)
    elif not notices:
        notices = ("VLT-022",)
    return Unlocked(slot.master, block, slot, epochs, stale=copies.stale, notices=notices)


def _from_spare(copies: SlotCopies, secret: bytes, spare: bytes) -> Unlocked:
    """The key files are gone or damaged beyond use: a new block, written with the next change."""
    vault_id, master = open_spare(secret, spare)
    newest = copies.newest
    if isinstance(newest, SlotBlock) and newest.vault_id == vault_id:
        # The kit's slot was taken out of a whole block: it was replaced, and opens no more.
        raise WrongKey("this kit was replaced")
    fresh = SlotBlock.create(DEFAULT, vault_id=vault_id)
    fresh.add_secret(master, SlotKind.RECOVERY, secret)
    return Unlocked(master, fresh, None, (), notices=("VLT-022",))
