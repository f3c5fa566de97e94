"""Where the lines of an account of events come from: names to show, and what leads to the evidence.

Reading only. What was set aside or taken out meanwhile has no place any more and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.reports.narrative import LineSource, NarrativeLine, SourceKind
from app.usecases.vault.vaults import OpenVault

SHOWN = 3


@dataclass(frozen=True)
class WhereFrom:
    """One source of a line, to be shown.

    `name` is evidence text, empty where it has none. What it leads to is the first that is there:
    an `item`, a `message`, a `room`, else the list that its kind belongs to.
    """

    source: LineSource
    name: str = ""
    item: str | None = None
    message: str | None = None
    room: str | None = None


def sources_of(
    vault: OpenVault, case_id: str, lines: Iterable[NarrativeLine]
) -> dict[str, tuple[WhereFrom, ...]]:
    """For each line (by its identifier) the first few of its sources that are there.

    Raises InputProblem INP-003.
    """
    vault.cases.get(case_id)
    rooms = {room.id: room.title for room in vault.chats.rooms(case_id)}
    found: dict[str, tuple[WhereFrom, ...]] = {}
    for line in lines:
        shown: list[WhereFrom] = []
        for source in line.sources:
            one = _where(vault, case_id, source, rooms)
            if one is not None:
                shown.append(one)
            if len(shown) == SHOWN:
                break
        found[line.id] = tuple(shown)
    return found


def _where(
    vault: OpenVault, case_id: str, source: LineSource, rooms: dict[str, str]
) -> WhereFrom | None:
    kind, key = source.kind, source.id
    if kind is SourceKind.SIGHTING:
        return _sighting(vault, case_id, source)
    if kind is SourceKind.MESSAGE:
        if not vault.chats.shows(case_id, key):
            return None
        return WhereFrom(source, vault.chats.message(key).sender, message=key)
    if kind is SourceKind.ROOM:
        return WhereFrom(source, rooms[key], room=key) if key in rooms else None
    if kind is SourceKind.PART:
        return WhereFrom(source, vault.items.as_came(case_id, key).name, item=key)
    return WhereFrom(source)


def _sighting(vault: OpenVault, case_id: str, source: LineSource) -> WhereFrom | None:
    sighting = vault.sightings.get(source.id)
    if sighting is None:
        return None
    if sighting.item is None:
        return WhereFrom(source, message=sighting.message)
    item = vault.items.as_came(case_id, sighting.item)
    return WhereFrom(source, item.name, item=item.id)
