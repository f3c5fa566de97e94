"""What happened to rooms, as entries of the timeline, each on its room's line.

What is only proposed is no entry, nor who came and left: a large room would drown in it. All of
that stands with the room itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.case.timeline import EntryKind, TimelineEntry
from app.domain.chats.roomlife import Happening, Known, RoomEvent
from app.domain.evidence.items import Case
from app.vault import Vault

_SHOWN = frozenset({
    Happening.CREATED, Happening.RENAMED, Happening.PICTURE, Happening.PICTURE_REMOVED,
    Happening.MOVED_TO, Happening.MOVED_FROM, Happening.CLEARED, Happening.TIMER,
    Happening.EVACUATION,
})  # fmt: skip
_LABEL = 120


def room_entries(vault: Vault, case: Case) -> Iterator[TimelineEntry]:
    """What the sources say, and what the person said is so; only where a time is known."""
    rooms = {room.id for room in vault.chats.rooms(case.id)}
    for event in vault.rooms.events(case.id):
        if event.kind in _SHOWN and event.known in {Known.SAID, Known.KEPT} and event.room in rooms:
            at_ms = event.shown.at_ms if event.shown else None
            if at_ms is not None:
                yield _entry(event, at_ms, rooms)


def _entry(event: RoomEvent, at_ms: int, rooms: set[str]) -> TimelineEntry:
    leads = event.other if event.other in rooms else None
    return TimelineEntry(
        lane=event.room,
        kind=EntryKind.MOVED if leads else EntryKind.ROOM,
        order_ms=at_ms,
        shown=event.shown,
        captured=None,
        entered=None,
        subject=event.message,
        label=event.after.replace("\n", " ")[:_LABEL],
        position=event.position,
        to_lane=leads,
        happening=event.kind.value,
    )
