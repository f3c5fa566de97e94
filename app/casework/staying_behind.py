"""What is known only from items that may not go to a recipient, so that no answer begins with it.

The same measure as for what goes along with exhibits (`app.casework.chosen`): a sighting goes with
its item, a room with its source or with what was seen in it, a link or message with its source.
What the person typed is hers and is not judged here. Reading only. Facts: domain 12.2.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.chosen import withheld
from app.domain.chats.chats import Link, Message
from app.domain.evidence.items import Sighting
from app.domain.reports.narrative import LineSource, SourceKind
from app.vault import Vault


@dataclass(frozen=True, slots=True)
class Behind:
    """The items of a case that stay, and the rooms that are known from nothing else."""

    items: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()

    def sighting(self, sighting: Sighting) -> bool:
        """Whether a sighting stays: by its item, or where it has none by its source."""
        return (sighting.item or sighting.source_item) in self.items

    def read(self, one: Message | Link) -> bool:
        """Whether a message or link stays: by the source that it was read from."""
        return one.source_item in self.items


NOTHING = Behind()


def behind(vault: Vault, case_id: str, recipient: str) -> Behind:
    """What stays in the vault when something goes to this recipient. Raises InputProblem INP-003.

    In most cases nothing does, and then nothing more is looked up.
    """
    vault.cases.get(case_id)
    rows = vault.items.rows(case_id, limit=None, offset=0)
    items = withheld(vault, case_id, recipient, (row.item for row in rows))
    if not items:
        return NOTHING
    known = Behind(items)
    met = {one.room for one in vault.sightings.in_case(case_id) if not known.sighting(one)}
    rooms = (
        room.id
        for room in vault.chats.rooms(case_id)
        if room.source_item in items and room.id not in met
    )
    return Behind(items, frozenset(rooms))


def comes_from(vault: Vault, case_id: str, source: LineSource, stays: Behind) -> bool:
    """Whether a source of the account of events stays."""
    kind, key = source.kind, source.id
    if kind is SourceKind.SIGHTING:
        sighting = vault.sightings.get(key)
        return sighting is not None and stays.sighting(sighting)
    if kind is SourceKind.MESSAGE:
        return vault.chats.shows(case_id, key) and stays.read(vault.chats.message(key))
    if kind is SourceKind.LINK:
        return any(one.id == key and stays.read(one) for one in vault.links.in_case(case_id))
    return key in (stays.rooms if kind is SourceKind.ROOM else stays.items)
