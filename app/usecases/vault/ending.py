"""Destroy a whole vault: set aside for a week first, which changes nothing else."""

from __future__ import annotations

from pathlib import Path

from app.domain.custody import Act
from app.errors import InputProblem
from app.jobs import Job
from app.vault import UNDO_DAYS, UNDO_MS, Vault
from app.vault.deleting.ending import end, is_begun
from app.vault.failures import translated

_DUE = "vault_due_ms"


def set_vault_aside(vault: Vault) -> int:
    """Note that the whole vault is to be destroyed; from when on it may be (UTC milliseconds).

    A week, counted from the first time; until then and after it, everything works as before. It is
    never destroyed by itself: that takes `destroy_vault`.
    """
    due_ms = vault_due(vault)
    if due_ms is None:
        due_ms = vault.now_ms() + UNDO_MS
        with vault.transaction():
            vault.facts.put(_DUE, str(due_ms))
            vault.custody.append(Act.VAULT_SET_ASIDE, "", None, {"days": UNDO_DAYS})
        vault.custody.checkpoint()
    return due_ms


def keep_vault(vault: Vault) -> bool:
    """Take that back; whether the vault was set aside."""
    if vault_due(vault) is None:
        return False
    with vault.transaction():
        vault.facts.drop(_DUE)
        vault.custody.append(Act.VAULT_KEPT, "", None)
    vault.custody.checkpoint()
    return True


def vault_due(vault: Vault) -> int | None:
    """From when on a vault that was set aside may be destroyed (UTC ms); None where it was not."""
    return vault.facts.number(_DUE)


def destroy_vault(vault: Vault, job: Job) -> tuple[str, ...]:
    """Close a vault that its owner has opened, and destroy it for good.

    The paths in its folder that are no part of a vault, and were left, sorted. No stopping once it
    has begun. Raises EnvironmentProblem; `finish_destroying` then goes on.
    """
    job.check()
    return vault.end(job)


def is_being_destroyed(path: Path) -> bool:
    """Whether the destroying of a vault was begun and cut off. Raises EnvironmentProblem."""
    with translated(path.name):
        return path.is_dir() and is_begun(path)


def finish_destroying(path: Path, job: Job) -> tuple[str, ...]:
    """Go on with that; nobody can open the vault any more, so no key is asked for.

    Raises InputProblem INP-030 where nothing was begun, EnvironmentProblem.
    """
    if not is_being_destroyed(path):
        raise InputProblem("INP-030", name=path.name)
    return end(path, job)
