"""The account of events, line by line, each with what it was drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    """What a line can be drawn from."""

    SIGHTING = "sighting"
    MESSAGE = "message"
    NOTE = "note"
    INCIDENT = "incident"  # a line of the incident log, by its note
    PAYMENT = "payment"
    LINK = "link"
    ROOM = "room"
    PART = "part"  # what part an item plays, by the item


ID_KINDS: dict[SourceKind, str] = {kind: kind.value for kind in SourceKind} | {
    SourceKind.INCIDENT: "note",
    SourceKind.PART: "item",
}
"""Of which kind (`app.domain.ids`) the identifier of a source is."""


@dataclass(frozen=True, slots=True)
class LineSource:
    """One thing that a line was drawn from, by its identifier."""

    kind: SourceKind
    id: str


@dataclass(frozen=True, slots=True)
class NarrativeLine:
    """One sentence or paragraph. `place` is its order in the case.

    `edited`: a person wrote or changed it.
    """

    id: str
    case: str
    place: int
    text: str
    sources: tuple[LineSource, ...] = ()
    edited: bool = False
