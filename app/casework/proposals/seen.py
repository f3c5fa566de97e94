"""One look over a case for everything that proposals draw on: rooms, accounts, times, marks.

Reading only. A chat with a friend is evidence of how she learned of it, not the place where it
happened: rooms count where something was seen in them, or where she marked a message.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from app.casework.staying_behind import NOTHING, Behind
from app.domain.chats.chats import Account, Message, Room
from app.domain.chats.roomlife import Deed, Known
from app.domain.evidence.items import Method
from app.domain.times.times import Certainty, Moment, in_calendar
from app.vault import Vault

_PERSONAL = frozenset({"personal_chat", "bot_chat", "saved_messages", "DirectTextChat"})
"""Kinds of room that hold two people: the place of a threat perhaps, hardly that of spreading."""


@dataclass(frozen=True)
class Seen:
    """What there is.

    `rooms` in the order of how much was seen there. Where nothing was seen in any of them, all that
    are for more than two people, and then they are not `sure`.

    `first` and `last` are the first and last time that a platform shows for what was seen, `posts`
    and `posted` how often something was seen in a room and from an account.
    """

    rooms: tuple[Room, ...] = ()
    sure: bool = True
    accounts: dict[str, Account] = field(default_factory=dict)
    marked: tuple[tuple[Deed, Message], ...] = ()
    first: Moment | None = None
    last: Moment | None = None
    first_in: dict[str, Moment] = field(default_factory=dict)
    posts: Counter[str] = field(default_factory=Counter)
    posted: Counter[str] = field(default_factory=Counter)


def look(vault: Vault, case_id: str, stays: Behind = NOTHING) -> Seen:
    """One look over a case that is known to exist, but for what stays in the vault."""
    first: dict[str, Moment] = {}
    times: list[Moment] = []
    posts: Counter[str] = Counter()
    posted: Counter[str] = Counter()
    for sighting in vault.sightings.in_case(case_id):
        if sighting.method is Method.WORKING_COPY or stays.sighting(sighting):
            continue
        if sighting.room is not None and sighting.item is not None:
            posts[sighting.room] += 1
            if sighting.account is not None:
                posted[sighting.account] += 1
        shown = sighting.shown
        if shown is None or not is_placed(shown):
            continue
        times.append(shown)
        times = [earliest(times), latest(times)]
        if sighting.room is not None:
            known = first.get(sighting.room, shown)
            first[sighting.room] = earliest([known, shown])
    marked = tuple(
        (deed, message) for deed, message in _marked(vault, case_id) if not stays.read(message)
    )
    rooms = tuple(room for room in vault.chats.rooms(case_id) if room.id not in stays.rooms)
    counted = _counted(rooms, posts, marked)
    return Seen(
        rooms=counted or tuple(one for one in rooms if one.kind and one.kind not in _PERSONAL),
        sure=bool(counted),
        accounts={one.id: one for one in vault.chats.accounts(case_id)},
        marked=marked,
        first=earliest(times) if times else None,
        last=latest(times) if times else None,
        first_in=first,
        posts=posts,
        posted=posted,
    )


def is_placed(moment: Moment) -> bool:
    """Whether a time says when it was, and surely enough to be told in a report."""
    at_ms = moment.at_ms
    return at_ms is not None and in_calendar(at_ms) and moment.certainty is not Certainty.UNKNOWN


def earliest(moments: list[Moment]) -> Moment:
    """The first of some times that are placed."""
    return min(moments, key=lambda one: one.at_ms or 0)


def latest(moments: list[Moment]) -> Moment:
    """The last of some times that are placed."""
    return max(moments, key=lambda one: one.at_ms or 0)


def _marked(vault: Vault, case_id: str) -> tuple[tuple[Deed, Message], ...]:
    return tuple(
        (mark.deed, vault.chats.message(mark.message))
        for mark in vault.rooms.marks.in_case(case_id)
        if mark.known is Known.KEPT
    )


def _counted(
    rooms: tuple[Room, ...], posts: Counter[str], marked: tuple[tuple[Deed, Message], ...]
) -> tuple[Room, ...]:
    threatened = {message.room for _deed, message in marked}
    counted = [
        room
        for room in rooms
        if room.id in threatened or (posts[room.id] and room.kind not in _PERSONAL)
    ]
    return tuple(sorted(counted, key=lambda room: -posts[room.id]))
