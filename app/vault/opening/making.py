"""Making a new vault: the folder, the index and its first entry, and the key slots last of all.

Only with its slots a folder is a vault, so a making that is cut off leaves none.
"""

from __future__ import annotations

import secrets
import unicodedata
from pathlib import Path

from app.domain.custody import Act
from app.errors import InputProblem
from app.vault.blobs.journal import Journal
from app.vault.failures import enough_memory, translated
from app.vault.folder import (
    INDEX_FILES,
    LOCK_FILE,
    Step,
    make_blob_folders,
    make_folder,
    remove_begun,
    sync_folder,
)
from app.vault.index.index import Index
from app.vault.index.state import NOTHING_SAID
from app.vault.keys.derived import DerivedKeys
from app.vault.keys.keytable import KeyTable
from app.vault.keys.slotfile import write_first
from app.vault.lock import VaultLock
from app.vault.opening.headfile import HeadFacts, HeadFiles
from app.vault.parts import Clock, Parts
from app.vault.stores.custody import Custody
from crypto.kdf import Argon2, calibrate
from crypto.slot_directory import EPOCH_BYTES
from crypto.slots import MASTER_BYTES, SlotBlock, SlotKind

SHORTEST_PASSPHRASE = 8


def check_passphrase(passphrase: str) -> None:
    """Refuse what protects nothing. Raises InputProblem INP-001 (none) or VLT-011 (too short)."""
    if not passphrase:
        raise InputProblem("INP-001")
    if len(unicodedata.normalize("NFC", passphrase)) < SHORTEST_PASSPHRASE:
        raise InputProblem("VLT-011")


def make(path: Path, passphrase: str, *, argon2: Argon2 | None, clock: Clock, step: Step) -> Parts:
    """Make a vault in a new or empty folder and leave it open. Raises as `Vault.create` tells."""
    check_passphrase(passphrase)
    with translated(path.name):
        is_new = _empty_folder(path)
        lock = VaultLock(path / LOCK_FILE)
    try:
        return _made(path, lock, passphrase, argon2=argon2, clock=clock, step=step)
    except BaseException:
        lock.release()
        # Nothing is in it yet; what was begun must not stand in the way of the next try.
        remove_begun(path, with_folder=is_new)
        raise


def _made(
    path: Path,
    lock: VaultLock,
    passphrase: str,
    *,
    argon2: Argon2 | None,
    clock: Clock,
    step: Step,
) -> Parts:
    derived = DerivedKeys(secrets.token_bytes(MASTER_BYTES), secrets.token_bytes(EPOCH_BYTES))
    with enough_memory():
        block = SlotBlock.create(argon2 or calibrate())
        place = block.add_passphrase(derived.master, passphrase)
    block.set_epochs(derived.epoch)
    with translated(path.name):
        make_blob_folders(path)
    index = Index.create(path / INDEX_FILES[0], derived.index_key(), step)
    heads = HeadFiles(path, derived.identity, derived.signer, step)
    heads.facts = HeadFacts(epoch=derived.epoch)
    custody = Custody(index, heads, clock, path.name)
    journal = Journal(index, path, step)
    parts = Parts(
        path, lock, derived, block, index, heads, custody, journal, clock, step
    )  # fmt: skip
    try:
        index.keep_state(custody, NOTHING_SAID)
        with index.transaction():
            custody.append(Act.VAULT_CREATED, "")
            KeyTable(index).put(place, SlotKind.PASSPHRASE, "", clock())
        custody.checkpoint()
        parts.waiting.put_key()
        with translated(path.name):
            write_first(path, block, step)
            sync_folder(path)
    except BaseException:
        index.close()
        raise
    return parts


def _empty_folder(path: Path) -> bool:
    """Make the folder, or see that it is empty; whether it was made."""
    is_new = not path.exists()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise InputProblem("INP-009", name=path.name)
    make_folder(path)
    return is_new
