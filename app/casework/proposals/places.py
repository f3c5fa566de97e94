"""Rooms and links as answers: where it happened, where it lies, with the time each was found."""

from __future__ import annotations

from app.casework.proposals.seen import Seen
from app.casework.staying_behind import Behind
from app.domain.chats.chats import Link, LinkStanding, Room
from app.domain.chats.platform_names import PLATFORMS
from app.domain.reports.proposals import Origin, Proposed
from app.domain.reports.reports import Answer
from app.domain.times.times import iso_kst
from app.i18n import N_, Texts
from app.vault import Vault

MOST_ROOMS = 8
MOST_LOOKED_AT = 2000
MOST_LINKS = 300
"""Of links, as many as a person can look over; the document of links has them all."""

_ROOM = N_("{platform}, room '{name}'")
_FIRST_SEEN = N_("first seen {when}")
_NUMBER = N_("number {id}")
_REBUILT = N_("Rebuilt from the identifiers in the export")


def where(seen: Seen, words: Texts, said: Texts) -> list[Proposed]:
    """`event.where`, `content.locator` and `preserve.provider`.

    `words` speak the report's language, `said` the screen's; so in all of these modules.
    """
    rooms = seen.rooms[:MOST_ROOMS]
    if not rooms:
        return []
    origin = said.tr("From the rooms in the vault")
    names = [name_of(room, words) for room in rooms]
    platforms = dict.fromkeys(words.tr(PLATFORMS[room.platform]) for room in rooms)
    lines = [_located(room, seen, words) for room in rooms]
    return [
        Proposed("event.where", ", ".join(names), Origin.ROOMS, origin, seen.sure),
        Proposed("content.locator", "\n".join(lines), Origin.ROOMS, origin, seen.sure),
        Proposed("preserve.provider", ", ".join(platforms), Origin.ROOMS, origin, seen.sure),
    ]


def name_of(room: Room, words: Texts) -> str:
    """A room as a report names it."""
    platform = words.tr(PLATFORMS[room.platform])
    return words.tr(_ROOM, platform=platform, name=room.title or room.native_id)


def _located(room: Room, seen: Seen, words: Texts) -> str:
    parts = [name_of(room, words)]
    if room.native_id and room.title:
        parts.append(words.tr(_NUMBER, id=room.native_id))
    first = seen.first_in.get(room.id)
    if first is not None and first.at_ms is not None:
        parts.append(words.tr(_FIRST_SEEN, when=iso_kst(first.at_ms)))
    return " · ".join(parts)


def links(
    vault: Vault, case_id: str, seen: Seen, stays: Behind, words: Texts, said: Texts
) -> list[Proposed]:
    """`content.urls`: those that the person wrote down are sure, those found in chats are offered.

    Of the found ones only those from rooms that count, and none from what `stays`.
    """
    every = [one for one in vault.links.in_case(case_id) if not stays.read(one)]
    typed = [one for one in every if one.source_item is None][:MOST_LINKS]
    rooms = {room.id for room in seen.rooms}
    found: list[Answer] = []
    posted_ones = [one for one in every if one.source_item is not None and one.message is not None]
    for link in posted_ones[:MOST_LOOKED_AT] if rooms else ():
        if link.message is None or len(found) >= MOST_LINKS:
            continue
        message = vault.chats.message(link.message)
        if message.room in rooms:
            posted = message.shown.at_ms if message.shown is not None else None
            found.append(_row(link, words, message.sender, posted))
    proposed = []
    if typed:
        rows: list[Answer] = [_row(one, words) for one in typed]
        proposed.append(
            Proposed("content.urls", rows, Origin.LINKS, said.tr("From the links you kept"))
        )
    if found:
        origin = said.tr("Links that were posted in those rooms")
        proposed.append(Proposed("content.urls", found, Origin.LINKS, origin, sure=False))
    return proposed


def _row(link: Link, words: Texts, sender: str = "", posted_ms: int | None = None) -> Answer:
    row = {
        "url": link.original or link.normal,
        "account": sender,
        "posted": "" if posted_ms is None else iso_kst(posted_ms),
        "found": iso_kst(link.seen_ms),
        "note": words.tr(_REBUILT) if link.standing is LinkStanding.DERIVED else "",
    }
    return {key: value for key, value in row.items() if value}
