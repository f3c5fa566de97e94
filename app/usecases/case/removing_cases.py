"""Remove a whole case: set aside for a week first, then destroyed, or brought back.

The same as with items (`app.usecases.items.removing`), which also destroys what is due.
"""

from __future__ import annotations

from app.domain.custody import Act
from app.jobs import Job
from app.usecases.items.removing import Destroyed, KeptElsewhere, finish
from app.usecases.vault.backups import last_backup
from app.vault import CaseSetAside, Vault

__all__ = [
    "CaseSetAside",
    "bring_case_back",
    "case_kept_elsewhere",
    "destroy_case",
    "list_cases_aside",
    "set_case_aside",
]


def set_case_aside(vault: Vault, case_id: str) -> CaseSetAside:
    """Hide a case with all that is in it, everywhere; since when, and until when.

    It is destroyed a week later, when the vault is opened. Items that another case has too show
    there as before. Raises InputProblem INP-003, INP-185 (it is set aside already).
    """
    with vault.transaction():
        vault.deleting_cases.set_aside(case_id, vault.now_ms())
    vault.custody.checkpoint()
    return next(one for one in list_cases_aside(vault) if one.case.id == case_id)


def bring_case_back(vault: Vault, case_id: str) -> None:
    """Show a case again that was set aside. Raises InputProblem INP-003, INP-186."""
    with vault.transaction():
        vault.deleting_cases.bring_back(case_id)
    vault.custody.checkpoint()


def list_cases_aside(vault: Vault) -> tuple[CaseSetAside, ...]:
    """The cases that are set aside and can be brought back, oldest first."""
    return vault.deleting_cases.waiting()


def case_kept_elsewhere(vault: Vault, case_id: str) -> KeptElsewhere:
    """Where copies of a case may stay, set aside or not. Raises InputProblem INP-003."""
    case, _ = vault.cases.find(case_id)
    entries = list(vault.custody.entries(case.id))
    bundles = [str(one.details.get("name", "")) for one in entries if one.act is Act.BUNDLE_MADE]
    backup = last_backup(vault)
    return KeptElsewhere(
        tuple(bundles),
        backup is not None and backup.at_ms >= case.created_ms,
        any(one.act is Act.CASE_HANDED for one in entries),
    )


def destroy_case(vault: Vault, case_id: str, job: Job) -> Destroyed:
    """Destroy a case that is set aside, at once and for good, with the items that are its alone.

    Raises InputProblem INP-003, INP-186 (it is not set aside).
    """
    job.check()
    job.phase("vault.destroy")
    with vault.transaction():
        items = vault.deleting_cases.destroy(case_id, vault.now_ms())
    return Destroyed(items, finish(vault))
