"""Look for the traces that programs which make pictures leave, and note labels that were seen."""

from __future__ import annotations

from app.casework.traces import traces_of
from app.collect.media import MediaWorker
from app.domain.custody import Act
from app.domain.evidence.items import Method, Sighting
from app.domain.evidence.traces import LABEL_POSITION, Label, TraceSheet
from app.domain.ids import new_id
from app.domain.text.rrn import find_rrn
from app.domain.times.times import Moment, vault_moment
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault

__all__ = ["Label", "TraceSheet", "note_label", "trace_sheet"]

LABEL_LENGTH = 500


def trace_sheet(vault: OpenVault, item_id: str, job: Job, case_id: str | None = None) -> TraceSheet:
    """Every place that this kind of file has, with what was there. Nothing is judged.

    Labels are those that were noted in the case, where one is given.

    Content credentials are read now, in the limited process, without a network; what else the file
    says of itself is known since it came in. Raises InputProblem INP-011, IntegrityProblem VLT-007
    and VLT-008, Cancelled.
    """
    item = vault.items.get(item_id)
    facts = vault.items.facts(item_id)
    with MediaWorker() as worker, vault.items.open(item_id) as src:
        seen = worker.credentials(src, item.media_type, job.check)
    labels = tuple(
        Label(one.note, one.where, one.entered.at_ms)
        for one in vault.sightings.of_item(item_id, case_id)
        if one.method is Method.NOTE and one.position == LABEL_POSITION
    )
    return TraceSheet(item.id, traces_of(item.media_type, facts, seen), labels)


def note_label(
    vault: OpenVault,
    case_id: str,
    item_id: str,
    words: str,
    *,
    where: str = "",
    seen: Moment | None = None,
) -> Label:
    """Keep a visible label that a person saw with an item, as a sighting of it.

    `where` it stood ("below the post"), `seen` when, if they know. Raises InputProblem: INP-003,
    INP-011 no such case or item, INP-014 empty, COL-056 too long, INP-022 a resident registration
    number.
    """
    said, place = words.strip(), where.strip()
    if not said:
        raise InputProblem("INP-014")
    if max(len(said), len(place)) > LABEL_LENGTH:
        raise InputProblem("COL-056", limit=LABEL_LENGTH)
    if find_rrn(said) or find_rrn(place):
        raise InputProblem("INP-022")
    case, item = vault.cases.get(case_id), vault.items.get(item_id)
    if not vault.copies.shows_in(item.id, case.id):
        raise InputProblem("INP-011", id=item_id)
    sighting = Sighting(
        id=new_id("sighting"),
        case=case.id,
        entered=vault_moment(vault.now_ms()),
        method=Method.NOTE,
        item=item.id,
        captured=seen,
        where=place,
        note=said,
        position=LABEL_POSITION,
    )
    with vault.transaction():
        vault.sightings.add_many([sighting])
        vault.custody.append(Act.LABEL_NOTED, item.id, case.id, {"sighting": sighting.id})
    vault.custody.checkpoint()
    return Label(said, place, sighting.entered.at_ms)
