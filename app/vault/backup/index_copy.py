"""The index of a backup, by one rename, and around it heads and slots that fit before and after.

Order: the new index beside the old; a word in the heads that the index is changing; the slots with
the epochs of both; the old index brought to rest; the rename; the heads of the new one, with the
seal of its pages; the slots with its epoch alone. See FORMAT.md, section "Backups".
"""

from __future__ import annotations

import copy
from dataclasses import replace
from pathlib import Path

from app.vault.backup.place import Earlier
from app.vault.folder import INDEX_FILES, Step
from app.vault.index import database
from app.vault.index.pageseal import PageTags
from app.vault.index.state import State
from app.vault.keys.slotfile import write_changed
from app.vault.opening.headfile import HeadFacts, HeadFiles
from app.vault.parts import Parts
from crypto.slots import SlotBlock

NEW_INDEX = "index.db.new"


def put_index(parts: Parts, slots: SlotBlock, to: Path, earlier: Earlier, step: Step) -> None:
    """Bring the index, the heads and the slots of a backup to what the vault is now.

    Raises OSError, apsw.Error, EnvironmentProblem.
    """
    path, new = to / INDEX_FILES[0], to / NEW_INDEX
    epoch = parts.derived.epoch
    database.copy_pages(parts.index.connection, new, parts.derived.index_key())
    step("backup.copied")
    heads = HeadFiles(to, parts.derived.identity, parts.derived.signer, step)
    newest = heads.newest()
    if newest is not None:
        heads.facts = replace(newest.facts, state=State.FOLDING.value)
        heads.write_both(newest.number, newest.head, parts.clock())
    if earlier.has_slots:
        _write_slots(to, slots, epoch, before=earlier.epoch, step=step)
    if earlier.epoch is not None:
        _bring_to_rest(path, parts.derived.index_key(earlier.epoch))
    else:
        database.remove_database(path)
    step("backup.rested")
    database.put_in_place(new, path)
    step("backup.renamed")
    number, head = parts.custody.head
    spares = parts.index.read("SELECT count(DISTINCT segment) FROM spares")[0][0]
    fold = parts.index.read("SELECT value FROM facts WHERE name = 'fold'")
    heads.facts = HeadFacts(
        epoch=epoch,
        state=State.CLEAN.value,
        pages=PageTags.read(path).seal().hex(),
        spares=spares,
        fold=int(fold[0][0]) if fold else 0,
    )
    heads.overrule(number, bytes.fromhex(head), parts.clock())
    _write_slots(to, slots, epoch, before=None, step=step)


def _write_slots(
    to: Path, slots: SlotBlock, epoch: bytes, *, before: bytes | None, step: Step
) -> None:
    """The vault's slots; on the way from another epoch with both.

    Where the vault's own directory of slots is damaged, the heads tell the epoch.
    """
    block = copy.deepcopy(slots)
    if block.is_open:
        if before in (None, epoch):
            block.set_epochs(epoch)
        else:
            block.set_epochs(before, epoch)
    write_changed(to, block, step)


def _bring_to_rest(path: Path, key: bytes) -> None:
    """Fold the earlier index's log in, so that none of it lies beside the new one."""
    connection = database.opened(path, key)
    try:
        database.fold_in(connection)
    finally:
        database.leave(connection)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
