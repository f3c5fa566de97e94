"""What part an item plays in a case: source photo, tip-off, shows that it is the person, and so on.

Nothing of it is judged, no link in it is opened.
"""

from __future__ import annotations

from app.domain.custody import Act
from app.domain.evidence.parts import ItemPart, Part
from app.domain.times.times import Moment
from app.errors import InputProblem
from app.usecases.told.told_texts import TEXT, item_of, kept_text, kept_time
from app.usecases.vault.vaults import OpenVault


def list_parts(vault: OpenVault, case_id: str, *, item: str | None = None) -> tuple[ItemPart, ...]:
    """The parts that items of a case play, or one item's. Raises InputProblem INP-003, INP-011."""
    return vault.told.parts.in_case(case_id, item=item_of(vault, case_id, item))


def state_part(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    part: Part,
    *,
    place: str = "",
    audience: str = "",
    teller: str = "",
    event: Moment | None = None,
    note: str = "",
) -> ItemPart:
    """Keep what part an item plays, in place of what was said of that part before.

    Raises InputProblem: INP-003 no such case, INP-011 no such item in it, INP-070, INP-071.
    """
    if item_of(vault, case_id, item_id) is None:
        raise InputProblem("INP-011", id=item_id)
    stated = ItemPart(
        case=case_id,
        item=item_id,
        part=part,
        made_ms=vault.now_ms(),
        place=kept_text(place),
        audience=kept_text(audience),
        teller=kept_text(teller),
        event=kept_time(event),
        note=kept_text(note, longest=TEXT),
    )
    with vault.transaction():
        vault.told.parts.keep(stated)
        vault.custody.append(Act.PART_STATED, item_id, case_id, {"part": part.value})
    vault.custody.checkpoint()
    return stated


def withdraw_part(vault: OpenVault, case_id: str, item_id: str, part: Part) -> None:
    """Take a part back. Raises InputProblem INP-003, INP-011, INP-076 (it plays no such part)."""
    if item_of(vault, case_id, item_id) is None:
        raise InputProblem("INP-011", id=item_id)
    with vault.transaction():
        if not vault.told.parts.remove(case_id, item_id, part):
            raise InputProblem("INP-076")
        vault.custody.append(Act.PART_WITHDRAWN, item_id, case_id, {"part": part.value})
    vault.custody.checkpoint()
