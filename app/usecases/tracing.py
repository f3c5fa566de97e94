"""Look for the traces that programs which make pictures leave, in one item."""

from __future__ import annotations

from app.casework.traces import traces_of
from app.collect.media import MediaWorker
from app.domain.traces import TraceSheet
from app.jobs import Job
from app.usecases.vaults import OpenVault

__all__ = ["trace_sheet"]


def trace_sheet(vault: OpenVault, item_id: str, job: Job) -> TraceSheet:
    """Every place that this kind of file has, with what was there. Nothing is judged.

    Content credentials are read now, in the limited process, without a network; what else the file
    says of itself is known since it came in. Raises InputProblem INP-011, IntegrityProblem VLT-007
    and VLT-008, Cancelled.
    """
    item = vault.items.get(item_id)
    facts = vault.items.facts(item_id)
    with MediaWorker() as worker, vault.items.open(item_id) as src:
        seen = worker.credentials(src, item.media_type, job.check)
    return TraceSheet(item.id, traces_of(item.media_type, facts, seen))
