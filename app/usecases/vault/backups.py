"""Make a backup of a vault, try one, restore one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from app.domain.custody import Act
from app.errors import IntegrityProblem
from app.jobs import Job
from app.vault import BackupMade, CheckResult, NotCopied, Vault
from app.vault.keys.ways_in import Key
from app.vault.opening.comparing import NOT_AS_SAID

__all__ = [
    "BackupMade",
    "BackupTried",
    "LastBackup",
    "NotCopied",
    "last_backup",
    "make_backup",
    "restore_backup",
    "try_backup",
]

_AT, _TO = "backup_ms", "backup_to"


@dataclass(frozen=True)
class LastBackup:
    """When the newest backup was made (UTC milliseconds), and the name of its folder."""

    at_ms: int
    to: str


@dataclass(frozen=True)
class BackupTried:
    """What trying a backup gave: the check-up, and the time of the newest thing in it (UTC ms)."""

    result: CheckResult
    newest_ms: int


def make_backup(vault: Vault, to: Path, job: Job, *, thorough: bool = False) -> BackupMade:
    """Copy the open vault to a folder, or bring the backup that is there up to date.

    Every copied item is read back and held against its hash; with `thorough` those that were there
    already too. Raises InputProblem INP-009, INP-020; IntegrityProblem VLT-046 (another vault's
    backup), VLT-047 (a copy that went its own way); EnvironmentProblem VLT-003, VLT-050, ENV-…;
    Cancelled: what was copied is kept for the next time.
    """
    job.check()
    made = vault.backup(to, job, thorough=thorough)
    with vault.transaction():
        vault.facts.put(_AT, str(vault.now_ms()))
        vault.facts.put(_TO, made.path.name)
        details: dict[str, str | int] = {
            "name": made.path.name,
            "items": made.items,
            "copied": made.files,
        }
        vault.custody.append(Act.BACKUP_MADE, "", None, details)
    vault.custody.checkpoint()
    return made


def last_backup(vault: Vault) -> LastBackup | None:
    """The newest backup, None where none was made."""
    at_ms = vault.facts.number(_AT)
    return None if at_ms is None else LastBackup(at_ms, vault.facts.get(_TO) or "")


def try_backup(copy: Path, key: str | Key, job: Job) -> BackupTried:
    """Open a backup and read everything in it, changing nothing. Raises as opening a vault does."""
    job.phase("vault.key")
    with Vault.open(copy, key, look_only=True) as vault:
        return BackupTried(vault.check(job), vault.custody.newest_ms or 0)


def restore_backup(copy: Path, key: str | Key, to: Path, job: Job) -> BackupMade:
    """Copy a backup into a new or empty folder, as a vault to work with; the backup stays as it is.

    Raises as opening a vault does, also where index, log and heads do not fit together: a new vault
    would vouch for what this one does not. And InputProblem INP-009, INP-020; EnvironmentProblem
    VLT-050, ENV-….
    """
    job.phase("vault.key")
    with Vault.open(copy, key, look_only=True) as vault:
        for code in vault.status().notices:
            if code in NOT_AS_SAID:
                raise IntegrityProblem(code)
        return vault.backup(to, job, only_new=True)
