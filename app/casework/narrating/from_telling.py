"""What the person told, for an account of events: log, notes with a time, payments, parts, marks.

Reading only. Another victim is never told of; what has no time stands last, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.casework.narrating.happened import LAST_MS, Happened, Kind
from app.domain.evidence.items import Case
from app.domain.evidence.parts import ItemPart, Part
from app.domain.reports.narrative import LineSource, SourceKind
from app.domain.times.times import Moment
from app.domain.told.incidents import LogEntry
from app.domain.told.payments import Direction, Payment
from app.domain.told.people import MarkKind, Person, PersonMark, Role
from app.vault import Vault

ABOUT = (Role.OFFENDER, Role.SHARER)
_TEXT = 2_000
_PARTS = {
    Part.SOURCE_PHOTO: Kind.SOURCE_PHOTO,
    Part.TIP_OFF: Kind.TIP_OFF,
    Part.EFFECT: Kind.EFFECT,
}


def from_telling(vault: Vault, case: Case) -> Iterator[Happened]:
    """All of it; every entry has its time as it was typed."""
    told = vault.told
    people = {one.id: one for one in told.people.in_case(case.id)}
    log = told.incidents.in_case(case.id)
    in_log = {entry.note.id for entry in log}
    yield from (_incident(entry) for entry in log)
    for note in vault.notes.in_case(case.id):
        if note.event is not None and note.id not in in_log:
            yield _told(Kind.NOTED, note.event, LineSource(SourceKind.NOTE, note.id), note.text)
    yield from (_payment(one, people) for one in told.payments.in_case(case.id))
    for part in told.parts.in_case(case.id):
        if part.part in _PARTS:
            yield _part(part)
    for mark in told.people.marks(case.id):
        person = people.get(mark.person)
        if person is not None and person.role in ABOUT:
            yield from _seen(vault, case, mark)


def _told(kind: Kind, when: Moment | None, source: LineSource, text: str, **said: str) -> Happened:
    at_ms = when.at_ms if when is not None else None
    return Happened(
        kind=kind,
        order_ms=LAST_MS if at_ms is None else at_ms,
        when=when,
        sources=(source,),
        text=text[:_TEXT],
        said={key: value for key, value in said.items() if value},
    )


def _incident(entry: LogEntry) -> Happened:
    more, note = entry.incident, entry.note
    return _told(
        Kind.INCIDENT,
        note.event,
        LineSource(SourceKind.INCIDENT, note.id),
        note.text,
        place=more.place,
        witness=more.witness,
        officer=more.officer,
        number=more.report_number,
        technology=more.technology,
    )


def _payment(payment: Payment, people: dict[str, Person]) -> Happened:
    kind = Kind.ASKED if payment.direction is Direction.ASKED else Kind.PAID
    person = people.get(payment.person or "")
    named = person is not None and person.role is not Role.OTHER_VICTIM
    return _told(
        kind,
        payment.paid,
        LineSource(SourceKind.PAYMENT, payment.id),
        payment.note,
        amount=payment.amount,
        currency=payment.currency,
        to_whom=payment.to_whom,
        reference=payment.reference,
        person=payment.person or "" if named else "",
    )


def _part(part: ItemPart) -> Happened:
    return _told(
        _PARTS[part.part],
        part.event,
        LineSource(SourceKind.PART, part.item),
        part.note,
        place=part.place,
        audience=part.audience,
        teller=part.teller,
    )


def _seen(vault: Vault, case: Case, mark: PersonMark) -> Iterator[Happened]:
    """A mark that was seen at a time, on something that is kept: only then it has a source."""
    if mark.seen is None or mark.seen.at_ms is None or mark.kind is MarkKind.ACCOUNT:
        return
    sighting = mark.sighting or _sighting(vault, case, mark.item)
    if sighting is None or not mark.value:
        return
    yield _told(
        Kind.SEEN,
        mark.seen,
        LineSource(SourceKind.SIGHTING, sighting),
        "",
        person=mark.person,
        goes_by=mark.kind.value,
        value=mark.value,
        platform=mark.platform,
    )


def _sighting(vault: Vault, case: Case, item: str | None) -> str | None:
    if item is None:
        return None
    return next((one.id for one in vault.sightings.of_item(item) if one.case == case.id), None)
