"""See where resident registration numbers stand in a case: they are covered in every copy."""

from __future__ import annotations

from app.casework.resident_numbers import numbers_in
from app.domain.custody import Act
from app.domain.evidence.resident_numbers import NumberPlace, NumbersFound
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault

__all__ = ["NumberPlace", "NumbersFound", "numbers_in_case", "numbers_in_import"]

_BROUGHT = frozenset({Act.ITEM_TAKEN, Act.ITEM_SEEN_AGAIN, Act.CHAT_IMPORTED, Act.PAGE_READ})


def numbers_in_case(vault: OpenVault, case_id: str, job: Job) -> NumbersFound:
    """All places in a case, never the numbers. Raises InputProblem INP-003, Cancelled."""
    return numbers_in(vault, vault.cases.get(case_id), job)


def numbers_in_import(vault: OpenVault, import_id: str, job: Job) -> NumbersFound:
    """The places in what one import brought; none where it brought nothing. Raises Cancelled."""
    entries = [entry for entry in vault.custody.of_import(import_id) if entry.case is not None]
    if not entries:
        return NumbersFound(0, ())
    brought = frozenset(entry.subject for entry in entries if entry.act in _BROUGHT)
    return numbers_in(vault, vault.cases.get(str(entries[0].case)), job, brought)
