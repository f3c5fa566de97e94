"""Covers resident registration numbers in what a report draws on; the evidence keeps them.

Covered is what was written by others or by hand and is told again in documents: names, places,
titles, labels. Identifiers, hashes and times stay, and the log in a bundle stays as it was signed.
Facts: domain 9.2.
"""

from __future__ import annotations

from dataclasses import replace

from app.domain.case.timeline import Timeline
from app.domain.chats.chats import Account, Link, Room
from app.domain.custody import CustodyEntry
from app.domain.text.rrn import mask_rrn
from app.report.facts import CaseFacts, Exhibit


def numbers_covered(facts: CaseFacts) -> CaseFacts:
    """The same facts with the last seven digits of each such number as asterisks."""
    return replace(
        facts,
        case=replace(facts.case, title=mask_rrn(facts.case.title)),
        exhibits=tuple(map(_exhibit, facts.exhibits)),
        links=tuple(map(_link, facts.links)),
        rooms=tuple(map(_room, facts.rooms)),
        accounts=tuple(map(_account, facts.accounts)),
        timeline=None if facts.timeline is None else _timeline(facts.timeline),
        custody=tuple(map(_entry, facts.custody)),
        refused=tuple(replace(one, path=mask_rrn(one.path)) for one in facts.refused),
        not_understood=tuple(
            replace(one, where=mask_rrn(one.where)) for one in facts.not_understood
        ),
    )


def _exhibit(exhibit: Exhibit) -> Exhibit:
    sightings = tuple(
        replace(one, where=mask_rrn(one.where), note=mask_rrn(one.note))
        for one in exhibit.sightings
    )
    item = replace(exhibit.item, name=mask_rrn(exhibit.item.name))
    return replace(exhibit, item=item, sightings=sightings, note=mask_rrn(exhibit.note))


def _link(link: Link) -> Link:
    return replace(
        link,
        normal=mask_rrn(link.normal, in_address=True),
        original=mask_rrn(link.original, in_address=True),
    )


def _room(room: Room) -> Room:
    return replace(room, title=mask_rrn(room.title))


def _account(account: Account) -> Account:
    return replace(account, names=tuple(map(mask_rrn, account.names)))


def _timeline(timeline: Timeline) -> Timeline:
    return Timeline(
        tuple(replace(lane, title=mask_rrn(lane.title)) for lane in timeline.lanes),
        tuple(replace(entry, label=mask_rrn(entry.label)) for entry in timeline.entries),
    )


def _entry(entry: CustodyEntry) -> CustodyEntry:
    details = {
        name: mask_rrn(said) if isinstance(said, str) else said
        for name, said in entry.details.items()
    }
    return replace(entry, details=details)
