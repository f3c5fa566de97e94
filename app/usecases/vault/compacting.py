"""Write a vault's index anew, so that what was taken out of it takes no room any more."""

from __future__ import annotations

from app.jobs import Job
from app.usecases.vault.vaults import OpenVault
from app.vault.index.compacting import Compacted

__all__ = ["Compacted", "compact_vault"]


def compact_vault(vault: OpenVault, job: Job) -> Compacted:
    """Write the index anew without what is free in it; how long it was and is, in bytes.

    The evidence itself is not touched. Needs room for a second index meanwhile. Killed anywhere,
    there is the old index or the new one. Raises AccessProblem (VLT-012, VLT-024),
    EnvironmentProblem (ENV-001 no room, ENV-004, ENV-005), IntegrityProblem VLT-006.
    """
    job.phase("index.rewrite")
    job.check()
    return vault.compact()
