"""What people tell, as entries of the timeline: log, payments, marks, parts, what was handed in.

All of it stands on the person's own line, and none of it leaves with a report's timeline
(`chosen`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from app.domain.case.timeline import PERSON_LANE, EntryKind, TimelineEntry
from app.domain.chats.roomlife import Known
from app.domain.evidence.items import Case
from app.domain.times.times import Moment, vault_moment
from app.domain.told.people import Person, PersonMark
from app.vault import Vault

_LABEL = 120


def told_entries(vault: Vault, case: Case) -> Iterator[TimelineEntry]:
    """Every line of the incident log, every payment; marks and parts where a time is known."""
    for line in vault.told.incidents.in_case(case.id):
        note = line.note
        yield _entry(EntryKind.INCIDENT, note.id, note.event, note.at_ms, line.headline)
    for money in vault.told.payments.in_case(case.id):
        label = " · ".join(
            one for one in (f"{money.amount} {money.currency}".strip(), money.to_whom) if one
        )
        yield _entry(EntryKind.PAYMENT, money.id, money.paid, money.made_ms, label or money.note)
    people = {one.id: one for one in vault.told.people.in_case(case.id)}
    for mark in vault.told.people.marks(case.id):
        if mark.seen is not None and mark.seen.at_ms is not None:
            label = _goes_by(people[mark.person], mark)
            yield _entry(EntryKind.MARK, mark.person, mark.seen, mark.seen.at_ms, label)
    yield from _deeds(vault, case)
    for part in vault.told.parts.in_case(case.id):
        if part.event is not None and part.event.at_ms is not None:
            told = next((one for one in (part.teller, part.place, part.note) if one), "")
            yield _entry(EntryKind.PART, part.item, part.event, part.made_ms, told)
    for filing in vault.filed.filings.in_case(case.id):
        for step in vault.filed.filings.steps(filing.id):
            told = " · ".join(one for one in (step.receipt, step.channel) if one)
            made = _entry(EntryKind.FILED, filing.id, step.at, step.said_ms, told)
            yield replace(made, happening=step.state.value)


def _deeds(vault: Vault, case: Case) -> Iterator[TimelineEntry]:
    """Messages that the person says threaten or ask for money, where the time of one is known."""
    for mark in vault.rooms.marks.in_case(case.id):
        if mark.known is Known.KEPT:
            message = vault.chats.message(mark.message)
            if message.shown is not None and message.shown.at_ms is not None:
                made = _entry(
                    EntryKind.DEED, message.id, message.shown, mark.at_ms, message.text.strip()
                )
                yield replace(made, happening=mark.deed.value, position=message.position)


def _goes_by(person: Person, mark: PersonMark) -> str:
    return f"{person.name}: {mark.value}" if mark.value else person.name


def _entry(
    kind: EntryKind, subject: str, event: Moment | None, made_ms: int, label: str
) -> TimelineEntry:
    told = event.at_ms if event is not None else None
    return TimelineEntry(
        lane=PERSON_LANE,
        kind=kind,
        order_ms=made_ms if told is None else told,
        shown=event,
        captured=None,
        entered=vault_moment(made_ms) if kind is not EntryKind.MARK else None,
        subject=subject,
        label=label[:_LABEL],
    )
