"""The key slots on disk: two copies of one block, so that a torn one locks nobody out.

Both are rewritten whenever keys change, `slots-a` first, and never otherwise: a damaged copy stays
as it is until then. See FORMAT.md, section "Keys", and `crypto.slots`.
"""

from __future__ import annotations

import errno
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.errors import FormatProblem
from app.vault.folder import (
    HEAD_FILES,
    INDEX_FILES,
    SLOT_FILES,
    Step,
    no_step,
    read_small,
    replace_file,
)
from crypto import slots_v1
from crypto.errors import BadEncoding
from crypto.slots import SlotBlock
from crypto.slots_v1 import SlotBlockV1

_NO_PLACE_FOR_A_VAULT = {errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}

AnyBlock = SlotBlock | SlotBlockV1


@dataclass(frozen=True)
class SlotCopies:
    """What the two files hold.

    `newest` is the newest whole copy; `damaged` are damaged ones, to be tried slot by slot, and one
    that is another vault's or makes the newest look so; `whole` says that both are there, undamaged
    and one vault's; `stale` that the other copy is whole but older (a change was cut off in the
    middle), or gone; `older` is that older whole copy.
    """

    newest: AnyBlock | None
    damaged: tuple[AnyBlock, ...]
    whole: bool
    stale: bool
    older: AnyBlock | None = None


def write_first(root: Path, block: SlotBlock, step: Step = no_step) -> None:
    """Write both copies of a new vault's block. Raises OSError."""
    for generation, name in enumerate(SLOT_FILES, block.generation + 1):
        replace_file(root / name, block.to_bytes(generation), step)


def write_changed(root: Path, block: SlotBlock, step: Step = no_step) -> None:
    """Write both copies of a changed block. Raises OSError only if nothing was changed.

    Once the first copy is durable the change is made. A second copy that can't be written then (a
    full disk) stays older and is mended at the next opening.
    """
    first, second = SLOT_FILES
    generation = max(block.generation, *(_generation(root / name) for name in SLOT_FILES))
    replace_file(root / first, block.to_bytes(generation + 1), step)
    with suppress(OSError):
        replace_file(root / second, block.to_bytes(generation + 2), step)


def refuse_no_folder(root: Path) -> None:
    """Refuse a path that can't be a vault's. Raises FormatProblem VLT-002, OSError."""
    try:
        is_folder = root.is_dir() and not any((root / name).is_dir() for name in SLOT_FILES)
    except OSError as error:
        if error.errno not in _NO_PLACE_FOR_A_VAULT:
            raise
        is_folder = False
    if not is_folder:
        raise FormatProblem("VLT-002", name=root.name)


def read_copies(root: Path) -> SlotCopies:
    """Read both copies.

    Raises FormatProblem VLT-002 where nothing of a vault is, OSError. Without any copy, but with
    other files of a vault, `newest` is None and `damaged` empty.
    """
    try:
        stored = [read_small(root / name) for name in SLOT_FILES]
    except OSError as error:
        if error.errno not in _NO_PLACE_FOR_A_VAULT:
            raise
        raise FormatProblem("VLT-002", name=root.name) from None
    there = [data for data in stored if data is not None]
    if not there and not any((root / name).exists() for name in (*HEAD_FILES, INDEX_FILES[0])):
        raise FormatProblem("VLT-002", name=root.name)
    blocks: list[AnyBlock] = []
    damaged: list[AnyBlock] = []
    for data in there:
        kind = SlotBlockV1 if data.startswith(slots_v1.MAGIC) else SlotBlock
        try:
            blocks.append(kind.parse(data))
        except BadEncoding:
            damaged.append(kind.salvage(data))
    newest = max(blocks, key=_rank, default=None)
    whole = len(blocks) == len(SLOT_FILES)
    if whole and _of_two_vaults(*blocks):
        # One of them was put here from elsewhere. Which one, only the key can tell.
        others = tuple(block for block in blocks if block is not newest)
        return SlotCopies(newest, others, whole=False, stale=False)
    # A copy that is gone is written anew when the vault is opened: nothing is overwritten by that.
    stale = not _same(*blocks) if whole else newest is not None and len(there) < len(SLOT_FILES)
    older = next((block for block in blocks if block is not newest), None) if stale else None
    return SlotCopies(newest, tuple(damaged), whole, stale, older)


def strange_copy(root: Path) -> bool:
    """Whether the two files belong to different vaults, though each is whole. Raises OSError."""
    found: set[bytes] = set()
    for name in SLOT_FILES:
        with suppress(BadEncoding):
            found.add(SlotBlock.parse(read_small(root / name) or b"").vault_id)
    return len(found) > 1


def _generation(path: Path) -> int:
    try:
        return SlotBlock.parse(read_small(path) or b"").generation
    except (BadEncoding, OSError):
        return 0


def _rank(block: AnyBlock) -> tuple[bool, int]:
    return isinstance(block, SlotBlock), block.generation


def _of_two_vaults(one: AnyBlock, other: AnyBlock) -> bool:
    return (
        isinstance(one, SlotBlock)
        and isinstance(other, SlotBlock)
        and one.vault_id != other.vault_id
    )


def _same(one: AnyBlock, other: AnyBlock) -> bool:
    if isinstance(one, SlotBlock) and isinstance(other, SlotBlock):
        return one.content == other.content
    return isinstance(one, SlotBlockV1) and isinstance(other, SlotBlockV1)
