"""Look at rooms' lives, read them out of what older imports kept, and decide what was proposed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.collect.links import find_links
from app.collect.roomlife.gathering import Gathering
from app.collect.roomlife.told import told_by
from app.collect.roomlife.words import room_words
from app.domain.chats.chats import Account, Message, MessageKind, Room
from app.domain.chats.roomlife import (
    Deed,
    Happening,
    Known,
    MessageMark,
    Part,
    RoomEvent,
    RoomMember,
)
from app.domain.custody import Act
from app.domain.evidence.searching import Filters, Kind
from app.domain.ids import is_id
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.vault.vaults import OpenVault

AT_ONCE = 2000
"""Messages that are looked at in one transaction; stopping is safe between two."""

PROPOSED = 200
"""Messages that are proposed at most for one deed."""

_MESSAGES = Filters(frozenset({Kind.MESSAGE}))


@dataclass(frozen=True)
class RoomLife:
    """A room with what happened to it in the order of time, and who was in it."""

    room: Room
    events: tuple[RoomEvent, ...]
    members: tuple[RoomMember, ...]


@dataclass(frozen=True)
class SeenName:
    """A name of an account, and when it was first seen with it (UTC milliseconds, or None)."""

    name: str
    first_ms: int | None


@dataclass(frozen=True)
class AccountLife:
    """What an account did: where it was as what, under which names, and what messages are marked.

    `first_ms` and `last_ms` are its first and last message (UTC milliseconds), if any has a time.
    """

    account: Account
    names: tuple[SeenName, ...]
    parts: tuple[RoomMember, ...]
    events: tuple[RoomEvent, ...]
    marked: tuple[tuple[MessageMark, Message], ...]
    posts: int
    forwards: int
    forwarded_from: tuple[tuple[str, int], ...]
    first_ms: int | None
    last_ms: int | None


@dataclass(frozen=True)
class Proposed:
    """A message in which a word of the list stands: a hint to look, nothing more."""

    message: Message
    deed: Deed
    word: str


def read_rooms(vault: OpenVault, case_id: str, job: Job) -> int:
    """Look through the messages that older imports kept; how many were looked at.

    Stopped, it goes on where it was when it is called again. Raises InputProblem INP-003,
    Cancelled.
    """
    case = vault.cases.get(case_id)
    sources = vault.rooms.unread(case.id)
    rooms = {room.id: room.platform for room in vault.chats.rooms(case.id)}
    done = 0
    job.phase("rooms.reading", None, "messages", "")
    for source in sources:
        up_to = vault.rooms.read_up_to(case.id, source) or 0
        while True:
            job.check()
            block = vault.chats.of_source(case.id, source, after=up_to, limit=AT_ONCE)
            with vault.transaction():
                gathering = Gathering(vault)
                for _row, message in block:
                    links = find_links(message.text)
                    gathering.hear(message, rooms[message.room], links)
                gathering.write(all_of_it=True)
                up_to = block[-1][0] if block else up_to
                whole = len(block) < AT_ONCE
                vault.rooms.mark_read(case.id, source, None if whole else up_to)
            done += len(block)
            job.advance(done)
            if whole:
                break
    return done


def unread_rooms(vault: OpenVault, case_id: str) -> tuple[str, ...]:
    """The exports that `read_rooms` has yet to look through. Raises InputProblem INP-003."""
    return vault.rooms.unread(vault.cases.get(case_id).id)


def room_life(vault: OpenVault, case_id: str, room_id: str) -> RoomLife:
    """A room's life; a former name is filled in where the same source told it earlier.

    Raises InputProblem INP-003 and INP-080.
    """
    room = _room(vault, case_id, room_id)
    events = _with_former_names(vault.rooms.events(case_id, room.id))
    return RoomLife(room, events, vault.rooms.members(room.id))


def happening_of(room: Room, message: Message) -> Happening | None:
    """What a service record of a room tells; None for any other message."""
    told = told_by(room.platform, message) if message.kind is MessageKind.SERVICE else None
    return None if told is None else told.kind


def _with_former_names(events: tuple[RoomEvent, ...]) -> tuple[RoomEvent, ...]:
    names: dict[str, str] = {}
    told = []
    for event in events:
        if event.kind in {Happening.CREATED, Happening.RENAMED} and event.known is Known.SAID:
            former = names.get(event.source_item, "")
            if event.kind is Happening.RENAMED and not event.before and former:
                event = replace(event, before=former)  # noqa: PLW2901
            names[event.source_item] = event.after or former
        told.append(event)
    return tuple(told)


def decide_event(
    vault: OpenVault,
    case_id: str,
    message_id: str,
    *,
    kind: Happening = Happening.EVACUATION,
    is_so: bool,
    other: str | None = None,
) -> RoomEvent:
    """Keep what the person says of a proposed event, and which room of the case is the other one.

    She may say otherwise later. Raises InputProblem INP-003, INP-080, INP-081.
    """
    vault.cases.get(case_id)
    event = vault.rooms.event(message_id, kind) if _is_message(message_id) else None
    if event is None or event.known is Known.SAID:
        raise InputProblem("INP-081", id=message_id)
    room = _room(vault, case_id, event.room)
    if other is not None:
        _room(vault, case_id, other)
    known = Known.KEPT if is_so else Known.DECLINED
    with vault.transaction():
        vault.rooms.decide(message_id, kind, known, vault.now_ms(), other if is_so else None)
        vault.custody.append(
            Act.ROOM_DECIDED,
            room.id,
            case_id,
            {"message": message_id, "kind": kind.value, "known": known.value, "other": other or ""},
        )
    vault.custody.checkpoint()
    decided = vault.rooms.event(message_id, kind)
    if decided is None:  # it was there a moment ago, and nobody else has the vault
        raise InputProblem("INP-081", id=message_id)
    return decided


def account_life(vault: OpenVault, case_id: str, account_id: str) -> AccountLife:
    """What an account did. Raises InputProblem INP-003 and INP-082."""
    vault.cases.get(case_id)
    account = next((one for one in vault.chats.accounts(case_id) if one.id == account_id), None)
    if account is None:
        raise InputProblem("INP-082", id=account_id)
    parts = vault.rooms.of_account(account.id)
    posted = [one for one in parts if one.part is Part.POSTER]
    forwards = sum(one.forwards for one in posted)
    firsts = [one.first_ms for one in posted if one.first_ms is not None]
    lasts = [one.last_ms for one in posted if one.last_ms is not None]
    return AccountLife(
        account,
        _names(account, posted),
        parts,
        tuple(one for one in vault.rooms.events(case_id) if one.account == account.id),
        tuple(
            (mark, message)
            for mark, message in marked_messages(vault, case_id)
            if message.account == account.id and mark.known is Known.KEPT
        ),
        sum(one.posts for one in posted),
        forwards,
        vault.chats.forwarded_from(account.id, limit=50) if forwards else (),
        min(firsts, default=None),
        max(lasts, default=None),
    )


def mark_message(
    vault: OpenVault, case_id: str, message_id: str, deed: Deed, *, is_so: bool
) -> MessageMark:
    """Keep that a message threatens or asks for money, or that it does not.

    Raises InputProblem INP-003 and INP-083.
    """
    vault.cases.get(case_id)
    message = _message(vault, case_id, message_id)
    known = Known.KEPT if is_so else Known.DECLINED
    mark = MessageMark(message.id, deed, known, vault.now_ms())
    with vault.transaction():
        vault.rooms.marks.put(mark, message.room, message.source_item)
        vault.custody.append(
            Act.MESSAGE_MARKED, message.id, case_id, {"deed": deed.value, "known": known.value}
        )
    vault.custody.checkpoint()
    return mark


def marked_messages(vault: OpenVault, case_id: str) -> tuple[tuple[MessageMark, Message], ...]:
    """What the person said of messages, in the order she said it. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    marks = vault.rooms.marks.in_case(case_id)
    return tuple((mark, vault.chats.message(mark.message)) for mark in marks)


def proposed_messages(vault: OpenVault, case_id: str, job: Job) -> tuple[Proposed, ...]:
    """Messages with a word of the dated list, of which the person said nothing yet.

    Found by search, kept nowhere. Raises InputProblem INP-003, Cancelled.
    """
    vault.cases.get(case_id)
    said = {(mark.message, mark.deed) for mark in vault.rooms.marks.in_case(case_id)}
    words = room_words()
    found: dict[tuple[str, Deed], Proposed] = {}
    for deed, some in ((Deed.THREAT, words.threat), (Deed.MONEY, words.money)):
        for word in some:
            job.check()
            hits = vault.search.find(word, case=case_id, filters=_MESSAGES, limit=PROPOSED).hits
            for hit in hits:
                key = (hit.id, deed)
                if key not in said and key not in found:
                    found[key] = Proposed(vault.chats.message(hit.id), deed, word)
    ordered = sorted(found.values(), key=_when)
    return tuple(ordered[: 2 * PROPOSED])


def _when(proposed: Proposed) -> int:
    shown = proposed.message.shown
    return (shown.at_ms if shown else None) or 0


def _names(account: Account, posted: list[RoomMember]) -> tuple[SeenName, ...]:
    first: dict[str, int | None] = dict.fromkeys(account.names)
    for one in posted:
        before = first.get(one.name)
        if one.name and one.first_ms is not None and (before is None or one.first_ms < before):
            first[one.name] = one.first_ms
    return tuple(SeenName(name, at_ms) for name, at_ms in first.items())


def _room(vault: OpenVault, case_id: str, room_id: str) -> Room:
    vault.cases.get(case_id)
    room = next((one for one in vault.chats.rooms(case_id) if one.id == room_id), None)
    if room is None:
        raise InputProblem("INP-080", id=room_id)
    return room


def _is_message(text: str) -> bool:
    return is_id(text, "message")


def _message(vault: OpenVault, case_id: str, message_id: str) -> Message:
    if not _is_message(message_id) or not vault.chats.shows(case_id, message_id):
        raise InputProblem("INP-083", id=message_id)
    return vault.chats.message(message_id)
