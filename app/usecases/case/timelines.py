"""A case in the order of time."""

from __future__ import annotations

from app.casework.timeline import build_timeline
from app.domain.case.timeline import Timeline
from app.usecases.vault.vaults import OpenVault


def timeline(vault: OpenVault, case_id: str) -> Timeline:
    """Rooms as lanes, what was seen, what happened and what was done, with the gaps.

    Raises InputProblem INP-003.
    """
    return build_timeline(vault, vault.cases.get(case_id))
