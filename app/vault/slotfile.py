"""The key slots on disk: two generations of a block, so that a torn one locks nobody out.

They are written only when keys change. See FORMAT.md, section "Vault", and `crypto.slots`.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from app.errors import FormatProblem, IntegrityProblem
from app.vault.folder import SLOT_FILES, Step, no_step, read_small, replace_file
from crypto.errors import BadEncoding
from crypto.slots import SlotBlock

_NO_PLACE_FOR_A_VAULT = {errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP}


@dataclass(frozen=True)
class FoundSlots:
    """The newest block that could be read, and whether the other copy was damaged or gone."""

    block: SlotBlock
    whole: bool


def write_first(root: Path, block: SlotBlock, step: Step = no_step) -> None:
    """Write both copies of a new vault's block. Raises OSError."""
    for generation, name in enumerate(SLOT_FILES, 1):
        replace_file(root / name, block.to_bytes(generation), step)


def read_newest(root: Path) -> FoundSlots:
    """Read the newest copy that is whole.

    Raises FormatProblem VLT-002 where there is no copy at all, IntegrityProblem VLT-005 where none
    is whole, OSError.
    """
    try:
        stored = [read_small(root / name) for name in SLOT_FILES]
    except OSError as error:
        if error.errno not in _NO_PLACE_FOR_A_VAULT:
            raise
        raise FormatProblem("VLT-002", name=root.name) from None
    if all(data is None for data in stored):
        raise FormatProblem("VLT-002", name=root.name)
    blocks: list[SlotBlock] = []
    for data in stored:
        if data is not None:
            try:
                blocks.append(SlotBlock.parse(data))
            except BadEncoding:
                continue
    if not blocks:
        raise IntegrityProblem("VLT-005")
    newest = max(blocks, key=lambda block: block.generation)
    return FoundSlots(newest, whole=len(blocks) == len(SLOT_FILES))
