"""Puts a case in the order of time: one lane a room, one for the person, the gaps shown as gaps.

Messages are told by day and room, so that a room of a million messages stays one walkable line.
Times are never merged: an entry stands where its shown time puts it, or else the captured, or
else the entered one, and carries all three.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.casework.rooms_on_timeline import room_entries
from app.casework.told_on_timeline import told_entries
from app.domain.case.timeline import PERSON_LANE, EntryKind, Lane, Timeline, TimelineEntry
from app.domain.chats.chats import Room
from app.domain.custody import Act
from app.domain.evidence.items import Case, Method, Sighting
from app.domain.evidence.likeness import Decision
from app.domain.times.times import Moment, vault_moment
from app.vault import Day, Vault

PERSON = PERSON_LANE
NUMBERED = {"private_supergroup", "public_supergroup", "private_channel", "public_channel"}
"""Kinds of room whose message numbers count up one by one, so that a missing one means something.
"""


def build_timeline(vault: Vault, case: Case) -> Timeline:
    """Everything dated in a case, sorted; reading only."""
    rooms = list(vault.chats.rooms(case.id))
    lanes = [Lane(room.id, room.title or room.native_id, room.id) for room in rooms]
    lanes.append(Lane(PERSON, "", None))
    days = vault.chats.days(case.id)
    entries = [
        *_messages(days),
        *_gaps(vault, case, rooms),
        *_moves(rooms, days),
        *room_entries(vault, case),
        *_sightings(vault, case),
        *_notes(vault, case),
        *told_entries(vault, case),
        *_done(vault, case),
    ]
    entries.sort(key=lambda entry: (entry.order_ms, entry.lane, entry.subject))
    return Timeline(tuple(lanes), tuple(entries))


def _in_chat(
    lane: str, kind: EntryKind, at_ms: int, shown: Moment | None, subject: str
) -> TimelineEntry:
    """An entry that only the platform's time places: neither captured nor stored by itself."""
    return TimelineEntry(
        lane=lane,
        kind=kind,
        order_ms=at_ms,
        shown=shown,
        captured=None,
        entered=None,
        subject=subject,
    )


def _messages(days: Iterable[Day]) -> Iterator[TimelineEntry]:
    for day in days:
        entry = _in_chat(day.room, EntryKind.MESSAGES, day.first_ms, day.shown, day.first_message)
        yield replace(entry, count=day.count, until_ms=day.last_ms)


def _gaps(vault: Vault, case: Case, rooms: Iterable[Room]) -> Iterator[TimelineEntry]:
    for room in rooms:
        if room.kind not in NUMBERED:
            continue
        for gap in vault.chats.number_gaps(case.id, room.id):
            first, last = gap.before + 1, gap.after - 1
            entry = _in_chat(room.id, EntryKind.GAP, gap.before_ms, gap.shown, gap.before_message)
            yield replace(
                entry,
                label=f"#{first}" if first == last else f"#{first} – #{last}",
                count=last - first + 1,
                until_ms=gap.after_ms,
            )


def _moves(rooms: Iterable[Room], days: Iterable[Day]) -> Iterator[TimelineEntry]:
    first: dict[str, Day] = {}
    for day in days:
        first.setdefault(day.room, day)
    for room in rooms:
        begun = first.get(room.id)
        if room.moved_from and begun is not None:
            entry = _in_chat(room.moved_from, EntryKind.MOVED, begun.first_ms, begun.shown, room.id)
            yield replace(entry, label=room.title, to_lane=room.id)


def _sightings(vault: Vault, case: Case) -> Iterator[TimelineEntry]:
    named = vault.items.named_otherwise(case.id)
    again = _linked(vault, case, named)
    for sighting in vault.sightings.in_case(case.id):
        if sighting.method is Method.WORKING_COPY:
            continue  # made here from what was seen, and no seeing itself
        item = vault.items.get(sighting.item) if sighting.item else None
        yield TimelineEntry(
            lane=sighting.room or PERSON,
            kind=EntryKind.MEDIA if sighting.message else EntryKind.ITEM,
            order_ms=_place(sighting),
            shown=sighting.shown,
            captured=sighting.captured,
            entered=sighting.entered,
            subject=sighting.item or sighting.message or sighting.id,
            label=named.get(item.id, item.name) if item else sighting.note,
            position=sighting.position,
            again=again.get(sighting.item or "", ()),
        )


def _linked(vault: Vault, case: Case, named: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names of what shows the same picture as an item, by the person's word."""
    items = {
        item
        for one in vault.likenesses.decided(case.id)
        if one.decided is Decision.SAME
        for item in (one.first, one.second)
    }
    return {
        item: tuple(
            named.get(other) or vault.items.get(other).name
            for other in vault.likenesses.same_as(item, case.id)
        )
        for item in items
    }


def _place(sighting: Sighting) -> int:
    for moment in (sighting.shown, sighting.captured, sighting.entered):
        if moment is not None and moment.at_ms is not None:
            return moment.at_ms
    return 0


def _notes(vault: Vault, case: Case) -> Iterator[TimelineEntry]:
    log = {entry.note.id for entry in vault.told.incidents.in_case(case.id)}
    for note in (one for one in vault.notes.in_case(case.id) if one.id not in log):
        told = note.event.at_ms if note.event is not None else None
        yield TimelineEntry(
            lane=PERSON,
            kind=EntryKind.NOTE,
            order_ms=note.at_ms if told is None else told,
            shown=note.event,
            captured=None,
            entered=vault_moment(note.at_ms),
            subject=note.id,
            label=note.text.strip().splitlines()[0][:120],
        )


def _done(vault: Vault, case: Case) -> Iterator[TimelineEntry]:
    kinds = {Act.REPORT_SAVED: EntryKind.REPORT, Act.BUNDLE_MADE: EntryKind.BUNDLE}
    seen: set[str] = set()
    for entry in vault.custody.entries(case.id):
        kind = kinds.get(entry.act)
        if kind is None or (kind is EntryKind.REPORT and entry.subject in seen):
            continue
        seen.add(entry.subject)
        yield TimelineEntry(
            lane=PERSON,
            kind=kind,
            order_ms=entry.at_ms,
            shown=None,
            captured=None,
            entered=vault_moment(entry.at_ms),
            subject=entry.subject,
            label=str(entry.details.get("template", "")),
        )
