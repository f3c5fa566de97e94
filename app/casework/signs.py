"""What in a case shows that something which helps a report is there already.

Reading only. It says that there is some of it, never how much, and never that something is lacking.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.domain.chats.roomlife import Known
from app.domain.evidence.items import Case, ItemKind, Method, Sighting
from app.domain.evidence.parts import Part
from app.domain.times.times import TimeSource
from app.domain.told.payments import Direction
from app.report.data.checklist import Sign
from app.vault import Vault

_SCREENS = {Method.SCREENSHOT, Method.CAPTURE, Method.PHOTOGRAPH, Method.CLIPBOARD}
_OF_THE_FILE = {TimeSource.FILE, TimeSource.VAULT}
_BY_PART = {
    Part.SOURCE_PHOTO: Sign.SOURCE_PHOTO,
    Part.TIP_OFF: Sign.TIP_OFF,
    Part.SHOWS_ME: Sign.IDENTIFYING,
    Part.EFFECT: Sign.EFFECTS,
    Part.PAYMENT: Sign.PAYMENTS,
}
_SEVERAL = 2


def signs(vault: Vault, case: Case) -> frozenset[Sign]:
    """All signs that a case has."""
    return frozenset((*_from_chats(vault, case), *_from_items(vault, case), *_told(vault, case)))


def _from_chats(vault: Vault, case: Case) -> Iterator[Sign]:
    rooms = vault.chats.rooms(case.id)
    if rooms:
        yield Sign.ROOMS
    if len(rooms) >= _SEVERAL:
        yield Sign.SPREAD
    if vault.chats.count(case.id):
        yield from (Sign.CHATS, Sign.DATES)
    if vault.chats.accounts(case.id):
        yield Sign.ACCOUNTS
    if vault.links.in_case(case.id):
        yield Sign.LINKS
    marks = vault.rooms.marks.in_case(case.id)
    if any(mark.known is Known.KEPT for mark in marks):
        yield Sign.THREATS


def _from_items(vault: Vault, case: Case) -> Iterator[Sign]:
    kinds = {row.item.id: row.item.kind for row in vault.items.rows(case.id, limit=None, offset=0)}
    wanted = {Sign.SCREENS, Sign.RECORDINGS, Sign.DATES}
    found: set[Sign] = set()
    for sighting in vault.sightings.in_case(case.id):
        found |= set(_seen(sighting, kinds.get(sighting.item or "")))
        if found >= wanted:
            break
    yield from found


def _seen(sighting: Sighting, kind: ItemKind | None) -> Iterator[Sign]:
    own = sighting.message is None and sighting.method is not Method.WORKING_COPY
    if own and (sighting.method in _SCREENS or kind is ItemKind.PICTURE):
        yield Sign.SCREENS
    if own and (sighting.method is Method.RECORDING or kind is ItemKind.VIDEO):
        yield Sign.RECORDINGS
    captured = sighting.captured
    if sighting.shown is not None or (captured and captured.source not in _OF_THE_FILE):
        yield Sign.DATES


def _told(vault: Vault, case: Case) -> Iterator[Sign]:
    told = vault.told
    log = told.incidents.in_case(case.id)
    if log:
        yield Sign.INCIDENTS
    if any(entry.note.event is not None for entry in log):
        yield Sign.DATES
    handed_in = vault.filed.filings.in_case(case.id)
    if handed_in or any(one.incident.report_number or one.incident.officer for one in log):
        yield Sign.FILINGS
    if told.people.marks(case.id):
        yield Sign.ACCOUNTS
    for payment in told.payments.in_case(case.id):
        yield Sign.THREATS if payment.direction is Direction.ASKED else Sign.PAYMENTS
    for part in told.parts.in_case(case.id):
        yield _BY_PART[part.part]
