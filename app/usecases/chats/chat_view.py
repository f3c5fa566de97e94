"""Look at a room as a chat: opened once, then read page by page, a million messages if need be.

Nothing here writes but `say_own`. Whoever opened a chat before more came into its room opens it
anew: the places it holds are those of then.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from app.casework.timeline import NUMBERED
from app.domain.chats.chat_lines import (
    PAGE,
    Answered,
    ChatLine,
    ExportRoom,
    FoundLines,
    Gap,
    OpenChat,
    WhereFrom,
    is_number,
)
from app.domain.chats.chats import Message, Room
from app.domain.chats.roomlife import Deed, Known
from app.domain.evidence.searching import Filters, Kind
from app.domain.ids import is_id
from app.domain.times.typed_times import typed_moment
from app.errors import InputProblem
from app.jobs import Job
from app.usecases.chats.roomlife import happening_of
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "PAGE", "chat_lines", "chat_page", "chats_of_export", "find_in_chat", "line_at",
    "line_at_typed", "line_of", "line_of_number", "open_chat", "own_accounts",
    "room_of_message", "say_own", "where_from",
]  # fmt: skip

_DAY_MS = 24 * 3600 * 1000
_KST_MS = 9 * 3600 * 1000
_ANSWERS_LOOKED_UP = 30
_MOST_GAPS = 3
_MOST_FOUND = 500
_FIRST_LINE = 200
_OWN = "own_accounts."


def open_chat(vault: OpenVault, case_id: str, room_id: str, job: Job | None = None) -> OpenChat:
    """Open a room of a case to be looked at. Raises InputProblem INP-003, INP-080, Cancelled.

    Takes about 0.15 s for a million messages; what comes after takes the same for any room.
    """
    room = _room(vault, case_id, room_id)
    places = vault.chats.places
    steps = []
    for place in places.steps(room.id):
        steps.append(place)
        if job is not None:
            job.check()
    count = (len(steps) - 1) * PAGE + places.count_from(room.id, steps[-1]) if steps else 0
    return OpenChat(case_id, room, count, tuple(steps), room.kind in NUMBERED)


def chat_page(vault: OpenVault, chat: OpenChat, page: int) -> tuple[ChatLine, ...]:
    """The lines of one page, from 0 on; nothing behind the last."""
    if not 0 <= page < chat.pages:
        return ()
    places, room, begin = vault.chats.places, chat.room.id, chat.steps[page]
    messages = places.page(room, begin, PAGE)
    before = places.before(room, begin)
    gaps = _gaps(vault, chat, page, messages) if chat.counts_up else {}
    answered = _answered(vault, chat, messages)
    deeds = _deeds(vault, chat.case)
    own = own_accounts(vault, chat.case)
    accounts = places.account_ids({one.account for one in messages if one.account is not None})
    lines = []
    for message in messages:
        new_day = before is None or _day(before) != _day(message)
        lines.append(
            ChatLine(
                message,
                new_day,
                gaps.get(message.id, ()),
                answered.get(message.id),
                deeds.get(message.id, ()),
                happening_of(chat.room, message),
                message.account in own,
                accounts.get(message.account or "", ""),
            )
        )
        before = message
    return tuple(lines)


def chat_lines(vault: OpenVault, chat: OpenChat, first: int, count: int) -> tuple[ChatLine, ...]:
    """So many lines from one on, counted from 0; fewer at the end."""
    found: list[ChatLine] = []
    page, skip = divmod(max(0, first), PAGE)
    while len(found) < count and page < chat.pages:
        found += chat_page(vault, chat, page)[skip:]
        page, skip = page + 1, 0
    return tuple(found[: max(0, count)])


def line_of(vault: OpenVault, chat: OpenChat, message_id: str) -> int:
    """Which line of the chat a message is, from 0. Raises InputProblem COL-083 where it is none."""
    place = None
    if is_id(message_id, "message"):
        place = vault.chats.places.place(chat.room.id, message_id)
    if place is None:
        raise InputProblem("COL-083")
    return _line(vault, chat, place)


def line_at(vault: OpenVault, chat: OpenChat, at_ms: int) -> int:
    """The first line from a time on (UTC milliseconds), or the last of all."""
    place = vault.chats.places.from_time(chat.room.id, at_ms)
    return max(0, chat.count - 1) if place is None else _line(vault, chat, place)


def line_at_typed(vault: OpenVault, chat: OpenChat, text: str) -> int:
    """The first line from a day or time on as somebody types it, in Korean time.

    Raises InputProblem COL-081 where it can't be read.
    """
    moment = typed_moment(text)
    if moment is None or moment.at_ms is None:
        raise InputProblem("COL-081", text=text.strip()[:40])
    return line_at(vault, chat, moment.at_ms)


def line_of_number(vault: OpenVault, chat: OpenChat, native_id: str) -> int | None:
    """The line of the message with the platform's number, None where the room has none.

    Looks through the whole room where it stands at no place to be expected.
    """
    places, room = vault.chats.places, chat.room.id
    found = places.by_number(room, chat.steps, native_id) or places.by_native_id(room, native_id)
    return None if found is None else line_of(vault, chat, found.id)


def find_in_chat(
    vault: OpenVault, chat: OpenChat, words: str, near: str | None = None
) -> FoundLines:
    """The messages of the chat that have all the words; begins with the first from `near` on.

    Raises InputProblem INP-010 without words.
    """
    if not words.strip():
        raise InputProblem("INP-010")
    filters = Filters(frozenset({Kind.MESSAGE}), room=chat.room.id)
    found = vault.search.find(words, case=chat.case, filters=filters, limit=_MOST_FOUND)
    places = vault.chats.places
    placed = sorted(
        (place, hit.id)
        for hit in found.hits
        if (place := places.place(chat.room.id, hit.id)) is not None
    )
    at = 0
    begin = None if near is None else places.place(chat.room.id, near)
    if begin is not None:
        at = bisect_left(placed, (begin, ""))
    return FoundLines(found.total, tuple(one for _, one in placed), at if at < len(placed) else 0)


def room_of_message(vault: OpenVault, case_id: str, message_id: str) -> str:
    """The room of a message. Raises InputProblem INP-003, and COL-083 where it is not there."""
    vault.cases.get(case_id)
    if not is_id(message_id, "message") or not vault.chats.shows(case_id, message_id):
        raise InputProblem("COL-083")
    return vault.chats.message(message_id).room


def chats_of_export(vault: OpenVault, case_id: str, item_id: str) -> tuple[ExportRoom, ...]:
    """The rooms that an export tells of. Raises InputProblem INP-003, INP-011."""
    vault.cases.get(case_id)
    item = vault.items.get(item_id)
    rooms = {room.id: room for room in vault.chats.rooms(case_id)}
    places = vault.chats.places
    return tuple(
        ExportRoom(rooms[room], places.first_of_source(room, item.id))
        for room in places.rooms_of_source(case_id, item.id)
        if room in rooms
    )


def where_from(vault: OpenVault, chat: OpenChat, message: Message) -> WhereFrom:
    """The export that a message stands in, and where."""
    item = vault.items.as_came(chat.case, message.source_item)
    return WhereFrom(item.id, item.name, item.sha256, message.position)


def own_accounts(vault: OpenVault, case_id: str) -> frozenset[str]:
    """The accounts of a case that the person said are theirs."""
    kept = vault.facts.get(_OWN + case_id)
    return frozenset(msgspec.json.decode(kept, type=list[str])) if kept else frozenset()


def say_own(vault: OpenVault, case_id: str, account_id: str, *, own: bool) -> None:
    """Keep that an account is the person's, or that it is not.

    Raises InputProblem INP-003, and INP-082 where the case has no such account.
    """
    vault.cases.get(case_id)
    if all(one.id != account_id for one in vault.chats.accounts(case_id)):
        raise InputProblem("INP-082", id=account_id)
    before = own_accounts(vault, case_id)
    now = before | {account_id} if own else before - {account_id}
    with vault.transaction():
        vault.facts.put(_OWN + case_id, msgspec.json.encode(sorted(now)).decode())


def _room(vault: OpenVault, case_id: str, room_id: str) -> Room:
    vault.cases.get(case_id)
    room = next((one for one in vault.chats.rooms(case_id) if one.id == room_id), None)
    if room is None:
        raise InputProblem("INP-080", id=room_id)
    return room


def _line(vault: OpenVault, chat: OpenChat, place: tuple[int, int]) -> int:
    page = max(0, bisect_right(chat.steps, place) - 1)
    return page * PAGE + vault.chats.places.count_from(chat.room.id, chat.steps[page], place)


def _day(message: Message) -> int | None:
    at_ms = message.shown.at_ms if message.shown else None
    return None if at_ms is None else (at_ms + _KST_MS) // _DAY_MS


def _deeds(vault: OpenVault, case_id: str) -> dict[str, tuple[Deed, ...]]:
    found: dict[str, tuple[Deed, ...]] = {}
    for mark in vault.rooms.marks.in_case(case_id):
        if mark.known is not Known.DECLINED:
            found[mark.message] = (*found.get(mark.message, ()), mark.deed)
    return found


def _answered(vault: OpenVault, chat: OpenChat, messages: Sequence[Message]) -> dict[str, Answered]:
    near = {one.native_id: one for one in messages if one.native_id}
    looked_up = 0
    found: dict[str, Answered] = {}
    for one in messages:
        if not one.reply_to:
            continue
        target = near.get(one.reply_to)
        if target is None and looked_up < _ANSWERS_LOOKED_UP:
            looked_up += 1
            target = vault.chats.places.by_number(chat.room.id, chat.steps, one.reply_to)
        found[one.id] = Answered(one.reply_to) if target is None else _answer(target)
    return found


def _answer(target: Message) -> Answered:
    first = target.text.strip().partition("\n")[0][:_FIRST_LINE]
    return Answered(target.native_id, target.id, target.sender, first)


def _gaps(
    vault: OpenVault, chat: OpenChat, page: int, messages: Iterable[Message]
) -> dict[str, tuple[Gap, ...]]:
    """Numbers that neither the page nor the pages beside it have, by the message behind them."""
    places, room = vault.chats.places, chat.room.id
    before = places.numbers(room, chat.steps[page - 1], PAGE) if page else ()
    after: tuple[int, ...] = ()
    if page + 1 < chat.pages:
        after = places.numbers(room, chat.steps[page + 1], PAGE)
    here = [(one.id, int(one.native_id)) for one in messages if is_number(one.native_id)]
    known = sorted({*before, *after, *(value for _, value in here)})
    highest = max(before, default=None)
    found: dict[str, tuple[Gap, ...]] = {}
    for message, value in here:
        if highest is not None and value > highest + 1:
            between = known[bisect_right(known, highest) : bisect_left(known, value)]
            ends = [highest, *between, value]
            gaps = [Gap(low + 1, high - 1) for low, high in pairwise(ends) if high > low + 1]
            if gaps:
                found[message] = tuple(gaps[:_MOST_GAPS])
        highest = value if highest is None else max(highest, value)
    return found
