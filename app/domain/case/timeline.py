"""A case in the order of time, as one picture and one list: lanes, and entries on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.times.times import Moment


class EntryKind(StrEnum):
    """What an entry of the timeline is.

    The first are seen, the next hers (`HERS`), the last two done about it.
    """

    MESSAGES = "messages"  # the messages of one day in one room
    MEDIA = "media"  # a picture or file seen in a message
    ITEM = "item"  # a file that was given
    GAP = "gap"  # something was there that the export does not give
    MOVED = "moved"  # the room became another
    ROOM = "room"  # something else that happened to the room
    NOTE = "note"
    INCIDENT = "incident"  # a line of her incident log
    PAYMENT = "payment"  # money asked for or paid
    MARK = "mark"  # something that somebody goes by, at the time it was seen
    DEED = "deed"  # a message that she says threatens, or asks for money
    PART = "part"  # when what an item shows was posted or told
    REPORT = "report"
    BUNDLE = "bundle"
    FILED = "filed"  # a step in the life of what she handed in


class Mark(StrEnum):
    """How an entry is drawn: circles are sightings, squares what happened to her.

    Triangles what was done about it.
    """

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"


HERS = frozenset(
    {
        EntryKind.NOTE,
        EntryKind.INCIDENT,
        EntryKind.PAYMENT,
        EntryKind.MARK,
        EntryKind.DEED,
        EntryKind.PART,
        EntryKind.FILED,
    }
)
"""What she told herself: on her line only, and never in a report's timeline."""

PERSON_LANE = "me"

MARKS = {
    EntryKind.NOTE: Mark.SQUARE,
    EntryKind.INCIDENT: Mark.SQUARE,
    EntryKind.PAYMENT: Mark.SQUARE,
    EntryKind.DEED: Mark.SQUARE,
    EntryKind.REPORT: Mark.TRIANGLE,
    EntryKind.BUNDLE: Mark.TRIANGLE,
    EntryKind.FILED: Mark.TRIANGLE,
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One line: a room, or the person herself (`room` None)."""

    id: str
    title: str
    room: str | None


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One mark.

    The three times stay apart: `shown` by the platform, `captured`, `entered` into the vault.

    `order_ms` is where it stands: the shown time, else the captured, else the entered one, in UTC
    milliseconds. `count` is how many of its kind it stands for; `until_ms` the end of what it
    covers, if it covers a span. `subject` is the item, message, note, room or report; `label`
    evidence text or a name, to be shown as text.
    """

    lane: str
    kind: EntryKind
    order_ms: int
    shown: Moment | None
    captured: Moment | None
    entered: Moment | None
    subject: str
    label: str = ""
    count: int = 1
    until_ms: int | None = None
    position: str = ""
    to_lane: str | None = None
    again: tuple[str, ...] = ()  # names of items that the person linked as the same picture
    # A word of `app.domain.chats.roomlife`: of a room `Happening`, of a message `Deed`; of what was
    # handed in a word of `FilingState`.
    happening: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes from top to bottom, entries by time.

    `undated` could not be placed by any shown or captured time.
    """

    lanes: tuple[Lane, ...]
    entries: tuple[TimelineEntry, ...]


class Kind(StrEnum):
    """What a person may want to see alone."""

    ALL = "all"
    ROOMS = "rooms"
    ACCOUNTS = "accounts"
    SPREAD = "spread"
    THREATS = "threats"
    REPORTS = "reports"


_OF = {
    Kind.ROOMS: {EntryKind.MESSAGES, EntryKind.GAP, EntryKind.MOVED, EntryKind.ROOM},
    Kind.ACCOUNTS: {EntryKind.MARK},
    Kind.THREATS: {EntryKind.DEED, EntryKind.INCIDENT, EntryKind.NOTE, EntryKind.PAYMENT},
    Kind.REPORTS: {EntryKind.REPORT, EntryKind.BUNDLE, EntryKind.FILED},
}


def spread(entries: Iterable[TimelineEntry]) -> frozenset[str]:
    """The subjects that were seen in more than one room, or again under another name."""
    lanes: dict[str, str] = {}
    found = set()
    for entry in entries:
        if entry.kind in (EntryKind.MEDIA, EntryKind.ITEM):
            if entry.again or lanes.setdefault(entry.subject, entry.lane) != entry.lane:
                found.add(entry.subject)
        elif entry.kind is EntryKind.PART:
            found.add(entry.subject)
    return frozenset(found)


def belongs(entry: TimelineEntry, kind: Kind, spread_subjects: frozenset[str]) -> bool:
    """Whether an entry is one of those that are to be seen alone."""
    if kind is Kind.ALL:
        return True
    if kind is Kind.SPREAD:
        return entry.subject in spread_subjects
    return entry.kind in _OF[kind]
