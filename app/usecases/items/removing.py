"""Remove items: set aside for a week first, then destroyed, or brought back."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.domain.custody import Act
from app.errors import EnvironmentProblem
from app.jobs import Job
from app.usecases.vault.backups import last_backup
from app.vault import SetAside, Vault

__all__ = [
    "Destroyed",
    "KeptElsewhere",
    "SetAside",
    "bring_back",
    "destroy_items",
    "finish",
    "kept_elsewhere",
    "list_removed",
    "set_items_aside",
    "settle_removed",
]


@dataclass(frozen=True)
class KeptElsewhere:
    """Where a copy of items may be that destroying them here does not reach.

    `bundles` are names of bundles that were made of their cases since they came in; `backup` is
    true where a backup was made since, `case_files` where a case was handed to another vault.
    """

    bundles: tuple[str, ...]
    backup: bool
    case_files: bool = False


@dataclass(frozen=True)
class Destroyed:
    """What was destroyed. `finished` is false where the disk stood in the way of the last steps.

    They are then done when the vault is opened next; the items show nowhere all the same.
    """

    items: int
    finished: bool


def set_items_aside(vault: Vault, item_ids: Sequence[str]) -> tuple[SetAside, ...]:
    """Hide items, and what only they gave, everywhere; all that is set aside now, oldest first.

    They are destroyed a week later, when the vault is opened. Raises InputProblem INP-011.
    """
    with vault.transaction():
        vault.deleting.set_aside(item_ids, vault.now_ms())
    vault.custody.checkpoint()
    return vault.deleting.waiting()


def bring_back(vault: Vault, item_ids: Sequence[str]) -> None:
    """Show items again that were set aside. Raises InputProblem INP-011, INP-029."""
    with vault.transaction():
        vault.deleting.bring_back(item_ids)
    vault.custody.checkpoint()


def list_removed(vault: Vault) -> tuple[SetAside, ...]:
    """What is set aside and can be brought back, oldest first."""
    return vault.deleting.waiting()


def kept_elsewhere(vault: Vault, item_ids: Sequence[str]) -> KeptElsewhere:
    """Where copies of these items may stay. Raises InputProblem INP-011."""
    since: dict[str, int] = {}
    oldest = vault.now_ms()
    for item_id in item_ids:
        oldest = min(oldest, vault.items.get(item_id).added_ms)
        for entry in vault.custody.of_subject(item_id):
            if entry.case is not None:
                since[entry.case] = min(entry.number, since.get(entry.case, entry.number))
    bundles = [
        str(entry.details.get("name", ""))
        for case, number in since.items()
        for entry in vault.custody.entries(case)
        if entry.act is Act.BUNDLE_MADE and entry.number > number
    ]
    backup = last_backup(vault)
    return KeptElsewhere(tuple(bundles), backup is not None and backup.at_ms >= oldest)


def destroy_items(vault: Vault, item_ids: Sequence[str], job: Job) -> Destroyed:
    """Destroy items that are set aside, at once and for good; all of them with one change of keys.

    Raises InputProblem INP-011, INP-029 (one is not set aside).
    """
    job.check()
    job.phase("vault.destroy")
    with vault.transaction():
        vault.deleting.destroy(item_ids, vault.now_ms())
    return Destroyed(len(item_ids), finish(vault))


def settle_removed(vault: Vault, job: Job) -> int:
    """Destroy what is due, and go on with what was cut off; how many items. When a vault opens.

    Cases whose week is over come first, with their items, which are not counted.
    """
    now_ms = vault.now_ms()
    cases, items = vault.deleting_cases.due(now_ms), vault.deleting.due(now_ms)
    # What the disk does not let through now is done another time; the vault is of use without it.
    with suppress(EnvironmentProblem):
        if cases or items:
            job.check()
            job.phase("vault.destroy")
            with vault.transaction():
                for case in cases:
                    vault.deleting_cases.destroy(case, now_ms)
                items = vault.deleting.due(now_ms)  # without those that went with their case
                vault.deleting.destroy(items, now_ms)
            finish(vault)
            return len(items)
        if vault.deleting.is_pending():
            job.phase("vault.destroy")
            finish(vault)
    return 0


def finish(vault: Vault) -> bool:
    """Change the keys after something was destroyed; False where the disk stands in the way."""
    with suppress(EnvironmentProblem):
        vault.shred()
    return vault.is_open and not vault.deleting.is_pending()
