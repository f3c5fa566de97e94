"""Let somebody else look instead: leave items to them, say in words what is seen, take it back.

The words stand as the item's caption everywhere, so that nobody has to look again. They are a
person's words: the original never changes, and nothing here judges a picture.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.domain.custody import Act
from app.domain.evidence.items import Item
from app.domain.evidence.looks import PLAIN_WORDS, Look
from app.domain.ids import new_id
from app.errors import InputProblem
from app.usecases.told.told_texts import item_of, kept_text
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "LONGEST", "PLAIN_WORDS", "Look", "leave_to_look", "looked_items", "looks_of",
    "say_what_is_seen", "take_back", "words_in_case", "words_of",
]  # fmt: skip

LONGEST = 2_000
"""Characters of what is seen."""


def looks_of(vault: OpenVault, case_id: str) -> tuple[Look, ...]:
    """What of a case was left to others, and what they saw. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return vault.told.looks.in_case(case_id)


def looked_items(vault: OpenVault, case_id: str) -> tuple[tuple[Look, Item], ...]:
    """The same with the items themselves; who waits first. Raises InputProblem INP-003."""
    pairs = [(one, vault.items.get(one.item)) for one in looks_of(vault, case_id)]
    return tuple(sorted(pairs, key=lambda pair: not pair[0].waits))


def words_of(vault: OpenVault, case_id: str, item_id: str) -> str:
    """What somebody saw in an item, empty where nobody said it. Unknown items have none."""
    look = vault.told.looks.of_item(case_id, item_id)
    return "" if look is None else look.words


def words_in_case(vault: OpenVault, case_id: str) -> dict[str, str]:
    """The same for a whole case, by item; only items that have words."""
    return vault.told.looks.words(case_id)


def leave_to_look(vault: OpenVault, case_id: str, items: Iterable[str]) -> tuple[Look, ...]:
    """Leave items to somebody else; gives them as they stand now.

    One that was left before stays as it was. Raises InputProblem INP-003 no such case, INP-011 no
    such item in it; then none is left.
    """
    left = []
    with vault.transaction():
        for item_id in dict.fromkeys(items):
            if item_of(vault, case_id, item_id) is None:
                raise InputProblem("INP-011", id=item_id)
            known = vault.told.looks.of_item(case_id, item_id)
            if known is not None and known.asked_ms is not None:
                left.append(known)
                continue
            look = replace(
                known or Look(new_id("look"), case_id, item_id, None), asked_ms=vault.now_ms()
            )
            vault.told.looks.keep(look)
            vault.custody.append(Act.LOOK_LEFT, item_id, case_id, {"look": look.id})
            left.append(look)
    vault.custody.checkpoint()
    return tuple(left)


def say_what_is_seen(vault: OpenVault, look_id: str, words: str) -> Look:
    """Keep what is seen, in place of what was said before; empty takes the words back.

    Raises InputProblem INP-176 no such look, INP-071 too long, INP-070 a resident registration
    number.
    """
    look = vault.told.looks.get(look_id)
    said = kept_text(words, longest=LONGEST)
    if said == look.words:
        return look
    seen = replace(look, words=said, looked_ms=vault.now_ms() if said else None)
    with vault.transaction():
        vault.told.looks.keep(seen)
        what = {"look": look.id, "what": "said" if said else "taken_back"}
        vault.custody.append(Act.LOOK_SAID, look.item, look.case, what)
    vault.custody.checkpoint()
    return seen


def take_back(vault: OpenVault, look_id: str) -> None:
    """Ask nobody to look any more. What was said already stays. Raises InputProblem INP-176."""
    look = vault.told.looks.get(look_id)
    with vault.transaction():
        if look.words:
            vault.told.looks.keep(replace(look, asked_ms=None))
        else:
            vault.told.looks.remove(look.id)
        vault.custody.append(Act.LOOK_TAKEN_BACK, look.item, look.case, {"look": look.id})
    vault.custody.checkpoint()
