"""Look at files before any of them is taken: what each is, and what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.collect.ahead import look_ahead
from app.domain.evidence.ahead import Ahead
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault

__all__ = ["Ahead", "look_first"]


def look_first(
    vault: OpenVault,
    case_id: str,
    paths: Sequence[Path],
    job: Job,
    *,
    screens_without_image: bool = False,
) -> tuple[Ahead, ...]:
    """Every file under the paths, as `collect` would meet it. Nothing is stored or written down.

    The words inside are read of the first `FACTS_READ` files; what minor mode keeps out is not
    looked into. Raises InputProblem INP-002 and INP-003, EnvironmentProblem ENV-005, Cancelled.
    """
    case = vault.cases.get(case_id)
    return look_ahead(
        paths,
        vault.path,
        job,
        minor_mode=case.minor_mode,
        looked_through=screens_without_image,
    )
