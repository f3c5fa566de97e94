"""What evidence tells for an account of events: posts, threats, rooms' lives, captures, links.

Reading only. Who is another victim by the person's word is left out; so is what was only proposed.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.narrating.happened import LAST_MS, Grain, Happened, Kind, runs
from app.casework.narrating.spread import Spread
from app.domain.chats.chats import Message
from app.domain.chats.roomlife import Deed, Happening, Known, RoomEvent
from app.domain.evidence.items import Case, ItemKind, Method, Sighting
from app.domain.reports.narrative import LineSource, SourceKind
from app.domain.times.times import Certainty, Moment, TimeSource, vault_moment
from app.jobs import Job
from app.vault import Vault

_TEXT = 200
_BY_METHOD = {
    Method.SCREENSHOT: Kind.CAPTURED,
    Method.CAPTURE: Kind.CAPTURED,
    Method.RECORDING: Kind.FILMED,
    Method.PHOTOGRAPH: Kind.PHOTOGRAPHED,
}
_BY_THE_FILE = (TimeSource.FILE, TimeSource.METADATA)
_ROOM_KINDS = {
    Happening.CREATED: Kind.MADE,
    Happening.RENAMED: Kind.RENAMED,
    Happening.MOVED_TO: Kind.MOVED,
    Happening.CLEARED: Kind.CLEARED,
    Happening.TIMER: Kind.TIMER,
    Happening.EVACUATION: Kind.NEXT_ROOM,
}
_DEEDS = {Deed.THREAT: Kind.THREATENED, Deed.MONEY: Kind.DEMANDED}


def from_evidence(vault: Vault, case: Case, nobody: frozenset[str], job: Job) -> Iterator[Happened]:
    """All of it, as runs within an hour; `nobody` are accounts of whom nothing is told.

    Raises Cancelled.
    """
    yield from _exports(vault, case)
    spread = Spread()
    yield from runs(_posts(vault, case, nobody, job, spread), Grain.HOUR)
    yield from spread.told()
    yield from _marked(vault, case, nobody)
    yield from _rooms(vault, case, nobody)
    yield from _links(vault, case)


def _exports(vault: Vault, case: Case) -> Iterator[Happened]:
    """For each room the span of the messages that are kept, and how many they are."""
    rooms = {room.id for room in vault.chats.rooms(case.id)}
    found: dict[str, Happened] = {}
    for day in vault.chats.days(case.id):
        if day.room not in rooms:
            continue
        before = found.get(day.room)
        found[day.room] = Happened(
            kind=Kind.EXPORTED,
            order_ms=before.order_ms if before else day.first_ms,
            when=before.when if before else day.shown or _plain(day.first_ms),
            last_ms=day.last_ms,
            sources=(LineSource(SourceKind.ROOM, day.room),),
            rooms=(day.room,),
            count=day.count + (before.count if before else 0),
        )
    yield from found.values()


def _posts(
    vault: Vault, case: Case, nobody: frozenset[str], job: Job, spread: Spread
) -> Iterator[Happened]:
    kinds = {row.item.id: row.item.kind for row in vault.items.rows(case.id, limit=None, offset=0)}
    for sighting in vault.sightings.in_case(case.id):
        job.check()
        known = kinds.get(sighting.item or "", ItemKind.OTHER)
        if sighting.account not in nobody and sighting.method is not Method.WORKING_COPY:
            spread.meet(sighting, known)
            yield _seen(sighting, known)


def _seen(sighting: Sighting, known: ItemKind) -> Happened:
    kind, when = _kind_and_time(sighting)
    told = {} if kind is Kind.POSTED or sighting.method is Method.FILE else _place(sighting)
    both = kind in _BY_METHOD.values() or kind is Kind.SAVED
    return Happened(
        kind=kind,
        order_ms=_at(when, sighting),
        when=when,
        sources=(LineSource(SourceKind.SIGHTING, sighting.id),),
        accounts=frozenset() if sighting.account is None else frozenset({sighting.account}),
        rooms=() if sighting.room is None else (sighting.room,),
        message=sighting.message,
        tally={known: 1},
        said=told,
        shown=sighting.shown if both else None,
    )


def _kind_and_time(sighting: Sighting) -> tuple[Kind, Moment]:
    """Which of the three times tells of it: one alone, never a mixture."""
    shown, captured = sighting.shown, sighting.captured
    if sighting.message is not None:
        if shown is not None and shown.at_ms is not None:
            return Kind.POSTED, shown
        return Kind.KEPT, sighting.entered
    if captured is not None and captured.at_ms is not None:
        if captured.source in _BY_THE_FILE:
            return Kind.DATED, captured
        return _BY_METHOD.get(sighting.method, Kind.SAVED), captured
    if shown is not None and shown.at_ms is not None:
        return Kind.SHOWN, shown
    return Kind.KEPT, sighting.entered


def _marked(vault: Vault, case: Case, nobody: frozenset[str]) -> Iterator[Happened]:
    for mark in vault.rooms.marks.in_case(case.id):
        if mark.known is not Known.KEPT:
            continue
        message = vault.chats.message(mark.message)
        if message.account in nobody:
            continue
        yield _in_room(_DEEDS[mark.deed], message, text=message.text[:_TEXT])


def _in_room(kind: Kind, message: Message, *, text: str) -> Happened:
    at_ms = message.shown.at_ms if message.shown else None
    return Happened(
        kind=kind,
        order_ms=LAST_MS if at_ms is None else at_ms,
        when=message.shown,
        sources=(LineSource(SourceKind.MESSAGE, message.id),),
        accounts=frozenset() if message.account is None else frozenset({message.account}),
        rooms=(message.room,),
        message=message.id,
        text=text,
    )


def _rooms(vault: Vault, case: Case, nobody: frozenset[str]) -> Iterator[Happened]:
    rooms = {room.id for room in vault.chats.rooms(case.id)}
    for event in vault.rooms.events(case.id):
        kind = _ROOM_KINDS.get(event.kind)
        is_so = event.known in {Known.SAID, Known.KEPT}
        dated = event.shown is not None and event.shown.at_ms is not None
        if kind and is_so and dated and event.room in rooms and event.account not in nobody:
            yield _event(kind, event)


def _event(kind: Kind, event: RoomEvent) -> Happened:
    at_ms = event.shown.at_ms if event.shown else None
    return Happened(
        kind=kind,
        order_ms=at_ms or 0,
        when=event.shown,
        sources=(LineSource(SourceKind.MESSAGE, event.message),),
        accounts=frozenset() if event.account is None else frozenset({event.account}),
        rooms=(event.room,),
        message=event.message if event.account else None,
        said={"before": event.before[:_TEXT], "after": event.after[:_TEXT]},
    )


def _links(vault: Vault, case: Case) -> Iterator[Happened]:
    """Addresses that the person wrote down herself; those in chats come with their messages."""
    for link in vault.links.in_case(case.id):
        if link.message is None and link.source_item is None:
            yield Happened(
                kind=Kind.LINKS,
                order_ms=link.seen_ms,
                when=vault_moment(link.seen_ms),
                sources=(LineSource(SourceKind.LINK, link.id),),
                text=link.normal[:_TEXT],
            )


def _at(when: Moment, sighting: Sighting) -> int:
    for moment in (when, sighting.entered):
        if moment.at_ms is not None:
            return moment.at_ms
    return 0


def _place(sighting: Sighting) -> dict[str, str]:
    where = sighting.where.strip()[:_TEXT]
    return {"where": where} if where else {}


def _plain(at_ms: int) -> Moment:
    return Moment(at_ms, TimeSource.PLATFORM, Certainty.EXACT)
