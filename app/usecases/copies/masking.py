"""Make a copy of a text, table, JSON file or chat in which registration numbers are covered.

The original never changes. The copy is a new item that names its parent by hash in a signed entry;
every other byte is as it was, and nothing is written to a disk but the encrypted item. See
FORMAT.md, section "Working copies".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.collect.masking import MaskedStream, encoding_of, holds_numbers
from app.domain.custody import Act
from app.domain.evidence.copies import Recipe, Relation, can_be_masked
from app.domain.evidence.items import Item, Method, Sighting
from app.domain.text.rrn import mask_rrn
from app.domain.text.textsafe import visible_name
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.copies.copying import parent_details
from app.usecases.intake.adding import Added, add_bytes
from app.usecases.vault.vaults import OpenVault

__all__ = ["Masked", "mask_numbers", "numbers_stand_in"]

LOOKED_AT = 16 * 1024 * 1024
"""So many bytes are looked through to tell whether a copy is worth offering."""
_ENDING = re.compile(r"[a-z0-9]{1,8}")
_SHOWN_NAME = 48


@dataclass(frozen=True, slots=True)
class Masked:
    """The copy, and how many numbers were covered in it."""

    added: Added
    numbers: int


def numbers_stand_in(vault: OpenVault, item_id: str, job: Job) -> bool | None:
    """Whether there is something to cover; None: not in the first `LOOKED_AT` bytes.

    False too for what is no text. Raises InputProblem INP-011, IntegrityProblem, Cancelled.
    """
    item = vault.items.get(item_id)
    if not can_be_masked(item):
        return False

    def tick(_read: int) -> None:
        job.check()

    with vault.items.open(item.id) as src:
        code = encoding_of(src, tick, LOOKED_AT)
        src.seek(0)
        return code is not None and holds_numbers(src, code, tick, LOOKED_AT)


def mask_numbers(vault: OpenVault, case_id: str, item_id: str, job: Job) -> Masked:
    """Make the copy: the last seven digits of each number are asterisks, all else is the same.

    Thirteen digits in a row in a link stay, as in every copy. A number that JSON has without quotes
    gets zeros, since asterisks would end its form. Raises InputProblem (INP-003, INP-011, COL-084
    nothing to cover, COL-085 no text), IntegrityProblem VLT-007 and VLT-008, Cancelled, and what
    `adding.add_bytes` raises; nothing stays then.
    """
    vault.cases.get(case_id)
    item = vault.items.get(item_id)
    if not vault.copies.shows_in(item_id, case_id):
        raise InputProblem("INP-011", id=item_id)
    code = _encoding(vault, item, job)

    def tick(_read: int) -> None:
        job.check()

    with vault.items.open(item.id) as src, MaskedStream(src, code, tick) as made:

        def beside(copy: Item, _seen: Sighting) -> None:
            if copy.parent == item.id:  # else these bytes were there before, as something else
                vault.copies.keep(
                    copy.id, Recipe(Relation.MASKED, numbers=made.found), vault.now_ms()
                )

        added = add_bytes(
            vault,
            case_id,
            made,
            job,
            name=f"copy-{vault.copies.count() + 1}.{_ending(item)}",
            kind=item.kind,
            method=Method.WORKING_COPY,
            parent=item.id,
            relation=Relation.MASKED.value,
            act=Act.ITEM_MADE,
            details=parent_details(item, Relation.MASKED),
            beside=beside,
        )
        return Masked(added, made.found)


def _encoding(vault: OpenVault, item: Item, job: Job) -> str:
    """The encoding of a text that holds a number. Raises InputProblem COL-084, COL-085."""
    name = visible_name(mask_rrn(item.name), _SHOWN_NAME)

    def tick(read: int) -> None:
        job.check()
        job.advance(read)

    if not can_be_masked(item):
        raise InputProblem("COL-085", name=name)
    job.phase("numbers.look", item.size, "bytes", name)
    with vault.items.open(item.id) as src:
        code = encoding_of(src, tick)
        if code is None:
            raise InputProblem("COL-085", name=name)
        src.seek(0)
        if not holds_numbers(src, code, tick):
            raise InputProblem("COL-084", name=name)
    return code


def _ending(item: Item) -> str:
    """The original's ending, where it is one."""
    ending = item.name.rpartition(".")[2].lower()
    return ending if _ENDING.fullmatch(ending) and not ending.isdigit() else "txt"
