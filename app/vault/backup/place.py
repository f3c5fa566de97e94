"""Where a backup goes: whether the folder is free, holds this vault's earlier backup, or neither.

Reads only. A folder that holds anything else is refused: another vault, or a copy of this one that
was used by itself and has gone its own way. See FORMAT.md, section "Backups".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import apsw

from app.errors import InputProblem, IntegrityProblem, OngiError
from app.vault.backup.copying import size_of
from app.vault.deleting.ending import is_begun
from app.vault.folder import (
    BACKUP_MARK,
    BLOB_FOLDER,
    DROP_FOLDER,
    INDEX_FILES,
    LOCK_FILE,
    SLOT_FILES,
    SPARE_FOLDER,
    TEMPORARY,
    read_small,
)
from app.vault.index import database
from app.vault.keys.slotfile import read_copies
from app.vault.opening.headfile import HeadFiles
from app.vault.parts import Parts
from crypto.chain import GENESIS
from crypto.errors import WrongKey
from crypto.slot_directory import NO_EPOCH
from crypto.slots import SlotBlock


@dataclass(frozen=True)
class Earlier:
    """What an earlier backup is, as far as it can be read.

    `epoch` is that of its index, None where no index could be opened: then nothing is removed from
    it. `has_slots`: it is a whole vault already, and stays one all the while.
    """

    epoch: bytes | None = field(default=None, repr=False)
    has_slots: bool = False


def outside(root: Path, to: Path) -> Path:
    """The folder of the backup without links in its path. Raises InputProblem INP-020, OSError."""
    place = to.resolve()
    own = root.resolve()
    if place == own or own in place.parents:
        raise InputProblem("INP-020", name=to.name)
    return place


def same_disk(root: Path, to: Path) -> bool:
    """Whether both folders lie on one disk, as far as the system tells. Raises OSError."""
    return root.stat().st_dev == to.stat().st_dev


def judge(parts: Parts, vault_id: bytes, to: Path) -> Earlier:
    """What lies at a place for a backup.

    Raises InputProblem INP-009 (something that is no vault, or that leads elsewhere by links),
    IntegrityProblem VLT-046 (another vault) or VLT-047 (a copy of this vault that has entries which
    this one has not), OSError.
    """
    found = {path.name for path in to.iterdir()} - {LOCK_FILE, BACKUP_MARK + TEMPORARY}
    if not found:
        return Earlier()
    if _leads_elsewhere(to):
        raise InputProblem("INP-009", name=to.name)
    has_slots = bool(found.intersection(SLOT_FILES))
    # With slots it is a vault that somebody may have worked in, whatever mark was left behind.
    if not has_slots and (read_small(to / BACKUP_MARK) or b"") == vault_id.hex().encode():
        return Earlier()
    if not has_slots or is_begun(to):
        raise InputProblem("INP-009", name=to.name)
    copies = read_copies(to)
    block = copies.newest or (copies.damaged[0] if copies.damaged else None)
    if not isinstance(block, SlotBlock) or block.vault_id != vault_id:
        raise IntegrityProblem("VLT-046", name=to.name)
    return Earlier(_grown_from_it(parts, block, to), has_slots=True)


def _leads_elsewhere(to: Path) -> bool:
    """Whether a folder that files are written to and removed from is a link to another one."""
    folders = [to / name for name in (BLOB_FOLDER, SPARE_FOLDER, DROP_FOLDER)]
    blobs = to / BLOB_FOLDER
    folders += blobs.iterdir() if blobs.is_dir() and not blobs.is_symlink() else ()
    return any(folder.is_symlink() for folder in folders)


def _grown_from_it(parts: Parts, block: SlotBlock, to: Path) -> bytes | None:
    """The epoch of the earlier backup's index, seen that its log is a beginning of ours."""
    heads = HeadFiles(to, parts.derived.identity, parts.derived.signer)
    told = [found for found in heads.read() if found is not None]
    for head in told:
        _belongs(parts, to, head.number, head.head)
    path = to / INDEX_FILES[0]
    if size_of(path) is None:
        return None
    epochs = [*_epochs(parts, block), *(head.facts.epoch for head in told), NO_EPOCH]
    epochs = list(dict.fromkeys((parts.derived.epoch, *epochs)))
    for epoch in epochs:
        try:
            newest = _newest_entry(path, parts.derived.index_key(epoch))
        except (apsw.Error, OngiError):
            continue
        _belongs(parts, to, *newest)
        return epoch
    return None


def _newest_entry(path: Path, key: bytes) -> tuple[int, bytes]:
    connection = database.looked_at(path, key)
    try:
        sql = "SELECT number, head FROM log ORDER BY number DESC LIMIT 1"
        row = connection.execute(sql).fetchone()
    finally:
        connection.close()
    return (0, GENESIS) if row is None else (int(row[0]), bytes(row[1]))


def _belongs(parts: Parts, to: Path, number: int, head: bytes) -> None:
    if parts.custody.head_at(number) != head:
        raise IntegrityProblem("VLT-047", name=to.name)


def _epochs(parts: Parts, block: SlotBlock) -> tuple[bytes, ...]:
    try:
        block.unlock(parts.derived.master)
    except WrongKey:
        return ()
    return (block.epoch, block.next_epoch)
