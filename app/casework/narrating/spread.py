"""The same file in several chat rooms, gathered while sightings stream by."""

from __future__ import annotations

from dataclasses import dataclass

from app.casework.narrating.happened import MOST_SOURCES, Happened, Kind
from app.domain.evidence.items import ItemKind, Sighting
from app.domain.reports.narrative import LineSource, SourceKind
from app.domain.times.times import Moment

_Met = tuple[int, Moment, str]


@dataclass(slots=True)
class _File:
    kind: ItemKind
    rooms: dict[str, _Met]


class Spread:
    """Remembers of each file in which rooms it was seen first, when, and in which message."""

    def __init__(self) -> None:
        self._files: dict[str, _File] = {}

    def meet(self, sighting: Sighting, kind: ItemKind) -> None:
        """Take a sighting in; only those in a message with a time tell of a room."""
        shown, room, message = sighting.shown, sighting.room, sighting.message
        if None in (sighting.item, room, message) or shown is None or shown.at_ms is None:
            return
        file = self._files.setdefault(str(sighting.item), _File(kind, {}))
        before = file.rooms.get(str(room))
        if before is None or shown.at_ms < before[0]:
            file.rooms[str(room)] = (shown.at_ms, shown, str(message))

    def told(self) -> tuple[Happened, ...]:
        """For each set of rooms the files that were seen in all of them."""
        groups: dict[tuple[str, ...], list[_File]] = {}
        for file in self._files.values():
            if len(file.rooms) > 1:
                groups.setdefault(tuple(sorted(file.rooms)), []).append(file)
        return tuple(_told(files) for files in groups.values())


def _told(files: list[_File]) -> Happened:
    met = sorted(
        (
            (at, message, room, when)
            for one in files
            for room, (at, when, message) in one.rooms.items()
        ),
        key=lambda one: one[:3],
    )
    tally: dict[ItemKind, int] = {}
    for one in files:
        tally[one.kind] = tally.get(one.kind, 0) + 1
    sources = [LineSource(SourceKind.MESSAGE, message) for _at, message, _room, _when in met]
    return Happened(
        kind=Kind.AGAIN,
        order_ms=met[0][0],
        when=met[0][3],
        last_ms=met[-1][0],
        sources=tuple(dict.fromkeys(sources))[:MOST_SOURCES],
        rooms=tuple(dict.fromkeys(room for _at, _message, room, _when in met)),
        tally=tally,
        count=len(files),
    )
