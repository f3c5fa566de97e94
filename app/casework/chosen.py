"""What of a case's facts goes with the exhibits that a person chose, and what stays behind.

Notes and what else she told never leave with a timeline, and of an entry's log only what is about
the case or its exhibits, as in the bundle's own log. Where exhibits were chosen one by one, what is
known from other items stays too: their links, rooms, accounts and days. So it is with items that
there is no consent for. FORMAT.md, "report.json".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import PurePosixPath

from app.casework.consented import agreed_to
from app.domain.case.timeline import HERS, EntryKind, Timeline, TimelineEntry
from app.domain.chats.chats import Account, Link, Room
from app.domain.custody import NOT_FOR_RECIPIENTS, CustodyEntry
from app.domain.evidence.intake import NotUnderstood
from app.domain.evidence.items import Item, Sighting
from app.domain.ids import is_id
from app.errors import InputProblem
from app.report.data.templates import load_template
from app.report.facts import CaseFacts, Exhibit
from app.vault import Vault

_ABOUT_ITEMS = (EntryKind.MEDIA, EntryKind.ITEM)


def withheld(vault: Vault, case_id: str, recipient: str, items: Iterable[Item]) -> frozenset[str]:
    """The items that may not go to a recipient: without the consent it takes, or withdrawn."""
    known = tuple(items)
    agreed = agreed_to(vault, case_id, recipient, known)
    return frozenset() if agreed is None else frozenset(item.id for item in known) - agreed


def reports_to(vault: Vault, case_id: str, recipient: str) -> frozenset[str]:
    """The reports of a case that are for a recipient: the log tells it of no others."""
    return frozenset(
        report.id
        for report in vault.reports.in_case(case_id)
        if _is_for(report.template, recipient)
    )


def _is_for(template_id: str, recipient: str) -> bool:
    try:
        return load_template(template_id).recipient == recipient
    except InputProblem:  # a template that this version no longer has
        return False


def about_reports(log: Iterable[CustodyEntry], told: frozenset[str]) -> tuple[CustodyEntry, ...]:
    """The entries without those of other reports: what was written for others, and handed over."""
    return tuple(one for one in log if not is_id(one.subject, "report") or one.subject in told)


def going_along(facts: CaseFacts, *, all_items: bool) -> CaseFacts:
    """The facts without what stays behind.

    `facts.exhibits` are the chosen ones; `all_items` is True where they are all items of the case,
    be it that nobody chose.
    """
    items = frozenset(exhibit.item.id for exhibit in facts.exhibits)
    exhibits = tuple(_without_folders(exhibit) for exhibit in facts.exhibits)
    custody = tuple(entry for entry in facts.custody if _may_be_told(entry, items))
    if all_items:
        timeline = _timeline(facts.timeline, items, None)
        return replace(facts, exhibits=exhibits, custody=custody, timeline=timeline)
    rooms = _rooms(facts, items)
    kept = frozenset(room.id for room in rooms)
    return replace(
        facts,
        exhibits=exhibits,
        custody=custody,
        rooms=rooms,
        accounts=_accounts(facts, every=len(rooms) == len(facts.rooms)),
        links=tuple(link for link in facts.links if link.source_item in items or _typed(link)),
        timeline=_timeline(facts.timeline, items, kept),
        refused=(),
        not_understood=_not_understood(facts),
    )


def _may_be_told(entry: CustodyEntry, items: frozenset[str]) -> bool:
    if entry.act in NOT_FOR_RECIPIENTS:
        return False
    return not is_id(entry.subject, "item") or entry.subject in items


def _typed(link: Link) -> bool:
    """Whether the person wrote it down herself: no item that stays behind gave it."""
    return link.source_item is None and link.message is None


def _without_folders(exhibit: Exhibit) -> Exhibit:
    """A file's folders are the computer's, not the evidence's: they can carry a person's name."""
    sightings = tuple(
        one if one.room is not None else replace(one, where=PurePosixPath(one.where).name)
        for one in exhibit.sightings
    )
    return replace(exhibit, sightings=sightings)


def _sightings(facts: CaseFacts) -> Iterable[Sighting]:
    return (sighting for exhibit in facts.exhibits for sighting in exhibit.sightings)


def _rooms(facts: CaseFacts, items: frozenset[str]) -> tuple[Room, ...]:
    met = {sighting.room for sighting in _sightings(facts)}
    return tuple(room for room in facts.rooms if room.source_item in items or room.id in met)


def _accounts(facts: CaseFacts, *, every: bool) -> tuple[Account, ...]:
    """Accounts say nothing of where they were read: all go with all rooms, else only those met."""
    met = {sighting.account for sighting in _sightings(facts)}
    return tuple(account for account in facts.accounts if every or account.id in met)


def _not_understood(facts: CaseFacts) -> tuple[NotUnderstood, ...]:
    names = {exhibit.item.name for exhibit in facts.exhibits}
    return tuple(one for one in facts.not_understood if one.where.partition(": ")[0] in names)


def _timeline(
    timeline: Timeline | None, items: frozenset[str], rooms: frozenset[str] | None
) -> Timeline | None:
    if timeline is None:
        return None
    lanes = tuple(lane for lane in timeline.lanes if _is_kept(lane.room, rooms))
    known = {lane.id for lane in lanes}
    entries = tuple(
        entry
        for entry in timeline.entries
        if entry.lane in known and _is_kept(entry.to_lane, rooms) and _goes(entry, items)
    )
    return Timeline(lanes, entries)


def _is_kept(room: str | None, rooms: frozenset[str] | None) -> bool:
    return room is None or rooms is None or room in rooms


def _goes(entry: TimelineEntry, items: frozenset[str]) -> bool:
    if entry.kind in HERS:
        return False
    if entry.kind in _ABOUT_ITEMS and is_id(entry.subject, "item"):
        return entry.subject in items
    return True
