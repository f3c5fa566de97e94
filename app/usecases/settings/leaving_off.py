"""Where a person left off: which page, in which case, on what. Kept in the vault alone, one place.

So that somebody who has to stop in the middle comes back to the same place. Names of pages are the
screen's own; here they are words. Nothing that was typed or seen is in it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import msgspec

from app.domain.evidence.items import Case
from app.domain.reports.reports import Report
from app.errors import InputProblem
from app.report.data.model import Words
from app.report.data.templates import load_template
from app.usecases.chats.rooms import RoomRow, list_rooms
from app.usecases.vault.vaults import OpenVault

_FACT = "left_off"
_LONGEST = 200


class _Kept(msgspec.Struct, frozen=True):
    page: str
    case: str
    subject: str
    at_ms: int


@dataclass(frozen=True)
class LeftOff:
    """A place: page, case, and what was shown there: a report, a room, an identifier or nothing.

    `title`: of a report, its template's.
    """

    page: str
    case: Case
    subject: Report | RoomRow | str | None
    at_ms: int
    title: Words | None = None


def leave_off(vault: OpenVault, page: str, case_id: str, subject: str) -> None:
    """Keep a place, instead of the one before.

    `subject`: an identifier, the name of a report's template, or empty.
    """
    kept = _Kept(page[:_LONGEST], case_id, subject[:_LONGEST], vault.now_ms())
    with vault.transaction():
        vault.facts.put(_FACT, msgspec.json.encode(kept).decode())


def left_off(vault: OpenVault) -> LeftOff | None:
    """The place that was kept; None where there is none, or what it names is there no more."""
    text = vault.facts.get(_FACT)
    if text is None:
        return None
    try:
        kept = msgspec.json.decode(text, type=_Kept)
        case = vault.cases.get(kept.case)
        subject = _subject(vault, case.id, kept.subject)
    except (msgspec.ValidationError, msgspec.DecodeError, InputProblem):
        return None
    if kept.subject and subject is None:
        return None
    title = None
    if isinstance(subject, Report):
        with suppress(InputProblem):
            title = load_template(subject.template).title
    return LeftOff(kept.page, case, subject, kept.at_ms, title)


def _subject(vault: OpenVault, case_id: str, name: str) -> Report | RoomRow | str | None:
    reports = vault.reports.in_case(case_id)
    for report in sorted(reports, key=lambda one: one.saved_ms, reverse=True):
        if name in (report.id, report.template):  # one begun from its template is the newest of it
            return report
    if name.startswith("r-"):
        return next((row for row in list_rooms(vault, case_id) if row.room.id == name), None)
    if name.startswith("i-"):
        vault.items.get(name)
    return name or None
