"""Consents of a case: give, withdraw, list; and what may go to a recipient by them.

Withdrawing takes one call like giving, changes nothing that was given, and holds from then on: what
left before is not called back. Facts: domain 4.12 and 12.2.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.casework.chosen import withheld
from app.casework.consented import consented, is_asked
from app.domain.consents import Consent, ConsentHow, ConsentKind
from app.domain.custody import Act
from app.domain.ids import new_id
from app.domain.reports import Report
from app.errors import InputProblem
from app.report.answers import chosen_items
from app.report.model import Part
from app.report.recipients import directory, recipient
from app.report.templates import load_template, template_infos
from app.usecases.told_texts import TEXT, item_of, kept_text
from app.usecases.vaults import OpenVault

__all__ = [
    "ConsentSaid",
    "RecipientConsents",
    "by_recipient",
    "consented",
    "give",
    "is_asked",
    "list_consents",
    "note_choice",
    "text_version",
    "withdraw",
]

FORM = "kr.consent"
"""The template of the form; its version is that of the text."""

_WITH_ITEMS = {Part.EXHIBITS, Part.EXHIBIT_LIST, Part.HASHES, Part.CONTACT_SHEET}


@dataclass(frozen=True)
class ConsentSaid:
    """What was agreed to: boxes, one recipient (empty: all), items (none: all), and how."""

    kinds: tuple[ConsentKind, ...]
    recipient: str = ""
    items: tuple[str, ...] = ()
    how: ConsentHow = ConsentHow.WRITING
    witness: str = ""
    text_version: str = ""
    note: str = ""


@dataclass(frozen=True)
class RecipientConsents:
    """One recipient with the consents for it, oldest first; `name` in one language.

    `goes` counts the items of the case that may go there, `items` all of them; `by_choice`: no
    consent is needed, since choosing is one.
    """

    recipient: str
    name: str
    consents: tuple[Consent, ...]
    goes: int
    items: int
    by_choice: bool


def text_version() -> str:
    """The version of the consent form that came with the program, as kept with a consent."""
    return str(load_template(FORM).version)


def list_consents(vault: OpenVault, case_id: str) -> tuple[Consent, ...]:
    """All consents of a case, withdrawn ones too, oldest first. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return vault.filed.consents.in_case(case_id)


def by_recipient(vault: OpenVault, case_id: str, language: str) -> tuple[RecipientConsents, ...]:
    """The recipients of a case's reports and consents, all recipients (empty id) first.

    Raises InputProblem INP-003.
    """
    consents = list_consents(vault, case_id)
    templates = {one.id: one.recipient for one in template_infos(language)}
    begun = [templates.get(report.template, "") for report in vault.reports.in_case(case_id)]
    met = dict.fromkeys(("", *sorted({*begun, *(one.recipient for one in consents)} - {""})))
    names = {one.id: one.name.in_language(language) for one in directory()}
    items = len(vault.items.rows(case_id, limit=None, offset=0))
    told = []
    for known in met:
        agreed = consented(vault, case_id, known)
        told.append(
            RecipientConsents(
                known,
                names.get(known, known),
                tuple(one for one in consents if one.recipient == known),
                items if agreed is None else len(agreed),
                items,
                agreed is None,
            )
        )
    return tuple(told)


def give(vault: OpenVault, case_id: str, said: ConsentSaid) -> tuple[Consent, ...]:
    """Keep a consent for each box and each item; one that holds already is not kept twice.

    Raises InputProblem: INP-003, INP-005 no such recipient, INP-011 no such item, INP-104 no box,
    INP-070, INP-071.
    """
    if not said.kinds:
        raise InputProblem("INP-104")
    if said.recipient:
        recipient(said.recipient)
    vault.cases.get(case_id)
    items = [item_of(vault, case_id, one) for one in dict.fromkeys(said.items)] or [None]
    witness, note = kept_text(said.witness), kept_text(said.note, longest=TEXT)
    version = kept_text(said.text_version) or text_version()
    before = vault.filed.consents.in_case(case_id)
    # So that giving again is later than what was withdrawn, also by a clock that stands still.
    ended = [one.withdrawn_ms for one in before if one.withdrawn_ms is not None]
    given_ms = max(vault.now_ms(), *(one + 1 for one in ended), 0)
    kept: list[Consent] = []
    with vault.transaction():
        for kind in dict.fromkeys(said.kinds):
            for item in items:
                same = _holding(before, kind, said.recipient, item)
                if same is None:
                    same = Consent(
                        new_id("consent"), case_id, kind, said.recipient, item, given_ms,
                        said.how, witness, version, note,
                    )  # fmt: skip
                    vault.filed.consents.give(same)
                    _log(vault, Act.CONSENT_GIVEN, same)
                kept.append(same)
    vault.custody.checkpoint()
    return tuple(kept)


def withdraw(vault: OpenVault, case_id: str, consent_ids: Iterable[str]) -> tuple[Consent, ...]:
    """Take consents back from now on; those that were keep their time.

    Raises InputProblem INP-003, INP-100; then none is taken back.
    """
    vault.cases.get(case_id)
    known = [vault.filed.consents.get(one, case_id) for one in dict.fromkeys(consent_ids)]
    with vault.transaction():
        for one in known:
            if one.holds:
                at_ms = max(vault.now_ms(), one.given_ms)
                vault.filed.consents.withdraw(one.id, at_ms)
                _log(vault, Act.CONSENT_WITHDRAWN, one)
    vault.custody.checkpoint()
    return tuple(vault.filed.consents.get(one.id, case_id) for one in known)


def note_choice(vault: OpenVault, report: Report) -> bool:
    """Write into the log what the person chose for a recipient, where choosing is the consent.

    Once for each choice; whether there was something to write. Inside a transaction.
    """
    template = load_template(report.template)
    if not _WITH_ITEMS & set(template.parts) or is_asked(vault, report.case):
        return False
    rows = [row.item for row in vault.items.rows(report.case, limit=None, offset=0)]
    kept = withheld(vault, report.case, template.recipient, rows)
    chosen = chosen_items(report.answers, template)
    wanted = {item.id for item in rows} if chosen is None else set(chosen)
    going = sorted(wanted - kept)
    which = hashlib.sha256("".join(f"{one}\n" for one in going).encode()).hexdigest()
    before = [
        entry.details.get("which")
        for entry in vault.custody.of_subject(report.id)
        if entry.act is Act.CONSENT_BY_CHOICE
    ]
    if not going or before[-1:] == [which]:
        return False
    vault.custody.append(
        Act.CONSENT_BY_CHOICE,
        report.id,
        report.case,
        {"recipient": template.recipient, "items": len(going), "which": which},
    )
    return True


def _holding(
    consents: Iterable[Consent], kind: ConsentKind, to: str, item: str | None
) -> Consent | None:
    wanted = (kind, to, item)
    found = (one for one in consents if (one.kind, one.recipient, one.item) == wanted)
    return next((one for one in found if one.holds), None)


def _log(vault: OpenVault, act: Act, consent: Consent) -> None:
    details: dict[str, str | int] = {"kind": consent.kind.value, "recipient": consent.recipient}
    if consent.item is not None:
        details["item"] = consent.item
    if act is Act.CONSENT_GIVEN:
        details |= {"how": consent.how.value, "text": consent.text_version}
    vault.custody.append(act, consent.id, consent.case, details)
