"""What a form can be filled from, row by row: each with the values it gives and where they stand.

A time is offered where a platform, a person or a capture gave one, never for when it came in here.
Reading only. Nothing is put anywhere by itself; the person takes one value at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.case.timeline import EntryKind
from app.domain.chats.chats import Message
from app.domain.chats.platform_names import PLATFORMS
from app.domain.evidence.found_words import item_kind_in_words
from app.domain.evidence.searching import Kind
from app.domain.follow_up.ledger_words import LINK_STATES
from app.domain.text.textsafe import one_line, visible_name
from app.domain.times.times import Moment, in_calendar, iso_kst
from app.i18n import N_, Texts
from app.report.parts.wording import word
from app.usecases.case.searching import Around, Filters, around, search
from app.usecases.case.timelines import timeline
from app.usecases.chats.rooms import list_accounts, list_rooms
from app.usecases.follow_up.fates import list_fates
from app.usecases.items.evidence import list_items
from app.usecases.items.looks import words_in_case
from app.usecases.vault.vaults import OpenVault

__all__ = ["SHELVES", "VALUE_WORDS", "BesideRow", "Shelf", "Value", "ValueKind", "beside_rows"]

NAME = 80
LONG = 300
MOST_MESSAGES = 60
MOST_TEXT = 2000


class Shelf(StrEnum):
    """What is listed beside the form."""

    ITEMS = "items"
    TIMELINE = "timeline"
    LINKS = "links"
    ACCOUNTS = "accounts"
    MESSAGES = "messages"  # those that hold what was asked for


SHELVES: dict[Shelf, str] = {
    Shelf.ITEMS: N_("Collected"),
    Shelf.TIMELINE: N_("In order of time"),
    Shelf.LINKS: N_("Links"),
    Shelf.ACCOUNTS: N_("Rooms, accounts"),
    Shelf.MESSAGES: N_("Messages, by their words"),
}


class ValueKind(StrEnum):
    """What a value is, so that it can be offered where it fits."""

    ITEM = "item"  # the item itself, for a field that names evidence
    DATE = "date"
    LINK = "link"
    NAME = "name"
    USER = "user"  # what an account goes by: @name or number
    WORDS = "words"
    HASH = "hash"


VALUE_WORDS: dict[ValueKind, str] = {
    ValueKind.ITEM: N_("Name this evidence"),
    ValueKind.DATE: N_("The time"),
    ValueKind.LINK: N_("The address"),
    ValueKind.NAME: N_("The name"),
    ValueKind.USER: N_("The number (ID)"),
    ValueKind.WORDS: N_("What was said"),
    ValueKind.HASH: N_("The SHA-256"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value as it is put into a field: a text as found, or of `ITEM` the item's identifier."""

    kind: ValueKind
    text: str


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A row with words that are safe to show, its values, and where it stands."""

    first: str
    second: str
    aside: str
    values: tuple[Value, ...]
    source: str
    item: str | None = None


def beside_rows(
    vault: OpenVault, case_id: str, shelf: Shelf, texts: Texts, asked: str = ""
) -> tuple[BesideRow, ...]:
    """The rows of a shelf that hold what was asked for; of messages none where nothing was asked.

    Raises InputProblem INP-003.
    """
    vault.cases.get(case_id)
    makers: dict[Shelf, Callable[[OpenVault, str, Texts], Iterable[BesideRow]]] = {
        Shelf.ITEMS: _items,
        Shelf.TIMELINE: _timeline,
        Shelf.LINKS: _links,
        Shelf.ACCOUNTS: _accounts,
    }
    if shelf is Shelf.MESSAGES:
        return tuple(_messages(vault, case_id, texts, asked)) if asked.strip() else ()
    wanted = asked.casefold().strip()
    rows = makers[shelf](vault, case_id, texts)
    return tuple(row for row in rows if wanted in f"{row.first}\n{row.second}".casefold())


def _items(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[BesideRow]:
    seen = words_in_case(vault, case_id)
    for row in list_items(vault, case_id):
        item, at = row.item, _typed(row.shown)
        name = visible_name(item.name, NAME)
        looked = seen.get(item.id, "")
        values = (
            Value(ValueKind.ITEM, item.id),
            *_date(at),
            *_text(ValueKind.WORDS, looked),
            Value(ValueKind.HASH, item.sha256),
        )
        kind = one_line(looked, LONG) or item_kind_in_words(item.kind, texts)
        yield BesideRow(name, kind, at or iso_kst(item.added_ms)[:10], values, name, item.id)


def _timeline(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[BesideRow]:
    found = timeline(vault, case_id)
    rooms = {lane.id: visible_name(lane.title, NAME) for lane in found.lanes if lane.room}
    written = (EntryKind.NOTE, EntryKind.INCIDENT)
    for entry in found.entries:
        if not in_calendar(entry.order_ms):
            continue
        label, at = one_line(entry.label, LONG), iso_kst(entry.order_ms)[:16]
        known = _typed(entry.shown) or _typed(entry.captured)
        said = label if entry.kind in written and label else word(entry.kind, texts)
        where = rooms.get(entry.lane, "")
        words = _text(ValueKind.WORDS, entry.label)
        second = " · ".join(one for one in (where, label if label != said else "") if one)
        yield BesideRow(said, second, at, (*_date(known), *words), where or said)


def _links(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[BesideRow]:
    for row in list_fates(vault, case_id):
        link = row.link
        shown = one_line(link.normal, LONG)
        values = (Value(ValueKind.LINK, link.normal),)
        source = one_line(link.position, NAME)
        yield BesideRow(shown, texts.tr(LINK_STATES[row.state]), "", values, source)


def _accounts(vault: OpenVault, case_id: str, texts: Texts) -> Iterable[BesideRow]:
    for room in (one.room for one in list_rooms(vault, case_id)):
        name = visible_name(room.title, NAME) or texts.tr("Room without a name")
        platform = texts.tr(PLATFORMS[room.platform])
        values = (*_text(ValueKind.NAME, room.title), *_text(ValueKind.USER, room.native_id))
        yield BesideRow(name, platform, one_line(room.native_id, NAME), values, platform)
    for account in list_accounts(vault, case_id):
        newest = account.names[-1] if account.names else ""
        platform = texts.tr(PLATFORMS[account.platform])
        values = (*_text(ValueKind.NAME, newest), *_text(ValueKind.USER, account.given_id))
        given = one_line(account.given_id, NAME)
        yield BesideRow(visible_name(newest, NAME) or given, platform, given, values, platform)


def _messages(vault: OpenVault, case_id: str, texts: Texts, asked: str) -> Iterable[BesideRow]:
    rooms = {one.room.id: visible_name(one.room.title, NAME) for one in list_rooms(vault, case_id)}
    only = Filters(frozenset({Kind.MESSAGE}))
    for hit in search(vault, asked, case_id, filters=only, limit=MOST_MESSAGES).hits:
        found: Around = around(vault, hit, asked, messages=1)
        message = next((one for one in found.messages if one.id == hit.id), None)
        if message is not None:
            yield _message(message, rooms.get(message.room, ""), texts)


def _message(message: Message, room: str, texts: Texts) -> BesideRow:
    at = _typed(message.shown)
    source = " · ".join(one for one in (room, one_line(message.position, NAME)) if one)
    values = (
        *_text(ValueKind.WORDS, message.text),
        *_date(at),
        *_text(ValueKind.NAME, message.sender),
    )
    sender = visible_name(message.sender, NAME) or texts.tr("not known")
    return BesideRow(one_line(message.text, LONG), f"{sender} · {room}", at, values, source)


def _typed(at: Moment | None) -> str:
    """A time as a field for one is typed: Korean time to the minute; empty where none is known."""
    at_ms = None if at is None else at.at_ms
    return "" if at_ms is None or not in_calendar(at_ms) else iso_kst(at_ms)[:16]


def _date(at: str) -> tuple[Value, ...]:
    return _text(ValueKind.DATE, at)


def _text(kind: ValueKind, text: str) -> tuple[Value, ...]:
    return (Value(kind, text[:MOST_TEXT]),) if text.strip() else ()
