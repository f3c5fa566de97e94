"""What minor mode keeps covered: pictures that came into a case while it was off.

Nothing of them is deleted or given out; whether to delete is not for a program to say (facts:
domain 8.1). They are judged by the custody log alone: an item that came in while minor mode was on
went past its guard then, so no further mark is needed, and older vaults are judged the same way.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.custody import Act, CustodyEntry
from app.domain.evidence.items import Case, Item, ItemKind
from app.errors import PolicyProblem
from app.vault import Vault

_WORDS = frozenset({ItemKind.TEXT, ItemKind.CHAT})
_CAME_IN = frozenset({Act.ITEM_TAKEN, Act.ITEM_SEEN_AGAIN, Act.ITEM_MADE})


def keep_covered(vault: Vault, item: Item) -> None:
    """Raise PolicyProblem COL-093 where an item is held back: before it is shown or copied."""
    if is_held_back(vault, item):
        raise PolicyProblem("COL-093")


def is_held_back(vault: Vault, item: Item) -> bool:
    """Whether the item came into a case that has minor mode on before that was on."""
    if item.kind in _WORDS:
        return False
    came: dict[str, list[int]] = {}
    for entry in vault.custody.of_subject(item.id):
        if entry.act in _CAME_IN and entry.case is not None:
            came.setdefault(entry.case, []).append(entry.number)
    cases = {case.id: case for case in vault.cases.every()} if came else {}
    return any(
        id_ in cases and _came_before(cases[id_], vault.custody.of_subject(id_), numbers)
        for id_, numbers in came.items()
    )


def held_back(vault: Vault, case: Case, items: Iterable[Item]) -> frozenset[str]:
    """The identifiers of those items of a case that are held back in it."""
    if not case.minor_mode:
        return frozenset()
    changes = vault.custody.of_subject(case.id)
    if not any(entry.act is Act.CASE_CHANGED for entry in changes):
        return frozenset()
    return frozenset(
        item.id
        for item in items
        if item.kind not in _WORDS and _came_before(case, changes, _came_in(vault, item, case))
    )


def _came_in(vault: Vault, item: Item, case: Case) -> list[int]:
    return [
        entry.number
        for entry in vault.custody.of_subject(item.id)
        if entry.act in _CAME_IN and entry.case == case.id
    ]


def _came_before(case: Case, changes: Iterable[CustodyEntry], numbers: list[int]) -> bool:
    """Whether none of these entries was made while the case had minor mode on."""
    told = [
        (entry.number, bool(entry.details["minor_mode"]))
        for entry in changes
        if "minor_mode" in entry.details
    ]
    return case.minor_mode and not any(_was_on(told, number) for number in numbers)


def _was_on(told: list[tuple[int, bool]], number: int) -> bool:
    """What the log said last before an entry; a log that says nothing knows no other time."""
    return next((is_on for at, is_on in reversed(told) if at < number), not told)
