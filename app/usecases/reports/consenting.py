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
from app.domain.custody import Act
from app.domain.evidence.items import Item
from app.domain.ids import new_id
from app.domain.reports.consents import Consent, ConsentHow, ConsentKind
from app.domain.reports.reports import Report
from app.errors import InputProblem
from app.report.answers import chosen_items
from app.report.data.model import Part, Template
from app.report.data.recipients import Group, directory, recipient
from app.report.data.templates import load_template, template_infos
from app.usecases.told.told_texts import TEXT, item_of, kept_text
from app.usecases.vault.vaults import OpenVault

__all__ = [
    "ConsentSaid",
    "ItemConsent",
    "RecipientConsents",
    "Staying",
    "by_recipient",
    "consented",
    "give",
    "hold_back",
    "is_asked",
    "items_for",
    "kept_here",
    "list_consents",
    "note_choice",
    "staying",
    "text_version",
    "withdraw",
]

FORM = "kr.consent"
"""The template of the form; its version is that of the text."""

_ABROAD = {Group.PLATFORM, Group.ABROAD}
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
    consent is needed, since choosing is one. `abroad`: it may be in another country.
    """

    recipient: str
    name: str
    consents: tuple[Consent, ...]
    goes: int
    items: int
    by_choice: bool
    abroad: bool = True


@dataclass(frozen=True)
class ItemConsent:
    """An item of a case and one recipient: `goes` says whether it may go there if it is chosen."""

    item: Item
    goes: bool


@dataclass(frozen=True)
class Staying:
    """The items that a report would take along and that may not go to its recipient."""

    recipient: str
    items: tuple[Item, ...]


def text_version() -> str:
    """The version of the consent form that came with the program, as kept with a consent."""
    return str(load_template(FORM).version)


def list_consents(vault: OpenVault, case_id: str) -> tuple[Consent, ...]:
    """All consents of a case, withdrawn ones too, oldest first. Raises InputProblem INP-003."""
    vault.cases.get(case_id)
    return vault.filed.consents.in_case(case_id)


def by_recipient(
    vault: OpenVault, case_id: str, language: str, *, also: Iterable[str] = ()
) -> tuple[RecipientConsents, ...]:
    """The recipients of a case's reports and consents, all recipients (empty id) first.

    `also` names further ones.

    Raises InputProblem INP-003.
    """
    consents = list_consents(vault, case_id)
    templates = {one.id: one.recipient for one in template_infos(language)}
    begun = [templates.get(report.template, "") for report in vault.reports.in_case(case_id)]
    met = dict.fromkeys(("", *sorted({*begun, *(one.recipient for one in consents), *also} - {""})))
    bodies = {one.id: one for one in directory()}
    items = len(vault.items.rows(case_id, limit=None, offset=0))
    told = []
    for known in met:
        agreed = consented(vault, case_id, known)
        told.append(
            RecipientConsents(
                known,
                bodies[known].name.in_language(language) if known in bodies else known,
                tuple(one for one in consents if one.recipient == known),
                items if agreed is None else len(agreed),
                items,
                agreed is None,
                known not in bodies or bodies[known].group in _ABROAD,
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
    given_ms = max((vault.now_ms(), *(one + 1 for one in ended)))
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


def hold_back(
    vault: OpenVault, case_id: str, recipient_id: str, item_ids: Iterable[str]
) -> tuple[Consent, ...]:
    """Say of single items that they do not go to a recipient (empty: to nobody).

    Consents for just these are withdrawn; where there is none, or a wider one lets the item go,
    the refusal is kept by itself. Raises InputProblem INP-003, INP-005, INP-011.
    """
    if recipient_id:
        recipient(recipient_id)
    vault.cases.get(case_id)
    items = [one for one in dict.fromkeys(item_ids) if item_of(vault, case_id, one)]
    before = vault.filed.consents.in_case(case_id)
    at_ms = _latest(vault, before)
    kept: list[str] = []
    with vault.transaction():
        for item in items:
            same = _holding(before, ConsentKind.THIRD_PARTY, recipient_id, item)
            if same is None:
                same = Consent(
                    new_id("consent"), case_id, ConsentKind.THIRD_PARTY, recipient_id, item, at_ms
                )
                vault.filed.consents.give(same)
            vault.filed.consents.withdraw(same.id, at_ms)
            _log(vault, Act.CONSENT_WITHDRAWN, same)
            kept.append(same.id)
    vault.custody.checkpoint()
    return tuple(vault.filed.consents.get(one, case_id) for one in kept)


def items_for(vault: OpenVault, case_id: str, recipient_id: str) -> tuple[ItemConsent, ...]:
    """The items of a case and whether each may go to a recipient. Raises InputProblem INP-003."""
    agreed = consented(vault, case_id, recipient_id)
    rows = vault.items.rows(case_id, limit=None, offset=0)
    return tuple(ItemConsent(row.item, agreed is None or row.item.id in agreed) for row in rows)


def withdraw(vault: OpenVault, case_id: str, consent_ids: Iterable[str]) -> tuple[Consent, ...]:
    """Take consents back from now on; those that were keep their time.

    Raises InputProblem INP-003, INP-100; then none is taken back.
    """
    vault.cases.get(case_id)
    known = [vault.filed.consents.get(one, case_id) for one in dict.fromkeys(consent_ids)]
    at_ms = _latest(vault, vault.filed.consents.in_case(case_id))
    with vault.transaction():
        for one in known:
            if one.holds:
                vault.filed.consents.withdraw(one.id, at_ms)
                _log(vault, Act.CONSENT_WITHDRAWN, one)
    vault.custody.checkpoint()
    return tuple(vault.filed.consents.get(one.id, case_id) for one in known)


def note_choice(vault: OpenVault, report: Report) -> bool:
    """Write into the log what the person chose for a recipient, where choosing is the consent.

    Once for each choice; whether there was something to write. Inside a transaction.
    """
    template = load_template(report.template)
    if is_asked(vault, report.case):
        return False
    wanted, kept = _wanted(vault, report, template)
    going = sorted(item.id for item in wanted if item.id not in kept)
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


def _latest(vault: OpenVault, consents: Iterable[Consent]) -> int:
    """Now, and never before what was given, also by a clock that was put back."""
    return max((vault.now_ms(), *(one.given_ms for one in consents)))


def staying(vault: OpenVault, case_id: str, report_id: str) -> Staying:
    """What of a report's items stays here for want of consent. InputProblem INP-003, INP-004."""
    vault.cases.get(case_id)
    report = vault.reports.get(report_id)
    if report.case != case_id:
        raise InputProblem("INP-004", id=report_id)
    template = load_template(report.template)
    wanted, kept = _wanted(vault, report, template)
    items = tuple(item for item in wanted if item.id in kept)
    return Staying(template.recipient, items)


def kept_here(vault: OpenVault, case_id: str, template_id: str) -> Staying:
    """The items of a case that could not go along with such a report, whatever is chosen.

    None where no file goes along. Raises InputProblem INP-003, INP-005.
    """
    vault.cases.get(case_id)
    template = load_template(template_id)
    if not template.takes_items:
        return Staying(template.recipient, ())
    rows = [row.item for row in vault.items.rows(case_id, limit=None, offset=0)]
    kept = withheld(vault, case_id, template.recipient, rows)
    return Staying(template.recipient, tuple(item for item in rows if item.id in kept))


def _wanted(
    vault: OpenVault, report: Report, template: Template
) -> tuple[tuple[Item, ...], frozenset[str]]:
    """The items that a report would take along, and those of the case that may not go."""
    if not _WITH_ITEMS & set(template.parts):
        return (), frozenset()
    rows = [row.item for row in vault.items.rows(report.case, limit=None, offset=0)]
    kept = withheld(vault, report.case, template.recipient, rows)
    chosen = chosen_items(report.answers, template)
    wanted = rows if chosen is None else [item for item in rows if item.id in chosen]
    return tuple(wanted), kept


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
