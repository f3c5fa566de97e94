"""What was told of a case in the shape of answers, by the field ids of the shared dictionary.

Plain functions that read and propose; a report takes none of it by itself (the person looks it over
first). Whoever goes by nothing, and every other victim, stays out of accounts and names.
"""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.evidence.parts import ItemPart, Part
from app.domain.reports.reports import Answer
from app.domain.times.times import Moment, iso_kst
from app.domain.told.incidents import LogEntry
from app.domain.told.payments import Direction, Payment
from app.domain.told.people import MarkKind, PersonMark, Role
from app.vault import Vault

ABOUT = (Role.OFFENDER, Role.SHARER)
"""Whose accounts a report asks for."""

_ACCOUNT_PARTS = {
    MarkKind.USER_NAME: "username",
    MarkKind.DISPLAY_NAME: "name",
    MarkKind.ACCOUNT: "name",
    MarkKind.NUMBER: "id",
    MarkKind.PROFILE_LINK: "link",
    MarkKind.PHONE: "phone",
}


def told_answers(vault: Vault, case_id: str) -> dict[str, Answer]:
    """Everything below by its field id, without fields that nothing was told for."""
    parts = vault.told.parts.in_case(case_id)
    payments = vault.told.payments.in_case(case_id)
    known: dict[str, Answer] = {
        "offender.accounts": accounts(vault, case_id),
        "offender.payment": [money(one) for one in payments],
        "harm.threat": demand(payments),
        "content.original": [one.item for one in parts if one.part is Part.SOURCE_PHOTO],
        "content.identifying": words(parts, Part.SHOWS_ME),
        "event.found": words(parts, Part.TIP_OFF),
        "event.result": words(parts, Part.EFFECT),
        "event.narrative": narrative(vault.told.incidents.in_case(case_id)),
        "prior.reports": [report(one) for one in reports(vault, case_id)],
    }
    return {field: answer for field, answer in known.items() if answer}


def accounts(vault: Vault, case_id: str) -> list[Answer]:
    """What offenders and sharers go by, one row a mark that fits an account (`offender.accounts`).

    Bank accounts, wallets and e-mail addresses have no part of their own there: they stand in the
    remark.
    """
    people = {one.id: one for one in vault.told.people.in_case(case_id) if one.role in ABOUT}
    return [
        _account(mark, people[mark.person].name)
        for mark in vault.told.people.marks(case_id)
        if mark.person in people
    ]


def money(payment: Payment) -> Answer:
    """One row of `offender.payment`."""
    row = {
        "when": _when(payment.paid),
        "amount": f"{payment.amount} {payment.currency}".strip(),
        "account": payment.to_whom,
        "transaction": payment.reference,
        "note": payment.note,
    }
    return {key: said for key, said in row.items() if said}


def demand(payments: Iterable[Payment]) -> Answer:
    """Whether money was asked for (`harm.threat`), with what is known of it; None if it was not."""
    asked = [one for one in payments if one.direction is Direction.ASKED]
    if not asked:
        return None
    lines = [
        " · ".join(
            said
            for said in (
                _when(one.paid),
                f"{one.amount} {one.currency}".strip(),
                one.to_whom,
                one.note,
            )
            if said
        )
        for one in asked
    ]
    return {"answer": True, "text": "\n".join(line for line in lines if line)}


def words(parts: Iterable[ItemPart], part: Part) -> str:
    """What was said of the items in one part, a line each."""
    lines = (
        " · ".join(
            said
            for said in (_when(one.event), one.teller, one.place, one.audience, one.note)
            if said
        )
        for one in parts
        if one.part is part
    )
    return "\n".join(line for line in lines if line)


def narrative(entries: Iterable[LogEntry]) -> str:
    """The incident log in the order of time, as a text to go on from (`event.narrative`)."""
    blocks = []
    for entry in entries:
        incident = entry.incident
        where = " · ".join(
            one for one in (_when(entry.note.event), incident.place, incident.witness) if one
        )
        said = "\n".join(one for one in (where, entry.note.text, incident.technology) if one)
        if said:
            blocks.append(said)
    return "\n\n".join(blocks)


def reports(vault: Vault, case_id: str) -> tuple[LogEntry, ...]:
    """The lines of the log that tell of a report that was made."""
    entries = vault.told.incidents.in_case(case_id)
    return tuple(one for one in entries if one.incident.report_number or one.incident.officer)


def report(entry: LogEntry) -> Answer:
    """One report that was made, for `prior.reports`: who took it, when, its number."""
    row = {
        "recipient": entry.incident.officer,
        "date": _when(entry.note.event),
        "receipt": entry.incident.report_number,
    }
    return {key: said for key, said in row.items() if said}


def _account(mark: PersonMark, called: str) -> Answer:
    part = _ACCOUNT_PARTS.get(mark.kind)
    row = {"platform": mark.platform, "seen": _when(mark.seen)}
    if part is not None:
        row[part] = mark.value
    beside = (called, "" if part else mark.value, mark.note)
    row["note"] = " · ".join(one for one in beside if one)
    return {key: said for key, said in row.items() if said}


def _when(moment: Moment | None) -> str:
    """A time as text: as it was typed, else in Korean time."""
    if moment is None:
        return ""
    if moment.original or moment.at_ms is None:
        return moment.original
    return iso_kst(moment.at_ms)
