"""Opening a vault: its key, the index under the right epoch, the heads compared, loose ends tied.

To look only changes nothing in the folder: what is found is told and not mended. See FORMAT.md,
section "Opening".
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.domain.custody import Act
from app.errors import EnvironmentProblem, IntegrityProblem, OngiError
from app.vault.blobs.journal import Journal
from app.vault.deleting.ending import refuse_unusable
from app.vault.failures import enough_memory, translated
from app.vault.folder import INDEX_FILES, LOCK_FILE, Step, remove_unfinished
from app.vault.index.copies import remove_begun_indexes
from app.vault.index.index import Index
from app.vault.keys.derived import DerivedKeys
from app.vault.keys.keytable import KeyTable
from app.vault.keys.slotfile import read_copies, refuse_no_folder, write_changed
from app.vault.keys.unlocking import Unlocked, unlock
from app.vault.keys.ways_in import ByPassphrase, Key
from app.vault.lock import VaultLock
from app.vault.opening.attending import attend, look_at_key
from app.vault.opening.comparing import compared
from app.vault.opening.headfile import HeadFiles
from app.vault.parts import Clock, Parts
from app.vault.stores.custody import Custody
from crypto.slot_directory import NO_EPOCH
from crypto.slots import OpenedSlot, SlotBlock


def open_parts(
    path: Path, key: Key, *, accept_older: bool, look_only: bool, clock: Clock, step: Step
) -> Parts:
    """Open a vault. Raises as `Vault.open` tells."""
    with translated(path.name):
        refuse_no_folder(path)
        refuse_unusable(path)
        read_copies(path)  # before a lock file is made in what is no vault
        lock = _look_lock(path) if look_only else VaultLock(path / LOCK_FILE)
    try:
        unlocked = unlock(path, key)
        derived = DerivedKeys(unlocked.master)
        heads = HeadFiles(path, derived.identity, derived.signer, step)
        with translated(path.name):
            heads.read()
        index = _open_index(path, unlocked, derived, heads, step, look_only=look_only)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    custody = Custody(index, heads, clock, path.name)
    journal = Journal(index, path, step)
    parts = Parts(
        path, lock, derived, unlocked.block, index, heads, custody, journal, clock, step,
        notices=unlocked.notices, look_only=look_only,
    )  # fmt: skip
    try:
        parts = compared(parts, accept_older=accept_older)
        if look_only:
            return replace(parts, notices=(*parts.notices, *look_at_key(parts)))
        with translated(path.name):
            remove_unfinished(path)
            remove_begun_indexes(path)
        index.upgrade()
        parts = replace(parts, collected=journal.collect())
        with suppress(EnvironmentProblem):
            _settle(parts, unlocked, key)
            parts = replace(parts, notices=(*parts.notices, *attend(parts)))
    except BaseException:
        parts.let_go()
        raise
    return parts


def _look_lock(path: Path) -> VaultLock | None:
    """The lock where it can be had without changing the folder. Raises as VaultLock does."""
    if not (path / LOCK_FILE).is_file():
        return None
    try:
        return VaultLock(path / LOCK_FILE)
    except OSError:
        return None


def _open_index(
    path: Path,
    unlocked: Unlocked,
    derived: DerivedKeys,
    heads: HeadFiles,
    step: Step,
    *,
    look_only: bool,
) -> Index:
    """The index under the first epoch that opens it, which `derived` then has."""
    told = [found.facts.epoch for found in heads.read() if found is not None]
    first: OngiError | None = None
    for epoch in dict.fromkeys((*unlocked.epochs, *told, NO_EPOCH)):
        try:
            index = Index.open(
                path / INDEX_FILES[0], derived.index_key(epoch), step, look_only=look_only
            )
        except IntegrityProblem as problem:
            first = first or problem
            continue
        derived.epoch = epoch
        heads.facts = replace(heads.facts, epoch=epoch)
        return index
    raise first or IntegrityProblem("VLT-006")


def _settle(parts: Parts, unlocked: Unlocked, key: Key) -> None:
    """Bring to an end what was cut off: a change of keys, of the epoch, of the format."""
    block, derived = parts.slots, parts.derived
    with translated(parts.path.name):
        if unlocked.before is not None:
            _write_today(parts, unlocked, key)
        elif unlocked.slot is not None and _is_put_back(block, unlocked.slot):
            # Somebody put it back. It opens all the same, so list and log have to tell of it.
            kinds = {**block.used, unlocked.slot.index: unlocked.slot.kind}
            block.rebuild_directory(derived.master, kinds, derived.epoch)
            write_changed(parts.path, block, parts.step)
        elif unlocked.slot is None:
            # Opened by a kit alone: the key files are written anew when a key is next changed.
            block.set_epochs(derived.epoch)
        elif block.is_open and (block.epoch, block.next_epoch) != (derived.epoch, NO_EPOCH):
            block.set_epochs(derived.epoch)
            write_changed(parts.path, block, parts.step)
        elif unlocked.stale:
            write_changed(parts.path, block, parts.step)
    # An epoch that is over must not stay readable in either copy of the head.
    if any(found and found.facts.epoch != derived.epoch for found in parts.heads.read()):
        _overrule(parts)
    if unlocked.slot is not None:
        _follow(parts)


def _is_put_back(block: SlotBlock, slot: OpenedSlot) -> bool:
    """Whether a slot opens that was taken away: only somebody who kept its bytes can do that."""
    return block.is_open and block.used.get(slot.index) is not slot.kind


def _write_today(parts: Parts, unlocked: Unlocked, key: Key) -> None:
    """Put the key slots of today in place of those of format 1, which had this passphrase alone."""
    slot = unlocked.slot
    if slot is None or not isinstance(key, ByPassphrase):
        return
    with enough_memory():
        parts.slots.add_passphrase(slot.master, key.text, slot.index, label=slot.label)
    write_changed(parts.path, parts.slots, parts.step)


def _follow(parts: Parts) -> None:
    """Let the table `keys` follow the slots' directory, and the custody log tell of it."""
    if not parts.slots.is_open:
        return
    table = KeyTable(parts.index)
    missed = table.difference(parts.slots.used)
    if not missed.added and not missed.removed:
        return
    was_empty = not table.all()
    with parts.index.transaction():
        for gone in missed.removed:
            table.drop(gone.place)
            parts.custody.append(Act.KEY_REMOVED, "", None, key_details(gone.place, gone.kind, 1))
        for come in missed.added:
            table.put(come.place, parts.slots.used[come.place], "", None)
            if not was_empty:
                details = key_details(come.place, come.kind, 1)
                parts.custody.append(Act.KEY_ADDED, "", None, details)


def key_details(place: int, kind: str, mended: int = 0) -> dict[str, str | int]:
    """What the custody log says of a key; `mended` where it is told at the next opening only."""
    details: dict[str, str | int] = {"place": place, "kind": kind}
    if mended:
        details["mended"] = mended
    return details


def _overrule(parts: Parts) -> None:
    number, head = parts.custody.head
    with translated(parts.path.name):
        parts.heads.overrule(number, bytes.fromhex(head), parts.clock())
