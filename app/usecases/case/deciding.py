"""What two people changed differently: both versions side by side, and which one stands.

Ours stands in its place until somebody decides; nothing is decided by the program, and both
versions are kept also after that. FORMAT.md, section "Case file".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.case.exchanges import Choice, Conflict, Exchange
from app.domain.custody import Act
from app.domain.ids import new_id
from app.errors import InputProblem
from app.usecases.vault.vaults import OpenVault
from app.vault.exchange.columns import DanglingError, OddRecordError
from app.vault.exchange.shelf import ForeignError, Shelf
from app.vault.exchange.special import AnyShelf

__all__ = ["Choice", "Conflict", "TwoVersions", "decide_conflict", "list_conflicts"]

_BOTH = {"notes": "note", "people": "person", "payments": "payment", "narrative_lines": "line"}
"""Records of which two versions can stand side by side, and the kind of their identifiers."""


@dataclass(frozen=True, slots=True)
class TwoVersions:
    """A record that both sides changed.

    `ours` is how it stands here now, `theirs` as it came, None where one side took it out. `peer`
    is what the other side is called, `may_both` whether the two can stand side by side.
    """

    conflict: Conflict
    ours: Mapping[str, Any] | None
    theirs: Mapping[str, Any] | None
    peer: str
    may_both: bool


def list_conflicts(
    vault: OpenVault, case_id: str, *, decided: bool = False
) -> tuple[TwoVersions, ...]:
    """What nobody decided on yet, in the order it came; with `decided` also the rest.

    Raises InputProblem INP-003.
    """
    case = vault.cases.get(case_id)
    exchanges = {one.id: one for one in vault.exchanges.of_case(case.id)}
    return tuple(
        _shown(vault, one, exchanges)
        for one in vault.exchanges.conflicts(case.id)
        if decided or one.choice is Choice.OPEN
    )


def decide_conflict(vault: OpenVault, case_id: str, conflict_id: str, choice: Choice) -> None:
    """Let our version stand, theirs, or both; nothing happens where that was said already.

    What the other side destroyed is set aside here for a week, if theirs is chosen. Raises
    InputProblem INP-003, VLT-063, VLT-065 (it can't stand here any more, or not beside the other).
    """
    case = vault.cases.get(case_id)
    conflict = vault.exchanges.conflict(case.id, conflict_id)
    if conflict.choice is choice:
        return
    if choice not in (Choice.OURS, Choice.THEIRS, Choice.BOTH):
        raise InputProblem("VLT-065")
    try:
        with vault.transaction():
            _apply(vault, conflict, choice)
            vault.exchanges.decide(conflict.id, choice, vault.now_ms())
            details: dict[str, str | int] = {"kind": conflict.kind, "choice": choice.value}
            vault.custody.append(Act.CONFLICT_DECIDED, conflict.id, case.id, details)
    except (DanglingError, OddRecordError, ForeignError):
        raise InputProblem("VLT-065") from None
    vault.custody.checkpoint()


def _shown(vault: OpenVault, conflict: Conflict, exchanges: Mapping[str, Exchange]) -> TwoVersions:
    ours = conflict.ours
    if conflict.choice is Choice.OPEN and conflict.kind != "items":
        known: Any = conflict.ours or conflict.theirs
        ours = _shelf(vault, conflict).get(known)
    may = conflict.kind in _BOTH and conflict.ours is not None and conflict.theirs is not None
    return TwoVersions(conflict, ours, conflict.theirs, exchanges[conflict.exchange].peer, may)


def _apply(vault: OpenVault, conflict: Conflict, choice: Choice) -> None:
    if choice is Choice.OURS:
        if conflict.choice is Choice.THEIRS:
            _put(vault, conflict, conflict.ours)
        return
    if conflict.kind == "items":
        ours: Any = conflict.ours
        if choice is not Choice.THEIRS:
            raise InputProblem("VLT-065")
        vault.deleting.set_aside([str(ours["id"])], vault.now_ms())
        return
    if choice is Choice.BOTH:
        kind = _BOTH.get(conflict.kind)
        if kind is None or conflict.theirs is None or conflict.ours is None:
            raise InputProblem("VLT-065")
        _shelf(vault, conflict).put({**conflict.theirs, "id": new_id(kind)})
        return
    _put(vault, conflict, conflict.theirs)


def _put(vault: OpenVault, conflict: Conflict, record: Any) -> None:
    shelf = _shelf(vault, conflict)
    if record is not None:
        shelf.put(dict(record))
        return
    known: Any = conflict.ours or conflict.theirs
    kind = _BOTH.get(conflict.kind) or {"filings": "filing"}.get(conflict.kind)
    if kind and vault.records_of(conflict.case).depends_on(kind, str(known["id"])):
        raise InputProblem("VLT-065")
    if shelf.get(known) is not None:
        shelf.remove(known)


def _shelf(vault: OpenVault, conflict: Conflict) -> AnyShelf:
    records = vault.records_of(conflict.case)
    shelves: tuple[AnyShelf | Shelf, ...] = (*records.before_messages, *records.behind_links)
    return next(one for one in shelves if one.name == conflict.kind)
