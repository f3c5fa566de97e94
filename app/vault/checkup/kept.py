"""A check-up of an open vault and what is kept of it: a log entry, mended spare segments."""

from __future__ import annotations

from contextlib import suppress

from app.domain.custody import Act
from app.errors import EnvironmentProblem, IntegrityProblem
from app.jobs import Job
from app.vault.blobs.spares import Spares
from app.vault.blobs.storing import Blobs
from app.vault.checkup.checkup import Checked, CheckResult, Checkup
from app.vault.failures import translated
from app.vault.index.copies import forget_versioned_copies
from app.vault.parts import Parts


def check_up(
    parts: Parts, blobs: Blobs, spares: Spares, notices: tuple[str, ...], job: Job
) -> CheckResult:
    """Read everything back and compare. `Vault.check` tells what is changed by it."""
    checked = Checked(
        parts.path,
        parts.index,
        parts.custody,
        parts.heads,
        blobs,
        spares.lines,
        parts.waiting,
        look_only=parts.look_only,
        notices=notices,
    )
    result = Checkup(checked, job).run()
    if parts.look_only or not result.index_ok:
        return result
    if result.damaged_segments():
        # They are written from the index alone, so nothing is lost by writing them again.
        with suppress(EnvironmentProblem, IntegrityProblem):
            spares.replace_damaged(result.damaged_segments())
    if result.log_ok and result.head_ok:
        details = {"items": result.items, "damaged": len(result.damaged)}
        with suppress(EnvironmentProblem):
            with parts.index.transaction():
                parts.custody.append(Act.CHECKED, "", None, details)
            parts.custody.checkpoint()
            if result.clean:
                with translated(parts.path.name):
                    forget_versioned_copies(parts.path)
    return result
