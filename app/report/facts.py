"""What a report may draw on: plain frozen data that the use case assembles from the vault.

Everything in it was already chosen to leave the vault; `app.report.select` narrows it further to
what the template allows. All names and texts are evidence: kept as found, made harmless when shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.case.timeline import Timeline
from app.domain.chats.chats import Account, Link, Room
from app.domain.chats.roomlife import Deed, RoomEvent, RoomMember
from app.domain.custody import CustodyEntry
from app.domain.evidence.intake import NotUnderstood, Refused
from app.domain.evidence.items import Case, Item, Sighting
from app.domain.follow_up.fates import LinkStep
from app.domain.times.times import Moment


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One item that goes along. `number` counts from 1 and names it everywhere in a bundle.

    `file_name` is its path inside the bundle (`exhibits/E001.jpg`). `preview` is a small JPEG or
    None; documents show it covered only. `captured_by` and `device` are for this item; empty means
    that the report's own answers (`capture.who`, `capture.device`) stand. `derived_from` is the
    number of the exhibit it was made from, if that one goes along; `parent_sha256` is that item's
    SHA-256 in any case, empty for what was not made from another.
    """

    number: int
    file_name: str
    item: Item
    sightings: tuple[Sighting, ...] = ()
    preview: bytes | None = None
    note: str = ""
    captured_by: str = ""
    device: str = ""
    derived_from: int | None = None
    parent_sha256: str = ""


@dataclass(frozen=True, slots=True)
class DeedSeen:
    """A message that the person marked as a threat or a demand, and when it was sent."""

    message: str
    room: str
    source_item: str
    deed: Deed
    account: str | None = None
    at_ms: int | None = None


@dataclass(frozen=True, slots=True)
class LinkFiled:
    """To whom a link was reported: an identifier of the directory or a name, and what came of it.

    `at` is when it was handed in, `receipt` the number that the recipient gave.
    """

    to: str
    channel: str = ""
    at: Moment | None = None
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class LinkLife:
    """When the message that a link stood in was sent, and what became of the link.

    `step` is the newest of its fate, `gone` when it was last taken down, blocked or left out of a
    search, `came_back` whether it was ever there again. `filed` is known only to templates that
    ask for earlier reports.
    """

    posted: Moment | None = None
    step: LinkStep | None = None
    gone: Moment | None = None
    came_back: bool = False
    filed: LinkFiled | None = None


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """The alias that a case uses, the names it stands for, and what is told apart, by question."""

    alias: str
    names: tuple[str, ...] = ()
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealInfo:
    """Whose key signs the log: OpenSSH public line, SHA256 fingerprint, and the newest entry."""

    public_line: str
    fingerprint: str
    log_number: int
    log_head: str


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case as a report sees it. `made_ms` is when the report is made, UTC milliseconds.

    `messages` counts the case's messages, which go along inside their source files. `refused` and
    `not_understood` are those of all imports of the case. `members`, `events` and `deeds` tell who
    was in the rooms, what became of the rooms, and which messages the person marked. `link_lives`
    goes from a link to what is known of it. `pseudonym` is there where the case uses one.
    `withheld` are items that answers may name although there is no consent for them.
    """

    case: Case
    made_ms: int
    exhibits: tuple[Exhibit, ...] = ()
    links: tuple[Link, ...] = ()
    rooms: tuple[Room, ...] = ()
    accounts: tuple[Account, ...] = ()
    timeline: Timeline | None = None
    custody: tuple[CustodyEntry, ...] = ()
    refused: tuple[Refused, ...] = ()
    not_understood: tuple[NotUnderstood, ...] = ()
    messages: int = 0
    seal: SealInfo | None = None
    members: tuple[RoomMember, ...] = ()
    events: tuple[RoomEvent, ...] = ()
    deeds: tuple[DeedSeen, ...] = ()
    link_lives: Mapping[str, LinkLife] = field(default_factory=dict)
    pseudonym: Pseudonym | None = None
    withheld: frozenset[str] = frozenset()
