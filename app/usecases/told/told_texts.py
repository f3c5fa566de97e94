"""What holds for every text that a person types beside the evidence: its length, what it may hold.

No resident registration number is kept anywhere (DESIGN promise 10).
"""

from __future__ import annotations

from app.domain.text.rrn import find_rrn
from app.domain.times.times import Moment
from app.domain.told.people import Person
from app.errors import InputProblem
from app.usecases.vault.vaults import OpenVault

LINE = 500
TEXT = 20_000


def kept_text(text: str, *, longest: int = LINE) -> str:
    """The text as it is kept, without spaces around it.

    Raises InputProblem INP-071 (more characters than `longest`), INP-070 (a resident registration
    number).
    """
    said = text.strip()
    if len(said) > longest:
        raise InputProblem("INP-071")
    if find_rrn(said):
        raise InputProblem("INP-070")
    return said


def kept_time(moment: Moment | None) -> Moment | None:
    """A time that a person typed, as it is kept: its own words are a text like any other.

    Raises InputProblem INP-070.
    """
    if moment is not None:
        kept_text(moment.original)
    return moment


def item_of(vault: OpenVault, case_id: str, item_id: str | None) -> str | None:
    """An item of the case that shows, or None for none. Raises InputProblem INP-003, INP-011."""
    vault.cases.get(case_id)
    if item_id is None or not item_id.strip():
        return None
    vault.items.get(item_id)
    if not vault.told.parts.is_shown(case_id, item_id):
        raise InputProblem("INP-011", id=item_id)
    return item_id


def person_of(vault: OpenVault, case_id: str, person_id: str | None) -> Person | None:
    """Somebody of the case, or None for none. Raises InputProblem INP-003, INP-073."""
    vault.cases.get(case_id)
    return vault.told.people.get(person_id, case_id) if person_id else None
